BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'The seat is yours') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'You left the waiting list, and your former seat, if you had one, goes to someone else. Here is the ticket that counts.') XXXXBBBBBBBB
