BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBBBB BBBB gettext(u'You are no longer a member') BBBB gettext(u'Your request is written down') BBBBBBBBBBBBB
BBBBB BBBBBBB BBBB gettext(u'You left the register of %(name)s on %(day)s. It keeps your name and your number, as the law asks.') SSS SSSS SSS SSSSSSSS SS SSSSSSSS SS SSSSSSSS SS SSSSS SSSS SSSS SSS SSSS SSSSSSS SS SSS SSS SSSSSBBBBB

BB BBBBBB ngettext(u'%(n)s share is to be refunded to you: %(amount)s.', u'%(n)s shares are to be refunded to you: %(amount)s.', count) SSSSS SSSSS SS SS SS SSSSSSSS SS SSSS SSSSSSSSSSSPPPPP PPPPPP PPP PP PP PPPPPPPP PP PPPP PPPPPPPPPPPBBBBB

BB BBBBBBBBBBBBBBBBBB gettext(u'This refund is possible from %(day)s. Answer this message with the account to pay it to.') SSSS SSSSSS SS SSSSSSSS SSSS SSSSSSSS SSSSSS SSSS SSSSSSS SSSS SSS SSSSSSS SS SSS SS SSSBBBB BBBBB gettext(u'It waits its turn: place %(place)s in the queue.') SS SSSSS SSS SSSSS SSSSS SSSSSSSSS SS SSS SSSSSS BB BBBBBBBBBBBBB gettext(u'It becomes possible once others subscribe %(missing)s more: the law keeps a quarter of the greatest capital.') SS SSSSSSS SSSSSSSS SSSS SSSSSS SSSSSSSSS SSSSSSSSSSS SSSSS SSS SSS SSSSS S SSSSSSS SS SSS SSSSSSSS SSSSSSSS BBBBB gettext(u'A message will tell you the day it becomes possible.') BBBBBBBBBBBBB
