BBBBBBB BBBBBBBBBBBBBBB BBBB
BBBBB BBBBB gettext(u'Privacy') BBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXX
BB BBBBBBBBBXX XXXXXXXXXXXXXXXXXXXBBBBBXXXX gettext(u'What we know of you, and for how long') XXXXX
XX XXXXXXXXXXXXX gettext(u'As little as an evening needs. No tracker, no advertising, nothing sold, nothing sent to another site.') XXXX
XXX XXXXXXXXXXXXX gettext(u'What is asked, and why') XXXXX
XXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'What') XXXXXXXXX gettext(u'What for') XXXXXXXXX gettext(u'How long') XXXXXXXXXXXXXXXXXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'Name, e-mail, phone of your registration') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'Keep your seat, send your ticket, warn you of a change') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX ngettext(u'%(n)s year after the last thing you did here', u'%(n)s years after the last thing you did here', count) SSSSS SSSS SSSSS SSS SSSS SSSSS SSS SSS SSSSPPPPP PPPPP PPPPP PPP PPPP PPPPP PPP PPP PPPPXXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'Commune, age band, what you do, presence') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'Mix the tables, count') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX gettext(u'Stays as a count, without your name') XXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'Diet and access needs, if you tell them') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'Welcome you well; only with your explicit agreement') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX gettext(u'Erased 30 days after the evening') XXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'A minor’s parent or responsible adult') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'The authorisation that the law asks for') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX gettext(u'As the registration') XXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'Your ideas; your name and address if you leave them') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'Make them live, tell you what becomes of them; the name is shown only if you agreed') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX ngettext(u'The idea stays; name and address, %(n)s year after the last thing you did here', u'The idea stays; name and address, %(n)s years after the last thing you did here', count) SSS SSSS SSSSSS SSSS SSS SSSSSSSS SSSSS SSSS SSSSS SSS SSSS SSSSS SSS SSS SSSSPPP PPPP PPPPPP PPPP PPP PPPPPPPP PPPPP PPPPP PPPPP PPP PPPP PPPPP PPP PPP PPPPXXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'Account and role, for the team') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'Sign in with a code, know who did what') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX gettext(u'As long as the role lasts, then as above') XXXXXXXXXX
XXXXXXX XXXXXXXXXXXX gettext(u'What') XX gettext(u'Copies of the mails sent to you') XXXXXXXX XXXXXXXXXXXX gettext(u'What for') XX gettext(u'Answer when one did not arrive') XXXXXXXX XXXXXXXXXXXX gettext(u'How long') XX gettext(u'As above; sign-in codes and messages to the team are erased as soon as they leave') XXXXXXXXXX
XXXXXXXXXXXXXXXX
XXX gettext(u'A mail warns you 30 days before your name is erased: one visit is enough to stay. News are sent only to those who ticked the box, and each one carries a link to stop it.') XXXX
XXX XXXXXXXXXXXXX gettext(u'Who sees it') XXXXX
XXX gettext(u'The team of the territory where you registered, and at your table the person who facilitates it, for the evening. Whoever looks after the machine can reach it too. Nobody else, unless you agreed.') XXXX
XXX XXXXXXXXXXXXX gettext(u'Your rights') XXXXX
XXX gettext(u'To read, correct, take away or erase what concerns you, you need ask nobody: your ticket has the buttons, as do the page of your idea and “My data” in your space. You can also write to us; we answer within a month.') XXXX
XXXBB BBBBBBBBBBBBBBBBBBBBBBXXXXXXXXFFFFFFFFFFFFXXXXXXXXX X BBBB BBBBBBBBBBBBBBBBBBBBBBBXXXXXXXXXXXXXXXXX X BBBB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBB X BBBBBXX XXXXXXBB BBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBXX gettext(u'Write to the team') XXXXXXXX
XXX gettext(u'Not satisfied with the answer? The CNIL receives complaints:')  XX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
XXX XXXXXXXXXXXXX gettext(u'Cookies') XXXXX
XXX gettext(u'Only those that pages need: your sign-in, the tickets and ideas that this device opened, the language, the safety of forms. They follow you nowhere, so no banner asks you anything.') XXXX
XXX XXXXXXXXXXXXX gettext(u'On what ground') XXXXX
XXX gettext(u'Your registration and your idea: what you asked us to do. News, name shown, pictures, diet and access needs: your agreement, which you can withdraw. Counts: the general interest of the territory, without names.') XXXX
BB BBBBBBBBBBBBBBBBBBBBBBXXX gettext(u'%(name)s decides of these uses and answers for them.') SSSSSSSS SSSSSSS SS SSSSS SSSS SSS SSSSSSS SSS SSSSSXXXXBBBBB
XXXXXXXXXXXXBBBBBBBB
