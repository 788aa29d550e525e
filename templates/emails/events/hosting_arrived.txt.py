BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'An evening is asked for') 


X 
X  X

BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because you organise the evenings of this territory.') BBBBBBBB
