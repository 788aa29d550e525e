BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBB gettext(u'%(member)s: an address was refused') SSSSSSSSSSS SS SSSSSSS SSS SSSSSSSBBBBBBBB
BBBBB BBBBB gettext(u'The address %(email)s, noted for %(member)s, was refused from one of the two addresses that we had asked. Nothing changed.') SSS SSSSSSS SSSSSSSSSS SSSSS SSS SSSSSSSSSSS SSS SSSSSSS SSSS SSS SS SSS SSS SSSSSSSSS SSSS SS SSS SSSSSS SSSSSSS SSSSSSSS

 gettext(u'See or call the member before you write another one.') BBBBBBBB
BBBBB BBBBBBBB BBB gettext(u'Open the card in the register') 
BBBBBBBBBBBBB
