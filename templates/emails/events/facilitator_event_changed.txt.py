BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'The date or the place has changed') 

 gettext(u'We still count on you. Here is what counts now:') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'The calendar file of this message replaces the former one. If you can no longer come, say so on your page.') 


 gettext(u'See my evening') 

BBBBBBBBBBBBBBBBBBBBB
