BBBB BBBB BBBBBBBBBBBBBBBBBBBBXXXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXX gettext(u'What you wish') XXXXXXXXX
XX XXXXXXXXXXXXXXXXXX gettext(u'The team gives the seats before the evening, following wishes and the order of registration: your table will be told by mail.') XXXX
BBB BBBBB BB BBBBBBFFFFFFFFFFFFFFFBBBBBBXXXXXXXXXXX
