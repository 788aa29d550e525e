BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB
BBBBB BBBBBBBXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX X XXXXXX gettext(u'%(who)s did not answer') SSSSSSS SSS SSS SSSSSSXXXXX
XXX gettext(u'Three weeks went by. It says nothing about you: what you wrote is erased, and the directory has other members.') XXXXBBBBBBBB
