BBBB BBBBBB BBBBB gettext(u'Your seat at “%(title)s” stays yours.') SSSS SSSS SS SSSSSSSSSSS SSSSS SSSSSSBBBBB
