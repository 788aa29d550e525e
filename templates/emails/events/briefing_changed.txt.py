BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'Your briefing changes') 

 gettext(u'Here is what counts now:') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB

 gettext(u'The calendar file of this message replaces the former one. If you cannot come then, choose another briefing on your page.') 


 gettext(u'See my evening') 

BBBBBBBBBBBBBBBBBBBBB
