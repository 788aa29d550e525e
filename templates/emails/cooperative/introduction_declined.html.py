BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB
BBBBB BBBBBBBXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX X XXXXXX gettext(u'%(who)s: not for now') SSSSSSSS SSS SSS SSSXXXXX
XXX gettext(u'This person is not available for the moment. It says nothing about you, nor about what you asked: what you wrote is erased, and the directory has other members.') XXXXBBBBBBBB
