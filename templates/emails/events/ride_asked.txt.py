BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'%(name)s would like to travel with you') SSSSSSSS SSSSS SSSS SS SSSSSS SSSS SSS

BB BBBBBBBBBBBBBB gettext(u'%(name)s leaves from %(place)s and offers you a seat.') SSSSSSSS SSSSSS SSSS SSSSSSSSS SSS SSSSSS SSS S SSSSSBBBB gettext(u'%(name)s looks for a seat from %(place)s.') SSSSSSSS SSSSS SSS S SSSS SSSS SSSSSSSSSSBBBBBBB BBBBBBBBBBBBBBB  gettext(u'Departure at %(hour)s.') SSSSSSSSS SS SSSSSSSSSBBBBB

 gettext(u'If you accept, each of you receives the other’s e-mail, and phone if it was given. If not, nothing is given.') BBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBBB gettext(u'Answer') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because this address is registered for %(brand)s, %(territory)s.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSSS SSSSSSS SS SSSSSSSSSS SSS SSSSSSSSSS SSSSSSSSSSSSSSBBBBBBBB
