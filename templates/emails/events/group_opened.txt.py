BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Your seats are kept') 

 gettext(u'The team keeps seats for %(group)s. From your page you enter the names, choose the workshop and print the tickets. No account, no password.') SSS SSSS SSSSS SSSSS SSS SSSSSSSSSS SSSS SSSS SSSS SSS SSSSS SSS SSSSSS SSSSSS SSS SSSSSSSS SSS SSSSS SSS SSSSSSSS SS SSSSSSSS SS SSSSSSSSS

BB BBBBBBBBBBBBBBB gettext(u'For pupils, the given name and the first letter of the family name are enough; no address is asked.') BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBB gettext(u'Enter the names') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
 gettext(u'This link is yours: whoever has it sees the names.') 
BB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'A question? Call the team: %(phone)s') S SSSSSSSSS SSSS SSS SSSSS SSSSSSSSSBBBB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'Write to the team: %(email)s') SSSSS SS SSS SSSSS SSSSSSSSSBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because you accompany %(group)s to %(brand)s.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSS SSSSSSSSS SSSSSSSSS SS SSSSSSSSSSBBBBBBBB
