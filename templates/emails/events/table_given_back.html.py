BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'Your first table is yours again') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'We had told you that your table joined another one: it stays after all. We are sorry for these two messages. Here is the ticket that counts.') XXXXBBBBBBBB
