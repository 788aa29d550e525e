BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Do you allow %(name)s to come?') SS SSS SSSSS SSSSSSSS SS SSSSS

 gettext(u'%(name)s is registered for an evening where people of the area look, around tables, for ideas that become businesses and jobs here. It is free, and two adults facilitate each table.') SSSSSSSS SS SSSSSSSSSS SSS SS SSSSSSS SSSSS SSSSSS SS SSS SSSS SSSSS SSSSSS SSSSSSS SSS SSSSS SSSS SSSSSS SSSSSSSSSS SSS SSSS SSSSS SS SS SSSSS SSS SSS SSSSSS SSSSSSSSSS SSSS SSSSSS

 gettext(u'Under 18, the agreement of a parent is needed. You answer in a minute, yes or no, without an account:') BBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBBB gettext(u'Read and answer') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
 gettext(u'This link serves once. Do not pass it on.') 
 gettext(u'You prefer paper? Print the form and sign it: %(url)s') SSS SSSSSS SSSSSS SSSSS SSS SSSS SSS SSSS SSS SSSSSSS
BB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'A question? Call the team: %(phone)s') S SSSSSSSSS SSSS SSS SSSSS SSSSSSSSSBBBB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'Write to the team: %(email)s') SSSSS SS SSS SSSSS SSSSSSSSSBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because %(name)s wants to come to %(brand)s and this address was given as that of a parent.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSSSSSSS SSSSS SS SSSS SS SSSSSSSSS SSS SSSS SSSSSSS SSS SSSSS SS SSSS SS S SSSSSSSBBBBBBBB
