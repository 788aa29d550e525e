BBBBBBB BBBBBBBBBBB
BBBB BBBB BBBBBB
BBBBB BBBBB gettext(u'Authorisation for a minor') BBBBBBBB
BBBBB BBBBXXXXX XXXXXXXXXXXXXXXX XXXXXXBBBBBB BBBBBBBBBBBBBBBXXBBBBBBBB
BBBBB BBBBBBB
  XXXXXXXX XXXXXXXXXXXXXXXX XXXX XXXXXXX XXXXXXX
    XX XXXXXXXXXXXXXXX X XXXX
    XXXX gettext(u'Authorisation for a minor') XXXXX
    XX XXXXXXXXXXXXXXXXX gettext(u'Print this page, have it signed by a parent or guardian, and give it at the door. Without a printer, copy it by hand: that is enough.') XXXX
    XXX gettext(u'I, the undersigned (name of the parent or guardian):') XXXXXX XXXXXXXXXXXXXXXXX
    XXX gettext(u'phone, to be reached during the evening:') XXXXXX XXXXXXXXXXXXXXXXX
    XXX gettext(u'allow (given name and family name of the minor):') XXXXXX XXXXXXXXXXXXXXXXX
    XXX gettext(u'born on:') XXXXXX XXXXXXXXXXX XXXXXXXXXXX
    XXX gettext(u'to take part in the evening:')  XXXXXXXXXXXXXXXXXX BB BBBBBBBBBBBBBBBFFFFFFFFFX FFFFBB BBBBBBBBBBBBB X FFFFBBBBBX BBBBBBB BBBBBBBBBBBBBBBBBBBX BBBBBXXXXX
    XXX XXXXXXXXXXXXXX
      XXXX gettext(u'The minor goes home alone, or with:')  XXXXX XXXXXXXXXXXXXXXXXXXXXXXXX
      XXXX gettext(u'I accept that the minor is seen on the pictures and films of the evening.') XXXXX
      XXXX gettext(u'Under 15: the minor and I agree to the use of their name, given name and age to organise the evening. We may ask for their removal at any time.') XXXXX
    XXXXX
    XXX gettext(u'Date and signature:') XXXXXX XXXXXXXXXXX XXXXXXXXXX
    XX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXXXXXXX XXXXXXXX gettext(u'Back to the evening') XXXXXXXX
  XXXXXXXXXX
BBBBBBBB
