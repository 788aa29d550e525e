BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBBBB BBBBBBBBBBBBBBBBBBBBBBBB gettext(u'You answered no') BBBB gettext(u'You answered yes') BBBBB

BB BBBBBBBBBBBBBBBBBBBBBBBB gettext(u'%(parent)s does not allow %(name)s to come. The team knows it.') SSSSSSSSSS SSSS SSS SSSSS SSSSSSSS SS SSSSS SSS SSSS SSSSS SSSBBBB gettext(u'%(parent)s allows %(name)s to come. There is nothing to print.') SSSSSSSSSS SSSSSS SSSSSSSS SS SSSSS SSSSS SS SSSSSSS SS SSSSSS BB BBBBBBBBBBBBBBBBBBB gettext(u'You accept pictures.') BBBB gettext(u'No pictures: the team knows it.') BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB  gettext(u'You agree with your child to the use of their name, given name and age to organise the evening.') BBBBBBBBBB

 gettext(u'Answered on %(day)s at %(hour)s (text of %(version)s). Keep this message: it is your proof.') SSSSSSSS SS SSSSSSS SS SSSSSSSS SSSSS SS SSSSSSSSSSSSS SSSS SSSS SSSSSSSS SS SS SSSS SSSSSSBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBBB gettext(u'Change my mind') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'A question? Call the team: %(phone)s') S SSSSSSSSS SSSS SSS SSSSS SSSSSSSSSBBBB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'Write to the team: %(email)s') SSSSS SS SSS SSSSS SSSSSSSSSBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because %(name)s wants to come to %(brand)s and this address was given as that of a parent.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSSSSSSS SSSSS SS SSSS SS SSSSSSSSS SSS SSSS SSSSSSS SSS SSSSS SS SSSS SS S SSSSSSSBBBBBBBB
