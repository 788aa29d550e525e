BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'We know that you cannot come') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Thank you for telling us: the team looks for someone in your place, you need do nothing more. If this is a mistake, say so on your page.') XXXX
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBBBBB
BBBBB BBBBBB gettext(u'See my page') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
