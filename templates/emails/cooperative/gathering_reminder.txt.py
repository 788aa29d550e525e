BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'It is in two days') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'Something came up? Say it on the page, so that chairs are counted right.') 

 gettext(u'See the meeting') 
BBBBBBBB
