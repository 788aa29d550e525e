BBBB BBBBXXXXX XXXXXXXXXX XXXXXX gettext(u'not given yet: the team knows and is to complete it') XXXXXXX
