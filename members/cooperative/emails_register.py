"""Mails of the register: an application and its answer, a refund and its turn (D43); none without an address."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from outbox.queueing import queue


def received(member):
    """To who applied: what was understood, who decides, what comes next."""
    _to(member, "received", asked=member.application)


def known(member):
    """To whoever fills the form again: nothing was changed, this is where it stands (D3); once a day at most."""
    _to(member, "known", mark=timezone.localdate(), asked=getattr(member, "application", None))


def accepted(member, *, how_to_pay):
    """To who was accepted: how much to pay, and how."""
    _to(member, "accepted", asked=member.application, how_to_pay=how_to_pay)


def refused(member):
    """To who was refused: the reasons, and that the assembly will be told."""
    _to(member, "refused", asked=member.application)


def registered(member):
    """To a new member: their number, what they may do from now on."""
    url = settings.PUBLIC_URL + reverse("cooperative:members_space")
    _to(member, "registered", asked=member.application, url=url)


def leaving(member, refund, *, place=None):
    """To who leaves or asks shares back: what was written down, and when the money can come (`place` in the queue)."""
    mark = refund.pk if refund else member.left_on
    _to(member, "leaving", mark=mark, refund=refund, place=place, left=member.left_on is not None)


def refund_possible(refund):
    """To who waited: the turn of their refund came."""
    _to(refund.member, "refund_possible", mark=refund.pk, refund=refund)


def refunded(refund):
    """To who was paid back: how much, for how many shares."""
    _to(refund.member, "refunded", mark=refund.pk, refund=refund)


def _to(member, name, *, mark="", **context):
    if not member.email:
        return
    cooperative = member.cooperative
    queue(
        key=f"cooperative-{name}:{member.pk}:{mark}",
        kind=f"cooperative-{name}",
        to=member.email,
        to_name=member.given_name,
        template=f"emails/cooperative/{name}",
        context={
            "member": member,
            "cooperative": cooperative,
            "territory": cooperative.territory,
            **context,
        },
        language=_language(member),
        about=f"cooperative:{cooperative.pk}",
    )


def _language(member):
    """That of their account, else of the form they filled, else French."""
    asked = None if member.person_id else getattr(member, "application", None)
    return asked.language if asked else member.language
