BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Would you help a table?') 

 gettext(u'Hello %(name)s,') SSSSS SSSSSSSSS

 gettext(u'The team would like you to facilitate a table: make sure that everyone speaks, that time is kept, that an idea is written.') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BB BBBBBBBBB
 gettext(u'A briefing prepares you: choose when you answer.') 
BBB BBBBBBBB BB BBBBBBBBBX BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBBBBBBBB
 gettext(u'Answer yes or no') 

BBBBBBBBBBBBBBBBBBBBB
