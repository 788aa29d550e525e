BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Thank you, we count on you') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBB
 gettext(u'Your briefing:')  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBB
 gettext(u'Your page holds all you need: the sheet of the workshop, the timetable, the kit to print, who to call. You can change your answer there.') 


 gettext(u'See my evening') 

BBBBBBBBBBBBBBBBBBBBB
