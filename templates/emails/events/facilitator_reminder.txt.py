BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'You help a table: thank you. Here is what to know, and the kit to read before coming.') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBB
 gettext(u'Your briefing:')  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBB
 gettext(u'You can no longer come? Say so on your page as soon as you know: someone will take your place.') 


 gettext(u'See my evening') 

BBBBBBBBBBBBBBBBBBBBB
