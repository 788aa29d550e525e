BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'You have a new table') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Your former seat is free for someone else. Here is the ticket that counts.') XXXXBBBBBBBB
