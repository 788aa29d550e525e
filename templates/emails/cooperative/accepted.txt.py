BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'Your application is accepted') BBBBBBBB
BBBBB BBBBB gettext(u'The board of %(name)s has accepted your application. To enter the register, pay your shares:') SSS SSSSS SS SSSSSSSS SSS SSSSSSSS SSSS SSSSSSSSSSSS SS SSSSS SSS SSSSSSSSS SSS SSSS SSSSSSS

 ngettext(u'%(n)s share: %(amount)s', u'%(n)s shares: %(amount)s', count) SSSSS SSSSSS SSSSSSSSSSPPPPP PPPPPPP PPPPPPPPPP

BB BBBBBBBBBBBBBB gettext(u'Answer this message to know how to pay.') BBBBB

 gettext(u'As soon as the payment is received, you are entered in the register and a message tells you your number. From then on you vote: one person, one vote, whatever the shares.') BBBBBBBB
