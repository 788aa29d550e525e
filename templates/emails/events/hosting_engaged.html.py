BBBBBBB BBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBBBBBBBBBB
BBBBB BBBBBBBXXX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX gettext(u'Your evening is being prepared') XXXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Its programme and its timetable are begun. You will receive the address of its page once it is published.') XXXX
 gettext(u'Follow my request') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
BBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
