BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
BBBBB BBBBBBB gettext(u'You are on the waiting list') BBBBBBBB
BBBBB BBBBBXX XXXXXXXXXXXXXXX X XXXXXX gettext(u'You wait for a seat, you do not have one yet:') XXXX
XXX XXXXXXXXXXXXXXX X XXXXXXXXXXXXXXXXXXXXXXXXBBB BBBB BB BBBBBXXXXXXXXXXXXXXXXXXXXX X BBBBBBB BBBBBBBBBBBBBBBBBBBXXXXXBBBBBBXXXXX
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
XX XXXXXXXXXXXXXXX X XXXXXX gettext(u'As soon as a seat comes free for you, we write to you and keep it while you answer. Others are not served before you, unless the free seats are too few for your group.') XXXX
 gettext(u'See my place in the list') BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBB BBBBBBBB
XX XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX gettext(u'You no longer wish to come? Leave the list from there: the next person will be glad.') XXXXBBBBBBBB
