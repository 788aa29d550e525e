BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBB gettext(u'You asked for it to go: the team deleted it for good, files included. What others copied before is out of our reach.') BBBBBBBB
