BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBB gettext(u'You asked for a photo to go. The team looked at it and keeps it; it may be shown again.') 

 gettext(u'You can be recognised on it? Write to the team and say where you are: it will be deleted.') BBBBBBBB
