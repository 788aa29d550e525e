BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'We know that you cannot come') 

 gettext(u'Thank you for telling us: the team looks for someone in your place, you need do nothing more. If this is a mistake, say so on your page.') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'See my page') 

BBBBBBBBBBBBBBBBBBBBB
