"""The mails to parents, referents of groups and people who share a car that a team may write in its own words."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import care as emails
from events.models import Authorisation, Group, RideRequest
from events.models.sharing import RIDE_ANSWER
from events.wording import COMMON, Mail, Moment, Variable, line, rendered, told
from foundation import links
from members.consents import VERSION

PARENT_OF = _("the parent of a minor")
REFERENT = _("the referent of the group")
EVENING_ONLY = COMMON[1:]  # the reader's given name is not that of the registration

MINOR = Variable("minor", _("given name of the minor"), lambda context: context["registration"].given_name)
MINOR_NAME = Variable("minor_name", _("full name of the minor"), lambda context: context["registration"].full_name)
PARENT = Variable("parent", _("name of the parent"), lambda context: context["authorisation"].parent_name)
ANSWERED = rendered("answered", _("what the parent answered"), "_answered")
GROUP = Variable("group", _("name of the group"), lambda context: context["group"])
REFERENT_NAME = Variable("referent", _("name of the referent"), lambda context: context["group"].referent_name)
OTHER = Variable("other", _("given name of the other person"), lambda context: context["other"].registration.given_name)
FROM = Variable("from", _("where the other person leaves from"), lambda context: context["other"].place)


def parents(event):
    """The authorisations of `event` that were asked of a parent by mail."""
    found = Authorisation.objects.filter(registration__event=event).exclude(parent_email="")
    return found.select_related("registration__event__territory").order_by("pk")


def referents(event):
    groups = Group.objects.standing().with_counts().filter(event=event).exclude(referent_email="")
    return groups.select_related("event__territory").order_by("pk")


def sharers(event):
    return RideRequest.objects.with_people().filter(asked__registration__event=event).order_by("pk")


def _tell_answer(authorisation):
    """As it was answered; a parent who has not yet, as if they just had."""
    authorisation.answered_at = authorisation.answered_at or timezone.now()
    authorisation.text_version = authorisation.text_version or VERSION
    emails.authorisation_answered(authorisation, authorisation.link(), step=0)


def _to_parent(name, **words):
    return Mail(
        name=f"events/{name}", moment=Moment.CARE, to=PARENT_OF, people=parents,
        address=attrgetter("parent_email"), reader=attrgetter("registration"), **words,
    )  # fmt: skip


def _to_referent(name, **words):
    return Mail(
        name=f"events/{name}", moment=Moment.CARE, to=REFERENT, people=referents, address=attrgetter("referent_email"),
        variables=(*EVENING_ONLY, GROUP, REFERENT_NAME), **words,
    )  # fmt: skip


def _to_sharer(name, *, who, to, variables=(), **words):
    """A mail to one of two people who share a car; `who` is "asker" or "asked"."""
    return Mail(
        name=f"events/{name}", moment=Moment.CARE, to=to, people=sharers, variables=(*COMMON, OTHER, *variables),
        address=attrgetter(f"{who}.registration.address"), reader=attrgetter(f"{who}.registration"), **words,
    )  # fmt: skip


BRAND = {"brand": "{evening}"}
OF_MINOR = (*EVENING_ONLY, MINOR, MINOR_NAME, PARENT)
MAILS = [
    _to_parent(
        "authorisation_asked",
        label=_("A parent’s agreement is asked"),
        when=_("when a minor registers, or when the team asks again"),
        subject=line(_("%(name)s needs your agreement to come to %(brand)s"), name="{minor}", **BRAND),
        body=told(
            line(_("Do you allow %(name)s to come?"), name="{minor}"),
            line(
                _(
                    "%(name)s is registered for an evening where people of the area look, around tables, for ideas "
                    "that become businesses and jobs here. It is free, and two adults facilitate each table."
                ),
                name="{minor_name}",
            ),
            _("Under 18, the agreement of a parent is needed. You answer in a minute, yes or no, without an account:"),
        ),
        variables=OF_MINOR,
        write=lambda asked: emails.authorisation_asked(asked, asked.link(), step=0),
    ),
    _to_parent(
        "authorisation_reminder",
        label=_("A parent’s answer is missing"),
        when=_("a week, then three days before the evening"),
        subject=line(_("%(brand)s is near: your answer for %(name)s is missing"), name="{minor}", **BRAND),
        body=told(
            line(_("Your answer for %(name)s is missing"), name="{minor}"),
            line(
                _("Without the agreement of a parent, the door cannot let %(name)s in. Yes or no, it takes a minute:"),
                name="{minor_name}",
            ),
        ),
        variables=OF_MINOR,
        write=lambda asked: emails.authorisation_reminder(asked, asked.link(), kind="d-7"),
    ),
    _to_parent(
        "authorisation_answered",
        label=_("A parent’s answer, as their proof"),
        when=_("as soon as a parent answers"),
        subject=line(_("Your answer for %(name)s, %(brand)s"), name="{minor}", **BRAND),
        body=told("{answered}"),
        variables=(*OF_MINOR, ANSWERED),
        write=_tell_answer,
    ),
    _to_referent(
        "group_opened",
        label=_("Seats kept for a group"),
        when=_("when you keep seats for a class or a team"),
        subject=line(_("%(brand)s: the seats of %(group)s are kept"), group="{group}", **BRAND),
        body=told(
            _("Your seats are kept"),
            line(
                _(
                    "The team keeps seats for %(group)s. From your page you enter the names, choose the workshop and "
                    "print the tickets. No account, no password."
                ),
                group="{group}",
            ),
        ),
        write=lambda group: emails.group_opened(group, number=0),
    ),
    _to_referent(
        "group_reminder",
        label=_("A group is not complete"),
        when=_("two weeks, then one week before, if names or authorisations are missing"),
        subject=line(_("%(brand)s is near: %(group)s is not complete"), group="{group}", **BRAND),
        body=told(_("Your group is not complete yet")),
        write=lambda group: emails.group_reminder(group, kind="d-14"),
    ),
    _to_sharer(
        "ride_asked",
        who="asked",
        label=_("Someone asks to share a car"),
        when=_("as soon as someone asks"),
        to=_("the person asked"),
        subject=line(_("%(name)s would like to travel with you to %(brand)s"), name="{other}", **BRAND),
        body=told(
            line(_("%(name)s would like to travel with you"), name="{other}"),
            _(
                "If you accept, each of you receives the other’s e-mail, and phone if it was given. If not, nothing "
                "is given."
            ),
        ),
        variables=[FROM],
        write=lambda request: emails.ride_asked(request, links.act(RIDE_ANSWER, request.pk)),
    ),
    _to_sharer(
        "ride_agreed",
        who="asked",
        label=_("A shared car, agreed by both"),
        when=_("as soon as the second one accepts"),
        to=_("both people"),
        subject=line(_("You travel with %(name)s to %(brand)s"), name="{other}", **BRAND),
        body=told(
            line(_("You travel with %(name)s"), name="{other}"),
            line(
                _(
                    "Both sides agreed. Here is how to reach %(name)s, from %(place)s, to agree on the hour and the "
                    "place:"
                ),
                name="{other}",
                place="{from}",
            ),
        ),
        variables=[FROM],
        write=lambda request: emails.ride_agreed(request, to=request.asked, other=request.asker),
    ),
    _to_sharer(
        "ride_declined",
        who="asker",
        label=_("A shared car, not possible"),
        when=_("when the person asked says no"),
        to=_("who asked"),
        subject=line(_("%(name)s cannot share the car"), name="{other}"),
        body=told(
            line(_("%(name)s cannot share the car"), name="{other}"),
            _("Your address was not given. Other people may be on the board: look again from your ticket."),
        ),
        write=emails.ride_declined,
    ),
    _to_sharer(
        "ride_withdrawn",
        who="asked",
        label=_("A shared car, withdrawn"),
        when=_("when one of the two no longer travels"),
        to=_("the other person"),
        subject=line(_("%(name)s no longer travels with you to %(brand)s"), name="{other}", **BRAND),
        body=told(line(_("%(name)s no longer travels with you"), name="{other}")),
        write=lambda request: emails.ride_withdrawn(request, to=request.asked, by=request.asker),
    ),
]
