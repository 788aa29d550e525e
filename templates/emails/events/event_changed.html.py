BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'The date or the place has changed') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Your seat is kept. Here is what counts now:') XXXXBBBBBBBB
BBBBB BBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'The calendar file of this message replaces the former one. If you can no longer come, cancel from your ticket.') XXXX gettext(u'See my ticket') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
