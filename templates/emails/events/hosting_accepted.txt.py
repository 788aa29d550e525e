BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'It is a yes!') 

 gettext(u'The team of the territory wants to prepare this evening with you. It will call you to agree on the date, the budget and the communes.') 

BB BBBBB

BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
