BBBB BBBBBBBBBBBBBB BBB gettext(u'Your request for an evening has arrived') BBBBBBBBBBBBB
