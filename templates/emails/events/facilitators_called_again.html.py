BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'We have not had your answer yet') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'We wrote to you a week ago. This is the only reminder: one click is enough, even to say no.') XXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Hello %(name)s,') SSSSS SSSSSSSSSXXXX
XX XXXXXXXXXXXXXXX X XXXXXX ngettext(u'We are looking for %(count)s person of %(structure)s to help a table work that evening.', u'We are looking for %(count)s people of %(structure)s to help tables work that evening.', count) SS SSS SSSSSSS SSS SSSSSSSSS SSSSSS SS SSSSSSSSSSSSS SS SSSS S SSSSS SSSS SSSS SSSSSSSSPP PPP PPPPPPP PPP PPPPPPPPP PPPPPP PP PPPPPPPPPPPPP PP PPPP PPPPPP PPPP PPPP PPPPPPPPXXXX
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBBBBBBXXXXXXXXXXX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXX XXXXX XXXXXXXXXFFFFFFFFFFFFXXXXXXXXXXXXXBBBBB
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'A facilitator makes sure that everyone speaks and that an idea is written: no need to know the subject, a short briefing prepares for it.') XXXX
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'Please answer until %(day)s: give the names, say how many, or say that nobody can come. It takes a minute, without account.') SSSSSS SSSSSS SSSSS SSSSSSSS SSSS SSS SSSSSS SSS SSS SSSSS SS SSS SSSS SSSSSS SSS SSSSS SS SSSSS S SSSSSSS SSSSSSS SSSSSSSSXXXX
BBBBBBBB
BBBBB BBBBBB gettext(u'Answer the call') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB
