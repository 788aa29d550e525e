BBBB BBBBBBBBBBBBBB BBB gettext(u'Your evening is being prepared') BBBBBBBBBBBBB
