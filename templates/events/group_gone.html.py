BBBBBBB BBBBBBBBBBB
BBBB BBBB
BBBBB BBBBB gettext(u'This link does not work any more') BBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXX XXXXXXXXXXXX gettext(u'This link does not work any more') XXXXXXX XXXXXXXXXXXXX gettext(u'The page of a group opens from the last message sent to its referent, until a week after the evening. The team can send it again.') XXXXXXXXXXBBBBBBBB
