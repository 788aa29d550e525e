BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBBBB BBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBB gettext(u'To change workshop or to cancel, call the team: your seat will go to someone else.') BB BBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB gettext(u'See my ticket:') 


 gettext(u'You can change workshop or cancel from there until the evening begins: your seat will go to someone else.') BBBBB
BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address is registered for %(brand)s, %(territory)s.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSSS SSSSSSS SS SSSSSSSSSS SSS SSSSSSSSSS SSSSSSSSSSSSSSBBBBBBBB
