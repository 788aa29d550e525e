BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBB gettext(u'Someone asks for a photo to go') 

 gettext(u'It is hidden already: nobody sees it but you. Delete it, or keep it with the team.') 
BB BBBBBBBBBBBBB

BBBBB
 gettext(u'See the photo') 
BBBBBBBB
