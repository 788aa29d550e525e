"""What mail servers answer, in plain words."""

import re

from django.utils.translation import gettext as _

_SUSPECTED = re.compile(r"spam|policy|blocked|blacklist|5\.7\.", re.IGNORECASE)

DEAD = "dead address"  # kept as the error of messages that were not even tried


def says_dead(answer):
    """Whether a server says for good that nobody reads this address; a full box or a filter is not that."""
    code = re.search(r"\b5(\d\d)\b", answer)
    if code is None or code[0] not in ("550", "551", "553", "554"):
        return False
    if re.search(r"5\.1\.\d", answer):
        return True
    return code[0] != "554" and not _SUSPECTED.search(answer) and not re.search(r"quota|full|5\.2\.", answer, re.I)


def plain_words(answer):
    """Return a sentence for the answer of a server (as « 550 5.1.1 User unknown »), an empty text for none."""
    if not answer:
        return ""
    if answer == DEAD:
        return _("Mails to this address came back: nothing more leaves there. Reach the person by phone or by letter.")
    code = re.search(r"\b([45])(\d\d)\b", answer)
    if code is None:
        return _("The mail server cannot be reached. Messages leave by themselves once it answers again.")
    if code[0] in ("530", "534", "535", "538"):
        return _("The mail server refuses our name or our password: tell who looks after the installation.")
    if code[0] in ("552", "452") or "quota" in answer.lower() or "mailbox full" in answer.lower():
        return _("The mailbox is full: reach this person by phone.")
    if code[0] in ("550", "551", "553") and _SUSPECTED.search(answer):
        return _("The other server takes our messages for unwanted mail: tell who looks after the installation.")
    if code[0] in ("550", "551", "553"):
        return _("This address does not exist, or takes no mail any more: check it with the person.")
    if code[1] == "4":
        return _("The other server asks us to come back later.")
    return _("The other server refuses this message.")
