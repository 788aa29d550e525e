BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'The seat is yours') 

 gettext(u'You left the waiting list, and your former seat, if you had one, goes to someone else. Here is the ticket that counts.') BBBBBBBBBBBBBBBBBBBBB
