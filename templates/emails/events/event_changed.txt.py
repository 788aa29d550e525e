BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'The date or the place has changed') 

 gettext(u'Your seat is kept. Here is what counts now:') BBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
 gettext(u'The calendar file of this message replaces the former one. If you can no longer come, cancel from your ticket.') 
BBBBBBBBBBBBBBBBBBBBB
