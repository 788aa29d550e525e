BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'The audit comes near') BBBBBBBB
BBBBB BBBBB gettext(u'The co-operative audit of %(name)s is to be made by %(day)s, as the law asks. Choose an approved auditor, then give a date: it takes them a few weeks.') SSS SSSSSSSSSSSS SSSSS SS SSSSSSSS SS SS SS SSSS SS SSSSSSSS SS SSS SSS SSSSS SSSSSS SS SSSSSSSS SSSSSSSS SSSS SSSS S SSSSS SS SSSSS SSSS S SSS SSSSSS

 gettext(u'Once it is made, write its day in the rules: the next one will be announced in the same way.') BBBBBBBB
