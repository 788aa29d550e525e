BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Your group is not complete yet') 

BB BBBBBBBBBB ngettext(u'%(count)s seat still waits for a name. If you do not need it, tell the team: someone else will take it.', u'%(count)s seats still wait for a name. If you do not need them, tell the team: others will take them.', count) SSSSSSSSS SSSS SSSSS SSSSS SSS S SSSSS SS SSS SS SSS SSSS SSS SSSS SSS SSSSS SSSSSSS SSSS SSSS SSSS SSSPPPPPPPPP PPPPP PPPPP PPPP PPP P PPPPP PP PPP PP PPP PPPP PPPPP PPPP PPP PPPPP PPPPPP PPPP PPPP PPPPPBBBBB

BB BBBBBBBBBBBBBBBBBB ngettext(u'%(count)s authorisation of a parent is missing: without it, the door cannot let the person in.', u'%(count)s authorisations of parents are missing: without them, the door cannot let these people in.', count) SSSSSSSSS SSSSSSSSSSSSS SS S SSSSSS SS SSSSSSSS SSSSSSS SSS SSS SSSS SSSSSS SSS SSS SSSSSS SSSPPPPPPPPP PPPPPPPPPPPPPP PP PPPPPPP PPP PPPPPPPP PPPPPPP PPPPP PPP PPPP PPPPPP PPP PPPPP PPPPPP PPPBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BB BBBBBBBBB gettext(u'Open the page of the group') 
BBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'A question? Call the team: %(phone)s') S SSSSSSSSS SSSS SSS SSSSS SSSSSSSSSBBBB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'Write to the team: %(email)s') SSSSS SS SSS SSSSS SSSSSSSSSBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because you accompany %(group)s to %(brand)s.') SSS SSSSSSS SSSS SSSSSSS SSSSSSS SSS SSSSSSSSS SSSSSSSSS SS SSSSSSSSSSBBBBBBBB
