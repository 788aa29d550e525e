BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'One click, and your request leaves') 

 gettext(u'Someone, probably you, asked for an evening with this address:') 


X 
X  X

 gettext(u'Open this page and press the button: the team of the territory receives your request. The link lasts seven days. Was it not you? Do nothing, and nothing is sent.') 

BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
