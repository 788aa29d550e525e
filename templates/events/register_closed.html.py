BBBBBBB BBBBBBBBBBB
BBBB BBBB
BBBBB BBBBB gettext(u'Registration')  X BBBBBBBB
BBBBB BBBBBBBBBBBBBBBBB
BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXX XXXX XXXXXXXXX
    XXXXBB BBBBBBBB BB BBBBBB gettext(u'Registration is not open yet') BBBB BBBBBBBB BB BBBBBB gettext(u'Every seat is taken') BBBB BBBBBBBB BB BBBBBBBBBBB gettext(u'This evening is cancelled.') BBBB gettext(u'Registration is closed.') BBBBBXXXXX
    XX XXXXXXXXXXXXXBB BBBBBBBB BB BBBBBB gettext(u'It opens on %(day)s at %(hour)s. Come back then: it takes a minute.') SS SSSSS SS SSSSSSS SS SSSSSSSSS SSSS SSSS SSSSS SS SSSSS S SSSSSSSBBBB BBBBBBBB BB BBBBBB gettext(u'Seats come free until the last day: look again here, or come and listen to the restitution.') BBBB BBBBBBBB BB BBBBBBBBBBB gettext(u'Everyone who was registered has been told by mail.') BBBB BBBBBBBB BB BBBBBB gettext(u'This evening has taken place.') BBBB gettext(u'The tables are being prepared.') BB BBBBBBBBBBBBBBBBBBBBBBB  gettext(u'A question? Write to %(email)s.') S SSSSSSSSS SSSSS SS SSSSSSSSSSBBBBBBBBBBXXXX
    XX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXXX gettext(u'See the evening') XXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBXX gettext(u'Find my ticket') XXXXXXXX
  XXXXXX
BBBBBBBB
