BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBBBB BBB gettext(u'Your address is about to be replaced') BBBB gettext(u'Your address was taken out of the register') BBBBBBBBBBBBB
BBBBB BBBBBBB BBB gettext(u'The board of %(name)s noted another address, %(hint)s, for %(member)s. It will open the members’ space, and receive notices and voting codes, instead of yours.') SSS SSSSS SS SSSSSSSS SSSSS SSSSSSS SSSSSSSS SSSSSSSSS SSS SSSSSSSSSSS SS SSSS SSSS SSS SSSSSSSS SSSSSS SSS SSSSSSS SSSSSSS SSS SSSSSS SSSSSS SSSSSSS SS SSSSSSBBBBB

BB BBB gettext(u'Did you ask for it? Then you have nothing to do. If not, refuse before %(day)s: nothing changes, and the whole board is told.') SSS SSS SSS SSS SSS SSSS SSS SSSS SSSSSSS SS SSS SS SSSS SSSSSS SSSSSS SSSSSSSS SSSSSSS SSSSSSSS SSS SSS SSSSS SSSSS SS SSSSSBBBBB

BB BBB BBB gettext(u'The board of %(name)s took your address out of the register, for %(member)s: letters are printed from now on, and your address no longer opens the members’ space. If you did not ask for it, answer this message.') SSS SSSSS SS SSSSSSSS SSSS SSSS SSSSSSS SSS SS SSS SSSSSSSSS SSS SSSSSSSSSSS SSSSSSS SSS SSSSSSS SSSS SSS SSS SSS SSSS SSSSSSS SS SSSSSS SSSSS SSS SSSSSSSS SSSSSS SS SSS SSS SSS SSS SSS SSS SSSSSS SSSS SSSSSSSSBBBBBBBBBBBBB
BBBBB BBBBBBBB BBB gettext(u'Refuse, or agree') 
BBBBBBBBBBBBB
