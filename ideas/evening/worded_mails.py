"""The letters after an evening, which its team may write in its own words."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from events import wording
from events.wording import COMMON, Mail, Moment, Variable, registered
from ideas.evening import emails
from ideas.evening.morning import make_digest
from ideas.evening.week_after import ideas_of

FIGURES = Variable(
    "figures",
    _("ideas and people counted"),
    lambda context: render_to_string("emails/evening/_figures.txt", context).strip(),
)


def present(event):
    """Everyone registered, with whether they came."""
    return registered(event).with_presence()


def _thank(registration):
    digest = make_digest(registration.event)
    ideas = ideas_of([registration], digest)
    emails.thanks(
        registration, digest=digest, table=registration.table, table_ideas=ideas, told=registration.given_name
    )


def _miss(registration):
    emails.missed(registration, digest=make_digest(registration.event), told=registration.given_name)


def _show_sheets(registration):
    digest = make_digest(registration.event)
    if ideas := ideas_of([registration], digest):
        emails.table_sheets(registration, digest=digest, ideas=ideas, told=registration.given_name)


def declare_all():
    """Called once, when the app is ready."""
    wording.declare(*MAILS)


MAILS = [
    Mail(
        name="evening/thanks",
        label=_("Thanks, and what the table produced"),
        when=_("the morning after, at 9:00"),
        to=_("who came"),
        subject=_("{evening}: what you wrote last night"),
        body=_("# Thank you for coming to {evening}\n\n{figures}"),
        variables=(*COMMON, FIGURES),
        people=present,
        moment=Moment.AFTER,
        write=_thank,
    ),
    Mail(
        name="evening/missed",
        label=_("What was missed"),
        when=_("the morning after, at 9:00"),
        to=_("who was registered and did not come"),
        subject=_("{evening}: what you missed, and can still read"),
        body=_(
            "# What you missed at {evening}\n\nWe did not see you at {evening}: we hope that all is well. {figures}"
        ),
        variables=(*COMMON, FIGURES),
        people=present,
        moment=Moment.AFTER,
        write=_miss,
    ),
    Mail(
        name="evening/table_sheets",
        label=_("The idea sheets of one’s table"),
        when=_("a week after the evening"),
        to=_("who came"),
        subject=_("{evening}: the idea sheets of your table"),
        body=_(
            "# The ideas of your table, one week later\n\nHere are their sheets. Read them again with a rested head: "
            "a name to add, a hand to lend, someone to introduce?"
        ),
        variables=(*COMMON, FIGURES),
        people=present,
        moment=Moment.AFTER,
        write=_show_sheets,
    ),
]
