"""What following ideas holds of people, and how it goes (D58); read by `ideas.personal_data`."""

from django.db.models import F

from foundation import links
from ideas.models import Follower
from ideas.models.follower import CONFIRMING, STOPPING
from outbox import personal_data as mails
from outbox.models import Message

PERSONAL = {"ideas.Follower": {"email": "", "person": None}}
NOT_PERSONAL = {
    "ideas.Follower": {"language": "of what is written to them"},
    "ideas.IdeaMerge": {"why": "what the team says of ideas"},
    "ideas.MergeRequest": {"why answer": "what two teams say to each other of ideas"},
}


def addressed():
    """Rows that still hold an address, with `mail_address`."""
    return Follower.objects.exclude(email="").annotate(mail_address=F("email"))


def forget(keys):
    """Blank the addresses of these rows, with what was written to them; that someone followed stays counted."""
    for pk, address in Follower.objects.filter(pk__in=keys).exclude(email="").values_list("pk", "email"):
        written = Message.objects.filter(to=address)
        mails.blank(written.filter(key__contains=f":follower-{pk}:"))
        mails.blank(written.filter(key__startswith=f"follow-confirm:{pk}:"))
    for purpose in (CONFIRMING, STOPPING):
        links.forget(purpose, keys)
    Follower.objects.filter(pk__in=keys).update(**PERSONAL["ideas.Follower"])


def erase_all_of(person):
    """Forget, on request, every idea that the address of `person` follows."""
    forget(list(of_person(person).values_list("pk", flat=True)))


def of_person(person):
    return addressed().filter(email__iexact=person.email or "-")


def export(person):
    followed = of_person(person).select_related("idea").order_by("pk")
    return [{"idea": str(one.idea), "asked_at": one.asked_at, "confirmed_at": one.confirmed_at} for one in followed]
