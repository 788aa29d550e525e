BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'A general meeting is to be called') BBBBBBBB
BBBBB BBBBB gettext(u'The year of %(name)s ended on %(end)s: its members approve the accounts by %(day)s, and no meeting is called yet.') SSS SSSS SS SSSSSSSS SSSSS SS SSSSSSSS SSS SSSSSSS SSSSSSS SSS SSSSSSSS SS SSSSSSSS SSS SS SSSSSSS SS SSSSSS SSSS

 gettext(u'The notices leave by %(day)s at the latest.') SSS SSSSSSS SSSSS SS SSSSSSS SS SSS SSSSSSSBBBBBBBB
