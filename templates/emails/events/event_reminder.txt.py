BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BB BBBBBBBB gettext(u'Come as you are: your table is waiting for you.') BBBB gettext(u'Come as you are: your table is waiting for you. If you cannot come, tell us in one click, someone else will be glad of your seat.') BBBBBBBBBBBBBBBBBBBBBBBBBB
