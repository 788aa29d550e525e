"""What of the mails is personal, when it goes and what stays for the counts (D58)."""

from django.conf import settings
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat, Left, Lower, Replace
from django.utils.html import escape
from django.utils.translation import override

from foundation import links
from foundation.models import Link
from foundation.personal_data import DELETED
from outbox.models import AtOnce, Mailbox, Message, OptOut
from outbox.writing import PREFERENCES, UNSUBSCRIBE

LONGEST_SUBJECT = Message._meta.get_field("subject").max_length
PERSONAL = {
    "outbox.Message": {
        "key": Concat(Value("erased:"), Cast("pk", CharField())),  # some keys end with who is written to
        "to": "",
        "to_name": "",
        "text": "",
        "html": "",
        "headers": {},
        "attachments": [],
        "last_error": "",  # servers repeat the address
        "provider_id": "",
        "slot": None,
    },
    "outbox.OptOut": {"address": DELETED},
    "outbox.AtOnce": {"address": DELETED},
    "outbox.Mailbox": {"address": DELETED, "answer": DELETED},
}
NOT_PERSONAL = {
    "outbox.Message": {
        "kind topic about language": "our words: they make the counts",
        "subject": "says what the mail was about (the evening, the idea's title), never to whom",
    },
    "outbox.OptOut": {"topic": "one of our words"},
    "outbox.AtOnce": {"topic": "one of our words"},
}


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses that sort after `after`, known here since before `before`, sorted."""
    old = OptOut.objects.filter(at__lt=before).annotate(lower=Lower("address")).filter(lower__gt=after)
    return list(old.values_list("lower", flat=True).distinct().order_by("lower")[:limit])


def last_actions(addresses):
    """Return {address: when its owner last did something here}: refusing a kind of mail is an act, reading is not."""
    rows = OptOut.objects.annotate(lower=Lower("address")).filter(lower__in=addresses).order_by("at")
    return dict(rows.values_list("lower", "at"))


def expire(addresses, *, before):
    """Forget addresses: every mail they were sent, what they refused."""
    blank(Message.objects.filter(to__in=addresses))
    for kept in (OptOut, AtOnce, Mailbox):
        kept.objects.annotate(lower=Lower("address")).filter(lower__in=addresses).delete()
    links.forget(PREFERENCES, addresses)
    for address in addresses:
        Link.objects.filter(purpose=UNSUBSCRIBE, subject__endswith=f":{address}").delete()


def erase_all_of(person):
    if person.email:
        expire([person.email], before=None)


def export(person):
    """What was written to the person: subjects and dates, the texts are in their box."""
    sent = Message.objects.filter(to=person.email or "-").order_by("pk").values_list("created_at", "sent_at", "subject")
    return {
        "messages": [{"written": written, "left": left, "subject": subject} for written, left, subject in sent],
        "mails_wanted_at_once": list(AtOnce.objects.filter(address__iexact=person.email or "-").values("topic", "at")),
        "refused_mails": list(OptOut.objects.filter(address__iexact=person.email or "-").values("topic", "at")),
    }


def leftovers(before):
    """Return [(rows, act on their keys)]: mails older than `before`, whoever they went to."""
    old = Message.objects.filter(created_at__lt=before).exclude(to="").exclude(status=Message.Status.SENDING)
    return [(old, lambda keys: blank(Message.objects.filter(pk__in=keys)))]


def blank(messages):
    """Keep of `messages` that they were written; what has not left stays here, but for those that are leaving."""
    keys = list(messages.exclude(status=Message.Status.SENDING).values_list("pk", flat=True))
    Message.objects.filter(pk__in=keys).withdraw()
    Message.objects.filter(pk__in=keys).update(**PERSONAL["outbox.Message"])


def unname(messages, names, *, become):
    """Say `become` (lazy, in the language of each mail) where `messages` to others say one of `names`.

    Sent or waiting: nobody reads again the name of whoever was erased (D58).
    """
    names = list(dict.fromkeys(name for name in names if name))
    for language, _label in settings.LANGUAGES:
        with override(language):
            said = str(become)
        for name in names:
            told = messages.filter(language=language).exclude(status=Message.Status.SENDING)
            told.filter(Q(subject__contains=name) | Q(text__contains=name)).update(
                subject=Left(Replace(F("subject"), Value(name), Value(said)), LONGEST_SUBJECT),
                text=Replace(F("text"), Value(name), Value(said)),
                html=Replace(F("html"), Value(escape(name)), Value(escape(said))),
            )
