BBBBBBB BBBBBBBBBBB
BBBB BBBB
BBBBB BBBBB gettext(u'Erase my data') BBBBBBBB
BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXX XXXX XXXXXXXX
    XXXXX XXXXXXXXX  gettext(u'Back to the ticket') XXXXXXXX
    XXXX gettext(u'Erase my data?') XXXXX
    XX XXXXXXXXXXXXX X  X BBBBBBB BBBBBBBBBBBBBBBBBBBXXXX
    BB BBBBBBBBBBXX XXXXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'The evening has not taken place yet: the registration is cancelled too, and the seat goes to someone else at once.') XXXXBBBBB
    BB BBBBBBBXXX gettext(u'These people, registered with your address, are erased with you:')  XXXXXXXXBBB BBB BB BBBBBBBBB BBB BBBBBBBBBBBBX BBBBBBBBBBBXXXXXXXXXXXXXXBBBBB
    XXXXXXXXXXX gettext(u'What is erased:') XXXXXXXXX  gettext(u'names, e-mail address, phone, and the messages sent for this registration. The ticket and its links no longer open.') XXXX
    XXXXXXXXXXX gettext(u'What stays, without your name:') XXXXXXXXX  gettext(u'the age band, the commune, what you said of your activity and whether you came. They make the figures of the evening, and no longer lead to you.') XXXX
    XXX gettext(u'This cannot be undone.') XXXX
    XXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXXX gettext(u'Erase my data') XXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXX XXXXXXXX gettext(u'Keep them') XXXXXXXXXXX
  XXXXXX
BBBBBBBB
