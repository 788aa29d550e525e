BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'Your turn has come') BBBBBBBB
BBBBB BBBBBXXX ngettext(u'Since %(day)s, %(n)s share can be refunded to you: %(amount)s.', u'Since %(day)s, %(n)s shares can be refunded to you: %(amount)s.', count) SSSSS SSSSSSSS SSSSS SSSSS SSS SS SSSSSSSS SS SSSS SSSSSSSSSSSPPPPP PPPPPPPP PPPPP PPPPPP PPP PP PPPPPPPP PP PPPP PPPPPPPPPPPXXXX
XXX gettext(u'Answer this message with the account to pay it to.') XXXXBBBBBBBB
