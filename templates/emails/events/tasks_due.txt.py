BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'What you said you would do') 

BBB BBBB BB BBBBBX 
  BB BBBBBBBBB gettext(u'Late')  X BBBB BBBBBBBBBB gettext(u'Today')  X BBBBBFFFFFFFFF X 
BBBBBBBB BBBB ngettext(u'And %(n)s other.', u'And %(n)s others.', count) SSS SSSSS SSSSSSPPP PPPPP PPPPPPP
BBBBB
 gettext(u'Is it done? Say so in the timetable, and you will hear of it no more. Too much for you? Give it to a colleague there.') 

BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because tasks of an evening are in your name.') BBBBBBBB
