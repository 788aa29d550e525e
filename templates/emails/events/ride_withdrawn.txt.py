BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'%(name)s no longer travels with you') SSSSSSSS SS SSSSSS SSSSSSS SSSS SSS

BB BBBBBBBBBBBBB gettext(u'The seat in your car is free again for someone else.') BBBB gettext(u'Other people may be on the board: look again from your ticket.') BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBBB gettext(u'See who shares a car') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address is registered for %(brand)s, %(territory)s.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSSS SSSSSSS SS SSSSSSSSSS SSS SSSSSSSSSS SSSSSSSSSSSSSSBBBBBBBB
