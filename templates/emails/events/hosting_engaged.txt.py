BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'Your evening is being prepared') 

 gettext(u'Its programme and its timetable are begun. You will receive the address of its page once it is published.') 

BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address asked for an evening on Start-Up de Territoire.') BBBBBBBB
