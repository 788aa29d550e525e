BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBB BBBBB BBBBBBBBBBB gettext(u'You left the waiting list') BBBB gettext(u'Your registration is cancelled') BBBBB

BB BBBBBBBBBBB gettext(u'You no longer wait for a place. Thank you for telling us: it helps the next person.') BBBB gettext(u'The seat of %(name)s is free for someone else. Thank you for telling us.') SSS SSSS SS SSSSSSSS SS SSSS SSS SSSSSSS SSSSS SSSSS SSS SSS SSSSSSS SSSBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBB BBB

BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBB
 gettext(u'You changed your mind, or it was not you? Register again while seats are left:') 
BBBBBBBBBBBBBBBBBBBBBBBBBB
