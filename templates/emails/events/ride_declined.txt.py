BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'%(name)s cannot share the car') SSSSSSSS SSSSSS SSSSS SSS SSS

 gettext(u'Your address was not given. Other people may be on the board: look again from your ticket.') BBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBBB gettext(u'See who shares a car') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address is registered for %(brand)s, %(territory)s.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSSS SSSSSSS SS SSSSSSSSSS SSS SSSSSSSSSS SSSSSSSSSSSSSSBBBBBBBB
