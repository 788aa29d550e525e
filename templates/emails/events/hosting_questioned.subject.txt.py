BBBB BBBBBBBBBBBBBB BBB gettext(u'A question about your request for an evening') BBBBBBBBBBBBB
