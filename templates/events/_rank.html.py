BBBB BBBBBB BBBBBBBBBBBBBBB gettext(u'a seat is kept for you') BBBB BBBBBBBBB BB B gettext(u'you are the next one') BBBB gettext(u'number %(rank)s in the list') SSSSSS SSSSSSSS SS SSS SSSSBBBBB
