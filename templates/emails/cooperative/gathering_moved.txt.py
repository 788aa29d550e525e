BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'The meeting has changed') 

 gettext(u'Here is what holds from now on. The calendar file attached replaces the former one.') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'See the meeting') 
BBBBBBBB
