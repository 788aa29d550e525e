BBBBBBB BBBBBBBBBBBBBBB BBBB
BBBBB BBBBB gettext(u'Accessibility') BBBBBBBB
BBBBB BBBBBBBXXXX XXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXX
BB BBBBBBBBBXX XXXXXXXXXXXXXXXXXXXBBBBBXXXX gettext(u'Accessibility statement') XXXXX
XX XXXXXXXXXXXXXXXXXXXXX gettext(u'Accessibility: partially compliant.') XXXXXXXXX  gettext(u'We aim at RGAA 4.1 and WCAG 2.2, level AA; no independent audit has been made yet, so we claim no more.') XXXX
XXX XXXXXXXXXXXXX gettext(u'What has been tried') XXXXX
XXXXXXXX gettext(u'Pages are gone through by machine (axe) at each change, on a phone screen and on a large one: no error is accepted.') XXXXX
XXXX gettext(u'Contrasts of at least 4.5, including the colour that each territory chooses: a paler one is refused.') XXXXX
XXXX gettext(u'Registration, ideas and organising work with the keyboard and without scripts.') XXXXX
XXXX gettext(u'Pages reflow down to 320 pixels and follow the zoom and the wish for less movement.') XXXXXXXXXX
XXX XXXXXXXXXXXXX gettext(u'What has not') XXXXX
XXXXXXXX gettext(u'No full journey with screen readers, nor with people concerned.') XXXXX
XXXX gettext(u'Photos of paper sheets have no description but the text typed from them.') XXXXX
XXXX gettext(u'The wall, projected in the hall, moves by itself; the same ideas are in the list, which does not.') XXXXXXXXXX
XXX XXXXXXXXXXXXX gettext(u'Something stops you?') XXXXX
XXX gettext(u'Tell us: we give you what you need another way (by phone, on paper), then mend the page.')  XX XXXXXXBB BBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBXX gettext(u'Write to the team') XXXXBB BBBBBBBBBBBBBBBBBBBBBBB X XX XXXXXXXXXXXXXXXXBBBBBXXXX
XXX gettext(u'Without an answer, the Défenseur des droits (defender of rights) can be asked, free of charge:')  XX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
XXXXXXXXXXXXBBBBBBBB
