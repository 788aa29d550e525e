BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'You are registered') 

BB BBBBBBBB gettext(u'We are expecting you. Keep this letter: its code opens the door of the evening.') BBBB gettext(u'We are expecting you. Keep this message: the code below opens the door of the evening.') BBBBBBBBBBBBBBBBBBBBBBBBBB
