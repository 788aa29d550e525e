BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'%(member)s: another address in the register') SSSSSSSSSSS SSSSSSS SSSSSSS SS SSS SSSSSSSSBBBBBBBB
BBBBB BBBBB gettext(u'%(who)s noted the address %(email)s for %(member)s. It will open the space of this member, and receive the notices and voting codes.') SSSSSSS SSSSS SSS SSSSSSS SSSSSSSSS SSS SSSSSSSSSSS SS SSSS SSSS SSS SSSSS SS SSSS SSSSSSS SSS SSSSSSS SSS SSSSSSS SSS SSSSSS SSSSSS

 gettext(u'If you know that it is right, say so: it then counts as soon as it is confirmed. If you doubt it, give it up on the card before %(day)s, and ask the member.') SS SSS SSSS SSSS SS SS SSSSSS SSS SSS SS SSSS SSSSSS SS SSSS SS SS SS SSSSSSSSSS SS SSS SSSSS SSS SSSS SS SS SS SSS SSSS SSSSSS SSSSSSSS SSS SSS SSS SSSSSSSBBBBBBBB
BBBBB BBBBBBBB BBB gettext(u'Open the card in the register') 
BBBBBBBBBBBBB
