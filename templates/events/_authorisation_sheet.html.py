BBBB BBBBXXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXXXX XXXXXXXXXXXXXXX X XXXX
XXXX gettext(u'Authorisation of a parent for %(name)s') SSSSSSSSSSSSS SS S SSSSSS SSS SSSSSSSSXXXXX
XXX gettext(u'I, the undersigned (name of the parent or guardian):') XXXXXX XXXXXXXXXXXXXXXXX
XXX gettext(u'phone, to be reached during the evening:') XXXXXX XXXXXXXXXXXXXXXXX
XXX gettext(u'allow %(name)s (whole name, date of birth):') SSSSS SSSSSSSS SSSSSS SSSSS SSSS SS SSSSSSSXXXXXX XXXXXXXXXXXXXXXXX
XXX gettext(u'to take part in the evening:')  XXXXXXXXXXXXXXXXXX BB BBBBBBBBBBBBBBBFFFFFFFFFX FFFFBB BBBBBBBBBBBBB X FFFFBBBBBX BBBBBBB BBBBBBBBBBBBBBBBBBBX BBBBBXXXXX
XXX XXXXXXXXXXXXXXXXXX gettext(u'The minor goes home alone, or with:')  XXXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXX gettext(u'I accept that the minor is seen on the pictures and films of the evening.') XXXXXBB BBBBBBBBBBBBBBBXXXX gettext(u'Under 15: the minor and I agree to the use of their name, given name and age to organise the evening. We may ask for their removal at any time.') XXXXXBBBBBXXXXX
XXX gettext(u'Date and signature:') XXXXXX XXXXXXXXXXX XXXXXXXXXXXXXXXXXXXX
