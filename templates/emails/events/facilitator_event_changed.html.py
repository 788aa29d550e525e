BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'The date or the place has changed') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'We still count on you. Here is what counts now:') XXXX
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'The calendar file of this message replaces the former one. If you can no longer come, say so on your page.') XXXX
BBBBBBBB
BBBBB BBBBBB gettext(u'See my evening') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
