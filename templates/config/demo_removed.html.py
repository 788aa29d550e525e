BBBBBBB BBBBBBBBBBBBBBB BBBB
BBBBB BBBBB gettext(u'The demonstration is removed') BBBBBBBB
BBBBB BBBBBBXXXX XXXXXXXXXXXXXXXX XXXXXXXXXX gettext(u'The demonstration is removed') XXXXXXXXXXXBBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXXXX XXXXXXXXXX XXXXXXXXXXXXXX
XXX gettext(u'The platform is empty. To begin for real, go back to the window where it runs:') XXXX
XXXXXXXX gettext(u'stop it with Ctrl-C;') XXXXXXXXX gettext(u'type make start, then open the address that it shows.') XXXXXXXXXX
XX XXXXXXXXXXX XXXXXX gettext(u'What the demonstration held is kept here:')  XXXXXXXXXXXXXXXXX
XXXXXXXXXXXXBBBBBBBB
