BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'You are a member') BBBBBBBB
BBBBB BBBBBXXX gettext(u'You have been a member of %(name)s since %(day)s, under the number %(number)s of its register.') SSS SSSS SSSS S SSSSSS SS SSSSSSSS SSSSS SSSSSSSS SSSSS SSS SSSSSS SSSSSSSSSS SS SSS SSSSSSSSSXXXX
XXX ngettext(u'You hold %(n)s share, that is %(amount)s. At assemblies you have one vote, as every member.', u'You hold %(n)s shares, that is %(amount)s. At assemblies you have one vote, as every member.', count) SSS SSSS SSSSS SSSSSS SSSS SS SSSSSSSSSSS SS SSSSSSSSSS SSS SSSS SSS SSSSS SS SSSSS SSSSSSSPPP PPPP PPPPP PPPPPPP PPPP PP PPPPPPPPPPP PP PPPPPPPPPP PPP PPPP PPP PPPPP PP PPPPP PPPPPPPXXXX
BB BBBBBBBBBBBBBBXXX gettext(u'You vote in the college “%(college)s”.') SSS SSSS SS SSS SSSSSSS SSSSSSSSSSSSSSXXXXBBBBB
 gettext(u'Open my members’ page') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBBBBBBBBB
