BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'You are already registered') 

 gettext(u'This address was typed again in the registration form. Nothing has changed.') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBB
 gettext(u'What was asked:') 
BB BBBBBBBBX  gettext(u'sit at the workshop « %(title)s »') SSS SS SSS SSSSSSSS S SSSSSSSSS S
BBBBBBBB BBBBBBBB BB BBBBBX  gettext(u'wait for a seat at the workshop « %(title)s »') SSSS SSS S SSSS SS SSS SSSSSSSS S SSSSSSSSS S
BBBBBBBBB BBBBBBBBB BB BBBBBBBBBBX  gettext(u'come with %(name)s') SSSS SSSS SSSSSSSS
BBBBBB
 gettext(u'See and confirm:') 


 gettext(u'The link works once, for two days. If it was not you, do nothing.') 
BBBBB
 gettext(u'See my ticket:') 
BBBBBBBBBBBBBBBBBBBBB
