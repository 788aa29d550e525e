BBBB BBBBBBBBBBBBBB BBBBB BBBBBBBBB
 gettext(u'Under 18: a parent’s authorisation is needed.') 
BB BBBBBBBB gettext(u'Ask the team for the sheet to sign, and bring it to the evening.') BBBB gettext(u'Print it, have it signed, and bring it to the evening:') 
BBBBBBB BBBBBBBBB
 gettext(u'Under 15, a parent also agrees, with the child, to the use of what was typed here.') BBBBB
BBBBBBBBBBBBBBBBBB
