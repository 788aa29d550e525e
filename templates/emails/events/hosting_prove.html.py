BBBBBBB BBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBBBBBBBBBB
BBBBB BBBBBBBXXX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX gettext(u'One click, and your request leaves') XXXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Someone, probably you, asked for an evening with this address:') XXXX
XX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Open this page and press the button: the team of the territory receives your request. The link lasts seven days. Was it not you? Do nothing, and nothing is sent.') XXXX
 gettext(u'Confirm my request') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
BBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
