BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'The board’s answer') BBBBBBBB
BBBBB BBBBB gettext(u'The board of %(name)s did not accept your application. Its reasons:') SSS SSSSS SS SSSSSSSS SSS SSS SSSSSS SSSS SSSSSSSSSSSS SSS SSSSSSSS



 gettext(u'This refusal will be reported to the next general meeting. You may answer this message, and apply again later.') BBBBBBBB
