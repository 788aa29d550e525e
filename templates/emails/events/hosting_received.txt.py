BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'Your request has arrived') 


X 
X  X

 gettext(u'The team reads it and answers you by mail. You can follow it here at any time.') 

BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
