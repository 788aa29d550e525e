BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'%(who)s would like to be put in touch with you') SSSSSSS SSSSS SSSS SS SS SSS SS SSSSS SSSS SSS

BB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'For the project “%(name)s”') SSS SSS SSSSSSS SSSSSSSSSSBBBBB



 gettext(u'If you say yes, each of you receives the other’s address. If it is not the moment, say “not for now”: this person reads nothing else. Without an answer by %(day)s, the request goes by itself.') SS SSS SSS SSSS SSSS SS SSS SSSSSSSS SSS SSSSSSS SSSSSSSS SS SS SS SSS SSS SSSSSSS SSS SSSS SSS SSSSS SSSS SSSSSS SSSSS SSSSSSS SSSSS SSSSSSS SS SSSSSS SS SSSSSSSS SSS SSSSSSS SSSS SS SSSSSSS

 gettext(u'Read and answer') 
BBBBBBBB
