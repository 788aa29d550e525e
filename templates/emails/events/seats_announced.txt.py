BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Here is your table') 

BB BBBBB gettext(u'The tables you wished for were full before we reached you, and we are sorry. Seats are left at others: choose one from your ticket, or we find you one at the door.') BBBB gettext(u'The team has given the seats, following your wishes and the order of registration. You may still choose another table where seats are left.') BBBBBBBBBBBBBBBBBBBBBBBBBB
