"""The mails to who facilitates and to partners, and about photos, that a team may write in its own words (D5, D56)."""

from datetime import timedelta
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import facilitators as emails
from events.emails import photos as emails_photos
from events.models import Facilitator, FacilitatorReminder, PhotoRemoval
from events.wording import COMMON, IN_DAYS, Mail, Moment, Variable, line, rendered, told

HELPER = _("the person who facilitates")
ALL_HELPERS = _("everyone who accepted to facilitate")
CONTACT_OF = _("the contact of the partner")

NAME = Variable("reader", _("name of the reader"), lambda context: context["to_name"])
MY_TABLE = Variable("table", _("number of the table"), lambda context: context["table"].number)
MY_WORKSHOP = Variable("workshop", _("name of the workshop"), lambda context: context["table"].workshop.title)
MY_PAGE = Variable("page_link", _("link to their page"), lambda context: context["access_url"])
WANTED = rendered("wanted", _("how many people are looked for"), "_wanted")
PARTNER = Variable("partner", _("name of the partner"), lambda context: context["call"].structure)
HELPING = (*COMMON, NAME, MY_TABLE, MY_WORKSHOP, MY_PAGE)
CALLED = (*COMMON[1:], NAME, PARTNER, WANTED)


def helpers(event):
    """Those of `event` who facilitate, or are asked to, and have an address."""
    return Facilitator.objects.filter(event=event).standing().reachable().for_pages().order_by("pk")


def briefed(event):
    return helpers(event).exclude(briefing=None)


def asked_partners(event):
    calls = event.calls.exclude(contact_email="")
    return calls.select_related("event__territory", "structure").order_by("pk")


def shown_people(event):
    """Requests for a photo of `event` to go, from people who left an address."""
    asked = PhotoRemoval.objects.filter(photo__event=event).exclude(email="")
    return asked.select_related("photo__event__territory").order_by("pk")


def _remind(kind, *, days):
    def write(person):
        begins = person.briefing.starts_at if kind == FacilitatorReminder.Kind.BRIEFING else person.event.starts_at
        now = (begins or timezone.now()) - timedelta(days=days)
        emails.facilitator_reminder(person, kind=kind, number=0, now=now)

    return write


def _to_helper(name, *, to=HELPER, people=helpers, variables=HELPING, **words):
    return Mail(
        name=f"events/{name}", moment=Moment.FACILITATING, to=to, people=people, variables=variables,
        address=attrgetter("email"), **words,
    )  # fmt: skip


def _to_contact(name, **words):
    return Mail(
        name=f"events/{name}", moment=Moment.FACILITATING, to=CONTACT_OF, people=asked_partners, variables=CALLED,
        address=attrgetter("contact_email"), **words,
    )  # fmt: skip


def _about_photo(name, **words):
    return Mail(
        name=f"events/{name}", moment=Moment.AFTER, to=_("who asked for a photo to go"), people=shown_people,
        variables=COMMON[1:], address=attrgetter("email"), **words,
    )  # fmt: skip


