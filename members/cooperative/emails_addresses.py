"""Mails about the address of a member that is about to change (D65): to both addresses, to the board."""

from django.conf import settings
from django.urls import reverse

from outbox.models import Message
from outbox.queueing import queue

KIND = "cooperative-address"


def answer_url(token):
    """Where one answers, in a mail."""
    return settings.PUBLIC_URL + reverse("cooperative:address_answer", args=[token])


def to_confirm(change, *, url):
    """To the new address: say that it is theirs, or not."""
    _queue(change, "address_confirm", to=change.email, url=url, language=change.member.language)


def former_told(change, *, url):
    """To the former address: what is asked for, and how to refuse; without `url`, letters have begun."""
    _queue(change, "address_former", to=change.former, url=url, language=change.member.language)


def asked(change, keeper):
    """To the others of the board: four eyes see what one typed."""
    _to_keeper(change, "address_asked", keeper)


def refused(change, keeper):
    """To the board: one of the two addresses said no."""
    _to_keeper(change, "address_refused", keeper)


def withdraw(change):
    """It is settled: what has not left is no longer true."""
    names = [f"{KIND}-{name}:{change.pk}:" for name in ("confirm", "former", "asked")]
    for name in names:
        Message.objects.filter(key__startswith=name).withdraw()


def _to_keeper(change, name, keeper):
    cooperative = change.member.cooperative
    url = settings.PUBLIC_URL + reverse("cooperative:member", args=[cooperative.territory.slug, change.member_id])
    _queue(change, name, to=keeper.email, to_name=keeper.given_name, url=url, language=keeper.language)


def _queue(change, name, *, to, url, language, to_name=""):
    cooperative = change.member.cooperative
    queue(
        key=f"{KIND}-{name.removeprefix('address_')}:{change.pk}:{to}",
        kind=f"{KIND}-{name.removeprefix('address_')}",
        to=to,
        to_name=to_name,
        template=f"emails/cooperative/{name}",
        context={
            "change": change,
            "member": change.member,
            "cooperative": cooperative,
            "territory": cooperative.territory,
            "url": url,
        },
        language=language,
        about=f"cooperative:{cooperative.pk}",
    )
