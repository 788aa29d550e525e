BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'You come, that is noted') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'The file attached puts it in your calendar. Something came up? Say it on the page, so that chairs are counted right.') 

 gettext(u'See the meeting') 
BBBBBBBB
