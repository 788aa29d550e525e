BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'The briefing is tomorrow') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'It lasts about an hour: the evening, your part, the idea sheet. Come with your questions.') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'See my evening') 

BBBBBBBBBBBBBBBBBBBBB
