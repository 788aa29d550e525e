BBBB BBBB #
BB BBBBBBBBBBBBBBBBBBB B B ngettext(u'%(left)s seat', u'%(left)s seats', count) SSSSSSSS SSSSPPPPPPPP PPPPPBBBB gettext(u'Full') BBBBB
