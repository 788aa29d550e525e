BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBB
BBBBB BBBBBBB gettext(u'We already know you') BBBBBBBB
BBBBB BBBBB gettext(u'Someone has just filled the form to join %(name)s with your address. Nothing was changed.') SSSSSSS SSS SSSS SSSSSS SSS SSSS SS SSSS SSSSSSSS SSSS SSSS SSSSSSSS SSSSSSS SSS SSSSSSSS

BB BBBBBBBBBBBBB gettext(u'You are a member already, under the number %(number)s. For further shares, answer this message.') SSS SSS S SSSSSS SSSSSSSS SSSSS SSS SSSSSS SSSSSSSSSSS SSS SSSSSSS SSSSSSS SSSSSS SSSS SSSSSSSSBBBB BBBBBBBBBBBBBBBB gettext(u'Your application was accepted on %(day)s: your shares are still to be paid.') SSSS SSSSSSSSSSS SSS SSSSSSSS SS SSSSSSSS SSSS SSSSSS SSS SSSSS SS SS SSSSSBBBB gettext(u'Your application of %(day)s waits for the board’s decision.') SSSS SSSSSSSSSSS SS SSSSSSS SSSSS SSS SSS SSSSSSS SSSSSSSSSBBBBBBBBBBBBB
