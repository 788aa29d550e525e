BBBBBBB BBBBBBBBBBB
BBBB BBBB
BBBBB BBBBB gettext(u'This link does not work any more') BBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXX XXXXXXXXXXXX gettext(u'This link does not work any more') XXXXXXX XXXXXXXXXXXXX gettext(u'It serves once: an answer was given already, or a newer message was sent, or the registration was cancelled.') XXXXXXX gettext(u'To answer or to change your mind, use the last message you received from us, or sign the paper: the team takes it at the door.') XXXXXXXXXXBBBBBBBB
