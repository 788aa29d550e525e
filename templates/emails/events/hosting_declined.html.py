BBBBBBB BBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBBBBBBBBBB
BBBBB BBBBBBBXXX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX gettext(u'This time it is a no') XXXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'The team of the territory cannot prepare this evening. It says why:') XXXX
XX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX XXXXX XXXXXXXXXFFFFFFFFFFFFXXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'You can make another request later, and come to the evenings around you.') XXXX
 gettext(u'See my request') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
BBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
