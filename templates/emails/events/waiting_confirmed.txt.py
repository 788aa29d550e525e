BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBB gettext(u'You are on the waiting list') 

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
 gettext(u'You wait for a seat, you do not have one yet:') 
BBB BBBB BB BBBBBX  X BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBBBB
 gettext(u'As soon as a seat comes free for you, we write to you and keep it while you answer. Others are not served before you, unless the free seats are too few for your group.') 

 gettext(u'See my place in the list, or leave it:') 
BBBBBBBBBBBBBBBBBBBBB
