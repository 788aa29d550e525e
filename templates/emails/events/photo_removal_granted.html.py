BBBBBBB BBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBB
XXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX X XXXXXX gettext(u'The photo is deleted') XXXXX
XX XXXXXXXXXXXXXXXXX gettext(u'You asked for it to go: the team deleted it for good, files included. What others copied before is out of our reach.') XXXX
BBBBBBBB
