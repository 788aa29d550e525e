BBBBBBB BBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBBBBBBB
BBBBB BBBBB gettext(u'My data') BBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXXXX XXXXXX
XXXXX XXXXXXBBB BBBBBBBXXX  gettext(u'My space') XXXXXXXX
XXXX gettext(u'My data') XXXXX
XXX gettext(u'What the platform knows of you serves to organise the evenings. It is erased three years after your last coming, or as soon as you ask here.') XXXX
XXXXXXXX XXXXXXXXXXXX XXXXX XXXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXX gettext(u'What we hold') XXXXX
XXX XXXXXXXXXXXXXXXXXX gettext(u'Your profile') XXXXXXXXXFFFFFFFFFFFFFFFFFFFFFFFFFF X XX XXXXXXBBB BBBBBBBBBBBBBBBBBXX gettext(u'Change it') XXXXXXXXX
XXXX gettext(u'Registrations') XXXXXXXXXFFFFFFXXXXX
XXXX gettext(u'Ideas') XXXXXXXXXFFFFFFXXXXX
XXXX gettext(u'E-mails sent to you') XXXXXXXXXFFFFFFXXXXX
BB BBBBBXXXX gettext(u'Roles') XXXXXXXXXBBB BBBB BB BBBBBFFFFFFFFX BB BBB BBBBBBBBBBBBXXXXBBBBBBBBBBBXXXXXBBBBBXXXXX
XX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBX XXXXXXXXX gettext(u'Download my data') XXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBX XXXXXXXXX gettext(u'As tables, for a spreadsheet') XXXXXXXX
XX XXXXXXXXXXXXXXXX XXXXXX gettext(u'All of it: registrations, ideas, consents, e-mails. The first is a text file (JSON), the second a folder of CSV tables.') XXXXXXXXXXXXXX
XXXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXX gettext(u'Delete my account') XXXXX
XXXXXXXXXXX gettext(u'What is erased, at once:') XXXXXXXXX  gettext(u'your name, your addresses, your phone, your roles and the e-mails written to you. Your seats at coming evenings go to someone else, and so do those of the people you registered without an address of their own.') XXXX
XXXXXXXXXXX gettext(u'What stays, without your name:') XXXXXXXXX  gettext(u'the ideas you wrote, which you gave to everyone, and for our figures the age band, the commune and the presence of each registration.') XXXX
XXX gettext(u'To take an idea back, withdraw it first: afterwards nobody can know that it is yours.') XXXX
XXXXX XXXXXXXXXXXXX XXXXXXXXXXXBBBBBBBBBBBBB BBBBB BB BBBBBBBBBBBBBBBBBBBBBXX XXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXBBBBBBFFFFFFFFFFFFFFF
XX XXXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX gettext(u'Delete my account') XXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXX XXXXXXBBB BBBBBBBXX gettext(u'Keep my account') XXXXXXXXXXXXXXXXXXXXXXXXX
XXXXXXBBBBBBBB
