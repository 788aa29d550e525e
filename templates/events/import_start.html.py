BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBB gettext(u'Import registrations') BBBBBBBB
BBBBB BBXXXX gettext(u'Import registrations') XXXXXBBBBBBBB
BBBBB BBBBXXXX XXXXXXXXXX XXXXX
XXXX XXXXXXXXXXXXXXXXX
XXXXX XXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXBBBBBBBBBB
XXXX gettext(u'Bring the people who registered elsewhere') XXXXX
XXX gettext(u'Give the list: from HelloAsso, Eventbrite, Google Forms, Framaforms, or a spreadsheet of your own. We first show what would be done with each line: nobody is registered and no message leaves before you say so.') XXXX
XXXXXX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXX

BBB BBBBB BB BBBBBBBBBBBBBBBBXX XXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXBBBBBB
XX XXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'A .csv or .xlsx file, %(limit)s MB at most. Accents, separators and the source are recognised by themselves.') S SSSS SS SSSSS SSSSS SSSSSSSSS SS SS SSSSS SSSSSSSS SSSSSSSSSS SSS SSS SSSSSS SSS SSSSSSSSSS SS SSSSSSSSSSSXXXX
XX XXXXXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXX XXXXXXXX gettext(u'See what it holds') XXXXXXXXXXXXX
XXXXXXX
XXXXXX
XXXX XXXXXXXXXXXXXXXXX
XXXX XXXXXXXXXXXXXX
XXXX gettext(u'Where to find the file') XXXXX
XXXXXXXXXXXXXXXXXXX X  gettext(u'your ticketing, then “Participants”, then “Export”: the list of tickets, with its custom questions.') XXXX
XXXXXXXXXXXXXXXXXXXX X  gettext(u'your event, then “Reports”, then “Attendee list”: as CSV or XLSX.') XXXX
XXXXXXXXXXXX XXXXXXXXX X  gettext(u'the answers, opened as a spreadsheet, then “File”, “Download”: as CSV or XLSX.') XXXX
XXXXXXXXXXXXXXXXXXXX X  gettext(u'“Results”, then “Download”: as CSV, with all answers.') XXXX
XXXXXX gettext(u'A spreadsheet of your own') XXXX X  gettext(u'one line per person, the names of the columns on the first line. You say once what each column is.') XXXX
XX XXXXXXXXXXXXX gettext(u'A column whose title holds the word “workshop” gives each person the seat of their choice, as long as there is one.') XXXX
XXXXXX
XXXXXX
XXXXXX

XXX XXXXXXXXXXXXX gettext(u'Earlier imports') XXXXX
BB BBBBBBBXXXX XXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXX XXXXXXX
XXXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'File') XXXXXXXX XXXXXXXXXXXX gettext(u'From') XXXXXXXX XXXXXXXXXXXX gettext(u'When') XXXXXXXX XXXXXXXXXXXX gettext(u'By') XXXXXXXX XXXXXXXXXXXX gettext(u'State') XXXXXXXXXXXXXXXXXX
XXXXXXXBBB BBBBB BB BBBBBBBXXXX
XXX XXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBBB BBBBBBBBXXXXXXXXXXX
XXX XXXXXXXXXXXX gettext(u'From') XXXXXXX
XXX XXXXXXXXXXXX gettext(u'When') XXFFFFFFFFFX FFFFXXXXX
XXX XXXXXXXXXXXX gettext(u'By') XXFFFFFFFFFFFFFFFFFFFXXXXX
XXX XXXXXXXXXXXX gettext(u'State') XXXXXXX XXXXXXXXXX BB BBBBBBBBBBBBBBBBBXXXXBBBB BBBBBBBBBBBBBBBBBXXXBBBBXXXXXBBBBBXXXXXXXXXXXXXX
XXXXXBBBBBBXXXXXXXXXXXXXXXXXXXXXX
BBBB gettext(u'No import yet')  gettext(u'The lists that you bring will stay here, with who brought them and what was done.') 
BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBB
BBBBBBBB
