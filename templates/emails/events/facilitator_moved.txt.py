BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Your table changes') 

 gettext(u'Here is what counts now:') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBBBBBBBBBBB gettext(u'You are in reserve: come as planned, you will replace whoever is absent.') 
BBBBB
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'Your page and your kit say the new table already.') 


 gettext(u'See my evening') 

BBBBBBBBBBBBBBBBBBBBB
