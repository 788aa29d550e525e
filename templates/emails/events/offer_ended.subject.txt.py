BBBB BBBBBBBBBBBBBB BBB gettext(u'%(brand)s: the seat kept for you went to the next person') SSSSSSSSSS SSS SSSS SSSS SSS SSS SSSS SS SSS SSSS SSSSSSBBBBBBBBBBBBB