BRAND = {"brand": "{evening}"}
HELLO = line(_("Hello %(name)s,"), name="{reader}")
ROLE = _(
    "A facilitator makes sure that everyone speaks and that an idea is written: no need to know the subject, a short "
    "briefing prepares for it."
)
MAILS = [
    _to_contact(
        "facilitators_called",
        label=_("Call to a partner"),
        when=_("when you call a partner"),
        subject=line(_("%(brand)s: who could help a table?"), **BRAND),
        body=told(_("Who could help a table?"), HELLO, "{wanted}", ROLE),
        write=emails.facilitators_called,
    ),
    _to_contact(
        "facilitators_called_again",
        label=_("Call to a partner, once more"),
        when=_("a week later, without an answer"),
        subject=line(_("%(brand)s: we have not had your answer yet"), **BRAND),
        body=told(
            _("We have not had your answer yet"),
            _("We wrote to you a week ago. This is the only reminder: one click is enough, even to say no."),
            HELLO,
            "{wanted}",
            ROLE,
        ),
        write=emails.facilitators_called_again,
    ),
    _to_helper(
        "facilitator_invited",
        label=_("Invitation to facilitate"),
        when=_("when you invite someone"),
        subject=line(_("Would you help a table at %(brand)s?"), **BRAND),
        body=told(
            _("Would you help a table?"),
            HELLO,
            _(
                "The team would like you to facilitate a table: make sure that everyone speaks, that time is kept, "
                "that an idea is written."
            ),
        ),
        write=emails.facilitator_invited,
    ),
    _to_helper(
        "facilitator_accepted",
        label=_("Thank you for facilitating"),
        when=_("as soon as someone accepts"),
        subject=line(_("Thank you, we count on you for %(brand)s"), **BRAND),
        body=told(
            _("Thank you, we count on you"),
            _(
                "Your page holds all you need: the sheet of the workshop, the timetable, the kit to print, who to "
                "call. You can change your answer there."
            ),
        ),
        write=emails.facilitator_accepted,
    ),
    _to_helper(
        "facilitator_released",
        label=_("Someone does not facilitate any more"),
        when=_("when someone declines, or the team knows it"),
        subject=line(_("%(brand)s: we know that you cannot come"), **BRAND),
        body=told(
            _("We know that you cannot come"),
            _(
                "Thank you for telling us: the team looks for someone in your place, you need do nothing more. If "
                "this is a mistake, say so on your page."
            ),
        ),
        write=emails.facilitator_released,
    ),
    _to_helper(
        "facilitator_moved",
        label=_("Another table to facilitate"),
        when=_("when you give someone another table"),
        subject=line(_("%(brand)s: your table changes"), **BRAND),
        body=told(_("Your table changes"), _("Here is what counts now:")),
        write=emails.facilitator_moved,
    ),
    _to_helper(
        "briefing_changed",
        label=_("The briefing changes"),
        when=_("when you move a briefing"),
        people=briefed,
        subject=line(_("%(brand)s: your briefing changes"), **BRAND),
        body=told(_("Your briefing changes"), _("Here is what counts now:")),
        write=emails.briefing_changed,
    ),
    _to_helper(
        "briefing_reminder",
        label=_("The briefing is tomorrow"),
        when=_("the day before the briefing"),
        people=briefed,
        subject=line(_("The briefing for %(brand)s is tomorrow"), **BRAND),
        body=told(
            _("The briefing is tomorrow"),
            _("It lasts about an hour: the evening, your part, the idea sheet. Come with your questions."),
        ),
        write=_remind(FacilitatorReminder.Kind.BRIEFING, days=1),
    ),
    _to_helper(
        "facilitator_reminder",
        label=_("Reminders to who facilitates"),
        when=_("two weeks, then two days before the evening"),
        to=ALL_HELPERS,
        subject=_("{evening}: {in_days}"),
        body=told(
            "{in_days}",
            _("You help a table: thank you. Here is what to know, and the kit to read before coming."),
        ),
        variables=(*HELPING, IN_DAYS),
        write=_remind(FacilitatorReminder.Kind.FORTNIGHT, days=14),
    ),
    _to_helper(
        "facilitator_event_changed",
        label=_("To who facilitates: the date or the place has changed"),
        when=_("when you change the date, the hours or the place"),
        to=ALL_HELPERS,
        subject=line(_("%(brand)s: the date or the place has changed"), **BRAND),
        body=told(_("The date or the place has changed"), _("We still count on you. Here is what counts now:")),
        write=lambda person: emails.facilitator_event_changed(person, step=0),
    ),
    _to_helper(
        "facilitator_event_cancelled",
        label=_("To who facilitates: the evening is cancelled"),
        when=_("when you call the evening off"),
        to=ALL_HELPERS,
        subject=line(_("%(brand)s: the evening is cancelled"), **BRAND),
        body=told(
            _("The evening is cancelled"),
            _("The evening does not take place. Thank you for having been ready to help."),
        ),
        write=lambda person: emails.facilitator_event_cancelled(person, reason="…"),
    ),
    _about_photo(
        "photo_removal_granted",
        label=_("A photo is deleted, as asked"),
        when=_("when you delete a photo that someone wanted to see go"),
        subject=line(_("The photo of %(event)s is deleted"), event="{evening}"),
        body=told(
            _("The photo is deleted"),
            _(
                "You asked for it to go: the team deleted it for good, files included. What others copied before is "
                "out of our reach."
            ),
        ),
        write=emails_photos.removal_granted,
    ),
    _about_photo(
        "photo_removal_refused",
        label=_("A photo is kept"),
        when=_("when you keep a photo that someone wanted to see go"),
        subject=line(_("The photo of %(event)s: the answer of the team"), event="{evening}"),
        body=told(
            _("The answer of the team"),
            _("You asked for a photo to go. The team looked at it and keeps it; it may be shown again."),
            _("You can be recognised on it? Write to the team and say where you are: it will be deleted."),
        ),
        write=emails_photos.removal_refused,
    ),
]
