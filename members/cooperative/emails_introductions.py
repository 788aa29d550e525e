"""Mails of introductions between members, one function per message; no address leaves before both said yes."""

from django.conf import settings
from django.urls import reverse

from outbox.models import Message
from outbox.queueing import queue


def asked(introduction):
    """To who is asked: a word, from whom, and one page to say yes or not for now."""
    url = settings.PUBLIC_URL + reverse("cooperative:introduction", args=[introduction.pk])
    _to_asked(introduction, "asked", url=url, cooperative=introduction.asked.cooperative)


def put_in_touch(introduction):
    """To who asked: the other said yes, and their address."""
    _to_asker(introduction, "put_in_touch", reply_to=introduction.asked.email)


def was_put_in_touch(introduction):
    """To who said yes: the address of who asked."""
    _to_asked(introduction, "was_put_in_touch", reply_to=introduction.email)


def declined(introduction):
    """To who asked: not for now, and nothing more."""
    _to_asker(introduction, "declined")


def lapsed(introduction):
    """To who asked: nobody answered; it says nothing about them."""
    _to_asker(introduction, "lapsed")


def withdraw_question(introduction):
    """It was settled: the question that has not left is no longer true."""
    Message.objects.filter(key=f"members-asked:{introduction.pk}").withdraw()


def about_asker(introduction):
    """The mails that say who asked, and perhaps their address."""
    names = ("asked", "put-in-touch", "was-put-in-touch")
    return Message.objects.filter(key__in=[f"members-{name}:{introduction.pk}" for name in names])


def to_asker(introduction):
    """The mails to who asked: they name who was asked, and perhaps their address."""
    names = ("put-in-touch", "declined", "lapsed")
    return Message.objects.filter(key__in=[f"members-{name}:{introduction.pk}" for name in names])


def _to_asked(introduction, name, **fields):
    member = introduction.asked
    _queue(introduction, name, to=member.email, to_name=str(member), language=member.language, **fields)


def _to_asker(introduction, name, **fields):
    reader = {"to": introduction.email, "to_name": introduction.name, "language": introduction.language}
    _queue(introduction, name, **reader, **fields)


def _queue(introduction, name, *, to, to_name, language, reply_to="", **context):
    if not to:
        return
    cooperative = introduction.asked.cooperative
    queue(
        key=f"members-{name.replace('_', '-')}:{introduction.pk}",
        kind=f"members-{name.replace('_', '-')}",
        to=to,
        to_name=to_name,
        template=f"emails/cooperative/introduction_{name}",
        context={
            "introduction": introduction,
            "asked": introduction.asked,
            "territory": cooperative.territory,
            "space_url": settings.PUBLIC_URL + reverse("cooperative:members_space"),
            "cooperative": cooperative,
            **context,
        },
        language=language,
        about=f"cooperative:{cooperative.pk}",
        reply_to=reply_to,
    )
