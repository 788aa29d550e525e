BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'Your application is received') BBBBBBBB
BBBBB BBBBB ngettext(u'You ask to join %(name)s with %(n)s share, that is %(amount)s.', u'You ask to join %(name)s with %(n)s shares, that is %(amount)s.', count) SSS SSS SS SSSS SSSSSSSS SSSS SSSSS SSSSSS SSSS SS SSSSSSSSSSSPPP PPP PP PPPP PPPPPPPP PPPP PPPPP PPPPPPP PPPP PP PPPPPPPPPPP

 gettext(u'The board decides at one of its next meetings; you will receive its answer here, with how to pay. Nothing is due before.') 

 gettext(u'You did not ask for anything? Answer this message: the application will be taken back.') BBBBBBBB
