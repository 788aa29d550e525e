"""The pages that people open from a link in their mails: one click each, in the demonstration only."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.demonstration import coaching, groups, welcoming
from events.emails.seats import OFFER
from events.models import Authorisation, Facilitator, Group, Offer
from events.models import Door as VolunteersDoor
from foundation import links
from ideas.evening.models import Transcriber
from ideas.groups.models import Membership
from ideas.models import Gathering


@dataclass(frozen=True)
class Door:
    """One page that opens without account: `find` returns what it is about, `address` its link, made when asked."""

    code: str
    title: str | Promise
    text: str | Promise
    find: Callable
    address: Callable


def _coming(path):
    """Of evenings to come, the nearest last: those of tonight are closed to most answers."""
    return {f"{path}status__in": ("published", "running"), f"{path}ends_at__gt": timezone.now()}


def _authorise(asked):
    return settings.PUBLIC_URL + reverse("events:authorise", args=[links.token(asked.link())])


def _offer(offer):
    link = links.act(OFFER, offer.pk, lasts=offer.ends_at - timezone.now())
    return settings.PUBLIC_URL + reverse("events:offer", args=[links.token(link)])


DOORS = [
    Door(
        "accueil",
        _("The door, in the evening"),
        _("As a volunteer at the door: three letters or a ticket scanned, one tap; the network may be cut."),
        lambda: VolunteersDoor.objects.open().filter(**_coming("event__")).order_by("pk").first(),
        welcoming.address,
    ),
    Door(
        "table-ce-soir",
        _("A facilitator’s table, tonight"),
        _("As someone who helps a table during the evening: who is here, the script, the ideas, who carries on."),
        lambda: (
            Facilitator.objects.accepted().filter(table__stars__rank=1, **_coming("event__")).order_by("pk").first()
        ),
        Facilitator.access_link,
    ),
    Door(
        "animation",
        _("The page of a facilitator"),
        _("As someone asked to help a table: answer, choose a briefing, read the kit."),
        lambda: Facilitator.objects.invited().filter(**_coming("event__")).order_by("pk").first(),
        Facilitator.access_link,
    ),
    Door(
        "autorisation",
        _("The authorisation of a parent"),
        _("As the parent of a minor who registered: say yes or no."),
        lambda: Authorisation.objects.asked().filter(**_coming("registration__event__")).order_by("pk").first(),
        _authorise,
    ),
    Door(
        "groupe",
        _("The group of a teacher"),
        _("As the person who answers for a class: enter the pupils, print their papers."),
        lambda: Group.objects.standing().filter(**_coming("event__")).order_by("pk").first(),
        Group.access_link,
    ),
    Door(
        "groupe-de-travail",
        _("A group at work on an idea"),
        _("As the person who leads it: someone asks to join, roles are looked for, a message waits."),
        lambda: Membership.objects.present().filter(email=groups.LEAD).select_related("group").first(),
        Membership.open_url,
    ),
    Door(
        "mon-idee",
        _("Where is my idea?"),
        _("As someone who wrote an idea: how far it is, what comes next, one piece of advice."),
        coaching.advised,
        coaching.address,
    ),
    Door(
        "collecte",
        _("The stall at the market"),
        _("As someone who holds a stall: type the ideas of passers-by."),
        lambda: Gathering.objects.open(timezone.now()).order_by("pk").first(),
        Gathering.stall_url,
    ),
    Door(
        "papier",
        _("The paper sheets to type"),
        _("As a volunteer who types what was written on paper: the photo beside the form, then the next one."),
        lambda: Transcriber.objects.active().filter(**_coming("event__")).order_by("pk").first(),
        Transcriber.open_url,
    ),
    Door(
        "place",
        _("A seat offered on the waiting list"),
        _("As someone who waited: take the seat, or leave it to the next person."),
        lambda: Offer.objects.pending().filter(ends_at__gt=timezone.now()).order_by("pk").first(),
        _offer,
    ),
]


def open_ones():
    """The doors that lead somewhere now."""
    return [door for door in DOORS if door.find()]


def address_of(code):
    """Return where the door `code` leads, a link made now; None when nothing is behind it."""
    door = next((door for door in DOORS if door.code == code), None)
    about = door.find() if door else None
    return door.address(about) if about else None
