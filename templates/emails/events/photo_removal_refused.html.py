BBBBBBB BBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBB
XXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX X XXXXXX gettext(u'The answer of the team') XXXXX
XXX gettext(u'You asked for a photo to go. The team looked at it and keeps it; it may be shown again.') XXXX
XX XXXXXXXXXXXXXXXXX gettext(u'You can be recognised on it? Write to the team and say where you are: it will be deleted.') XXXX
BBBBBBBB
