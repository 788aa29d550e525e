BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'You are put in touch with %(who)s') SSS SSS SSS SS SSSSS SSSS SSSSSSS




BB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'For the project “%(name)s”') SSS SSS SSSSSSS SSSSSSSSSSBBBBB

 gettext(u'They have your address too. Write or call this week: a coffee is worth ten mails.') BBBBBBBB
