BBBBBBB BBBBBBBBBBB
BBBB BBBB BBBBBB
BBBBB BBBBB gettext(u'A seat is kept for you') BBBBBBBB
BBBBB BBBBXXXXX XXXXXXXXXXXXXXXX XXXXXXBBBBBB BBBBBBBBBBBBBBBXXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXBBBBBBBB
BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXX XXXX XXXXXXXX
    XX XXXXXXXXXXXXXXX X BBBBBBB BBBBBBBBBBBBBBBBBBBXXXX
    BB BBBBBB
      XXXX gettext(u'A seat is kept for you') XXXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBB
      XXXXX XXXXXXXXXXXXXXBBBBBBBBBBXX XXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXX XXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXX ngettext(u'Take this seat', u'Take these %(size)s seats', count) SSSS SSSS SSSSPPPP PPPPP PPPPPPPP PPPPPXXXXXXXXX XXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXXXXXXX XXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXX gettext(u'No, thank you') XXXXXXXXXXXXXXXXXXXX
      XX XXXXXXXXXXXXX gettext(u'Without an answer, the seat is offered to the next person and you go to the end of the list.') XXXX
    BBBB BBBBBBBBBBBB BB BBBBBBBBBB
      XXXX gettext(u'This seat is yours') XXXXX
      XX XXXXXXXXXXXXX gettext(u'You accepted it: your ticket says where you sit now.') XXXX
      XX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXXX gettext(u'See my ticket') XXXXXXXX
    BBBB
      XXXX gettext(u'This seat went to the next person') XXXXX
      XX XXXXXXXXXXXXXBB BBBBBBBBBBBB BB BBBBBBBBBB gettext(u'You passed it on. Thank you.') BBBB BBBBBBBBBBBB BB BBBBBBBBBBB gettext(u'It is no longer offered: your place in the list was given up, or the team changed the tables.') BBBB gettext(u'It was kept for you until %(day)s, %(hour)s. Others were waiting.') SS SSS SSSS SSS SSS SSSSS SSSSSSSS SSSSSSSSS SSSSSS SSSS SSSSSSSSBBBBBXXXX
      XXXBB BBBBBBBBBBBBBBBBBB gettext(u'What you keep: your seat at “%(title)s”.') SSSS SSS SSSSS SSSS SSSS SS SSSSSSSSSSSSBBBBB BB BBBBBBBBBBB gettext(u'You are still on the waiting list: if a seat comes free, we write to you.') BBBB BBBBBBBBBBBBBBBBBBBBB gettext(u'From your page you can wait again, or choose another workshop.') BBBB gettext(u'You can register again, or wait again.') BBBBBXXXX
      XX XXXXXXXXXXXXXXXXBB BBBBBBBBBBBBBBBBBBBBBXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXXX gettext(u'See my page') XXXXBBBBXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXXX gettext(u'See the evening') XXXXBBBBBXXXX
    BBBBB
  XXXXXX
BBBBBBBB
