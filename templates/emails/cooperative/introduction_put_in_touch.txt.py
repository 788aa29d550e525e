BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'%(who)s says yes') SSSSSSS SSSS SSS




 gettext(u'They have your address too. Write or call this week: a coffee is worth ten mails.') BBBBBBBB
