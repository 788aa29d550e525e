BBBB BBBBBBBBBBBBBB BBB gettext(u'%(brand)s: a seat is kept for you until %(day)s, %(hour)s') SSSSSSSSSS S SSSS SS SSSS SSS SSS SSSSS SSSSSSSS SSSSSSSSBBBBBBBBBBBBB
