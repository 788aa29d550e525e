BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'This time it is a no') 

 gettext(u'The team of the territory cannot prepare this evening. It says why:') 



 gettext(u'You can make another request later, and come to the evenings around you.') 

BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
