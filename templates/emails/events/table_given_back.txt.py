BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Your first table is yours again') 

 gettext(u'We had told you that your table joined another one: it stays after all. We are sorry for these two messages. Here is the ticket that counts.') BBBBBBBBBBBBBBBBBBBBB
