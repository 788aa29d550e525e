BBBB BBBB BBBBBBBBBBBBBBBB BBB gettext(u'%(name)s: the meeting of the accounts is to be called by %(day)s') SSSSSSSSS SSS SSSSSSS SS SSS SSSSSSSS SS SS SS SSSSSS SS SSSSSSSBBBBBBBBBBBBB
