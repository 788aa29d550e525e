BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBB BBBBBBBBBBBBBBBBB BBB gettext(u'The answer to your question') 





BBBBBBBBBBBBBBBBBBBBBBBBBB BBB gettext(u'You receive this message because you organise the evenings of this territory.') BBBBBBBB
