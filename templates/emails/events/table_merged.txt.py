BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Your table joins another one') 

 gettext(u'There were too few of you at table %(source)s to work well together: the team brings you to table %(number)s, “%(title)s”. If you would rather sit elsewhere, choose another table from your ticket: nobody will mind.') SSSSS SSSS SSS SSS SS SSS SS SSSSS SSSSSSSSSS SS SSSS SSSS SSSSSSSSS SSS SSSS SSSSSS SSS SS SSSSS SSSSSSSSSSS SSSSSSSSSSSS SS SSS SSSSS SSSSSS SSS SSSSSSSSSS SSSSSS SSSSSSS SSSSS SSSS SSSS SSSSSSS SSSSSS SSSS SSSSSBBBBBBBBBBBBBBBBBBBBB
