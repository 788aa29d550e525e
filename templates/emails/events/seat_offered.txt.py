BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'A seat is kept for you') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
 gettext(u'Accept or decline:') 


BB BBBBB gettext(u'If you accept, your seat at “%(title)s” goes to someone else. If you do nothing, you keep it.') SS SSS SSSSSSS SSSS SSSS SS SSSSSSSSSSS SSSS SS SSSSSSS SSSSS SS SSS SS SSSSSSSS SSS SSSS SSS

BBBBB gettext(u'Without an answer, the seat is offered to the next person and you go to the end of the list.') BBBBBBBBBBBBBBBBBBBBB
