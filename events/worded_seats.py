"""The mails about seats that a team may write in its own words: waiting list (D4), wishes (D3), merged tables (D6).

What an offer is and until when, or who waits for what, is said by the service part: only what is around it is written.
Previews are made with registered people, as if the offer or the merge were theirs.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.emails import seats as emails
from events.models import Merge, Offer, Wait
from events.wording import COMMON, SEATED, Mail, Moment, Variable, line, registered, rendered, told
from foundation import typography

ONE = _("the person concerned")


def _until(part):
    def value(context):
        return part(timezone.localtime(context["offer"].ends_at), language=get_language())

    return value


OFFERED = Variable("offered", _("workshop where the seat is"), lambda context: context["workshop"].title)
UNTIL_DAY = Variable("until_day", _("last day to answer"), _until(typography.long_date))
UNTIL_HOUR = Variable("until_hour", _("last hour to answer"), _until(typography.hour))
GIVEN_HOW = rendered("given_how", _("how the seats were given"), "_announced")
FORMER = Variable("former_table", _("number of the former table"), lambda context: context["merge"].source.number)
JOINED = Variable("new_table", _("number of the new table"), lambda context: context["merge"].target.number)
JOINED_WORKSHOP = Variable(
    "new_workshop", _("workshop of the new table"), lambda context: context["merge"].target.workshop.title
)


def _wait(registration):
    """A place in a list, unsaved, at the first workshop."""
    return Wait(pk=0, event=registration.event, registration=registration, workshop=_workshop(registration))


def _offer(registration):
    now = timezone.now()
    ends_at = now + timedelta(days=1)
    wait = _wait(registration)
    return Offer(pk=0, event=wait.event, wait=wait, registration=registration, size=1, made_at=now, ends_at=ends_at)


def _workshop(registration):
    return registration.event.workshops.published().order_by("number").first()


def _confirm_waiting(registration):
    """Who waits already is shown as they wait; another, as if they waited for the first workshop."""
    if not registration.waits.standing().exists():
        Wait.objects.create(event=registration.event, registration=registration, workshop=_workshop(registration))
    emails.waiting_confirmed(registration)


def _merge(registration):
    tables = list(registration.event.tables.select_related("workshop").order_by("number")[:2])
    if not tables:
        return None
    return Merge(pk=0, event=registration.event, source=tables[0], target=tables[-1], seats=0)


def _tell_merge(registration):
    if merge := _merge(registration):
        emails.table_merged(merge, [registration])


def _tell_give_back(registration):
    if merge := _merge(registration):
        emails.table_given_back(merge, [registration])


def _mail(name, *, variables=COMMON, to=ONE, **words):
    return Mail(name=f"events/{name}", moment=Moment.WAITING, to=to, variables=variables, people=registered, **words)


BRAND = {"brand": "{evening}"}
MAILS = [
    _mail(
        "waiting_confirmed",
        label=_("On the waiting list"),
        when=_("as soon as someone joins it"),
        subject=line(_("%(brand)s: you are on the waiting list"), **BRAND),
        body=told(
            _("You are on the waiting list"),
            _(
                "As soon as a seat comes free for you, we write to you and keep it while you answer. Others are not "
                "served before you, unless the free seats are too few for your group."
            ),
        ),
        write=_confirm_waiting,
    ),
    _mail(
        "seat_offered",
        label=_("A seat is offered"),
        when=_("when a seat comes free; never at night"),
        subject=line(
            _("%(brand)s: a seat is kept for you until %(day)s, %(hour)s"),
            day="{until_day}", hour="{until_hour}", **BRAND,
        ),
        body=told(_("A seat is kept for you")),
        variables=(*COMMON, OFFERED, UNTIL_DAY, UNTIL_HOUR),
        write=lambda registration: emails.seat_offered(_offer(registration)),
    ),
    _mail(
        "offer_ended",
        label=_("An offer ended without an answer"),
        when=_("when its time is over; never at night"),
        subject=line(_("%(brand)s: the seat kept for you went to the next person"), **BRAND),
        body=told(_("The seat went to the next person")),
        variables=(*COMMON, OFFERED),
        write=lambda registration: emails.offer_ended(_offer(registration), still_waits=True),
    ),
    _mail(
        "seat_accepted",
        label=_("An offer accepted, with the ticket"),
        when=_("as soon as someone accepts"),
        subject=line(_("%(brand)s: the seat is yours"), **BRAND),
        body=told(
            _("The seat is yours"),
            _(
                "You left the waiting list, and your former seat, if you had one, goes to someone else. Here is the "
                "ticket that counts."
            ),
        ),
        variables=SEATED,
        write=lambda registration: emails.seat_accepted(_offer(registration), registration, [registration]),
    ),
    _mail(
        "left_list",
        label=_("Out of the waiting list"),
        when=_("when someone leaves it, or the team takes them out"),
        subject=line(_("%(brand)s: you left the waiting list"), **BRAND),
        body=told(_("You left the waiting list")),
        write=lambda registration: emails.left_list(_wait(registration)),
    ),
    _mail(
        "seats_announced",
        label=_("Tables given after the wishes"),
        when=_("when you announce the tables"),
        to=_("everyone registered"),
        subject=line(_("%(brand)s: your table"), **BRAND),
        body=told(_("Here is your table"), "{given_how}"),
        variables=(*SEATED, GIVEN_HOW),
        write=lambda registration: emails.seats_announced(registration, tickets=[registration], unmet=False),
    ),
    _mail(
        "table_merged",
        label=_("Two tables brought together"),
        when=_("when you bring a small table to another one"),
        subject=line(_("%(brand)s: your table joins another one"), **BRAND),
        body=told(
            _("Your table joins another one"),
            _(
                "There were too few of you at table %(source)s to work well together: the team brings you to table "
                "%(number)s, “%(title)s”. If you would rather sit elsewhere, choose another table from your ticket: "
                "nobody will mind."
            ),
            source="{former_table}", number="{new_table}", title="{new_workshop}",
        ),
        variables=(*SEATED, FORMER, JOINED, JOINED_WORKSHOP),
        write=_tell_merge,
    ),
    _mail(
        "table_given_back",
        label=_("Tables no longer brought together"),
        when=_("when you take a merge back"),
        subject=line(_("%(brand)s: your first table is yours again"), **BRAND),
        body=told(
            _("Your first table is yours again"),
            _(
                "We had told you that your table joined another one: it stays after all. We are sorry for these two "
                "messages. Here is the ticket that counts."
            ),
        ),
        variables=SEATED,
        write=_tell_give_back,
    ),
]  # fmt: skip
