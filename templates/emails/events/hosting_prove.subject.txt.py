BBBB BBBBBBBBBBBBBB BBB gettext(u'Confirm your request for an evening') BBBBBBBBBBBBB
