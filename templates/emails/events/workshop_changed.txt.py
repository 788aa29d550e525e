BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'You have a new table') 

 gettext(u'Your former seat is free for someone else. Here is the ticket that counts.') BBBBBBBBBBBBBBBBBBBBB
