BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'Your shares are refunded') BBBBBBBB
BBBBB BBBBB ngettext(u'%(amount)s were paid to you on %(day)s for %(n)s share of %(name)s.', u'%(amount)s were paid to you on %(day)s for %(n)s shares of %(name)s.', count) SSSSSSSSSS SSSS SSSS SS SSS SS SSSSSSS SSS SSSSS SSSSS SS SSSSSSSSSPPPPPPPPPP PPPP PPPP PP PPP PP PPPPPPP PPP PPPPP PPPPPP PP PPPPPPPPP

BB BBBBBBBBBBBBBBBB gettext(u'Reference: %(reference)s') SSSSSSSSSS SSSSSSSSSSSSSBBBBB

 gettext(u'Thank you for the way made together.') BBBBBBBB
