BBBBBBB BBBBBBBBBBBBBBB BBBB BBBBBB
BBBBB BBBBB gettext(u'This link does not open anything any more') BBBBBBBB
BBBBB BBBBXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXBBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXX XXXXXXXXXXXXX gettext(u'This link does not open anything any more') XXXXX
XXX gettext(u'Open the link of the last mail you received from the team. If it does not work either, answer that mail: the team will send you another one.') XXXX
XX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBXX gettext(u'Find my ticket') XXXXXXXXXXXXXXBBBBBBBB
