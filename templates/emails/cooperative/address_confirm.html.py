BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB
BBBBB BBBBBBB gettext(u'Is this your address?') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'%(name)s has just written this address in its register, for %(member)s. Once you have confirmed it, it opens the members’ space, and receives notices and voting codes.') SSSSSSSS SSS SSSS SSSSSSS SSSS SSSSSSS SS SSS SSSSSSSSS SSS SSSSSSSSSSS SSSS SSS SSSS SSSSSSSSS SSS SS SSSSS SSS SSSSSSSS SSSSSS SSS SSSSSSSS SSSSSSS SSS SSSSSS SSSSSSXXXX
BB BBB BBBBBBBBBBBBBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'It counts from %(day)s at the soonest: until then, the former address or the board may refuse.') SS SSSSSS SSSS SSSSSSS SS SSS SSSSSSSS SSSSS SSSSS SSS SSSSSS SSSSSSS SS SSS SSSSS SSS SSSSSSSXXXXBBBBB
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'If this is not for you, say so on the same page: nothing will be opened with your address.') XXXXBBBBBBBB
BBBBB BBBBBBBB BBB gettext(u'Confirm, or say no') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBBBBBBBBBBBBBB
