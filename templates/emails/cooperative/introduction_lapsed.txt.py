BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'%(who)s did not answer') SSSSSSS SSS SSS SSSSSS

 gettext(u'Three weeks went by. It says nothing about you: what you wrote is erased, and the directory has other members.') BBBBBBBB
