BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Here is your ticket') 

 gettext(u'It replaces the ones you received before.') BBBBBBBBBBBBBBBBBBBBB
