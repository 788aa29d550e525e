BBBB BBBBBBBBBBBBBB BBB gettext(u'Yes: an evening in your place') BBBBBBBBBBBBB
