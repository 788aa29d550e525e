BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Here are your tickets') 

 gettext(u'You asked for them on the site. If it was not you, do nothing.') 

BBB BBBB BB BBBBBX X FFFFFFFFF


BBBBBBBBBBBBBBBBBBBBBBBBBBB
