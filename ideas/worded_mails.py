"""The mails to the authors of ideas, which an evening's team may write in its own words."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import wording
from events.wording import CONTACT, EVENING, TERRITORY, Mail, Variable
from ideas import emails
from ideas.models import FollowUp, Idea, IdeaStep
from ideas.models.followup import Kind, ask

AUTHOR = _("the author of the idea")
AUTHOR_NAME = Variable("given_name", _("given name of the reader"), lambda context: context["idea"].author_name)
TITLE = Variable("title", _("name of the idea"), lambda context: context["idea"].title)
ABOUT_IDEA = (AUTHOR_NAME, TITLE, EVENING, TERRITORY, CONTACT)


def signed(event):
    """Ideas of `event` whose author left an address."""
    ideas = Idea.objects.standing().filter(event=event).exclude(author_email="")
    return ideas.select_related("event__territory", "territory").order_by("pk")


def _accept(idea):
    emails.idea_accepted(idea, step=IdeaStep(pk=0))


def _refuse(idea):
    idea.refusal = Idea.Refusal.DUPLICATE
    emails.idea_refused(idea, step=IdeaStep(pk=0))


def _ask(kind):
    def write(idea):
        FollowUp.objects.filter(idea=idea, kind=kind).delete()  # asked already: a rehearsal asks again, then forgets it
        ask(idea, kind, now=timezone.now())

    return write


def declare_all():
    """Called once, when the app is ready."""
    for mail in MAILS:
        wording.declare(mail)


def _mail(name, *, season=1, **words):
    return Mail(
        name=f"ideas/{name}",
        season=season,
        to=AUTHOR,
        variables=ABOUT_IDEA,
        people=signed,
        address=lambda idea: idea.author_email,
        **words,
    )


MAILS = [
    _mail(
        "idea_received",
        label=_("Idea received, with its receipt"),
        when=_("when the author leaves an address"),
        subject=_("Your idea: {title}"),
        body=_("# “{title}” is received."),
        write=emails.idea_received,
    ),
    _mail(
        "idea_accepted",
        label=_("Idea shown"),
        when=_("five minutes after the team accepts it"),
        subject=_("Your idea is shown: {title}"),
        body=_("# Your idea is shown\n\nThe team has read “{title}”: it is shown, on the wall and in the list."),
        write=_accept,
    ),
    _mail(
        "idea_refused",
        label=_("Idea not kept"),
        when=_("five minutes after the team refuses it"),
        subject=_("Your idea was not kept: {title}"),
        body=_("# Your idea was not kept\n\nThe team has read “{title}” and did not keep it."),
        write=_refuse,
    ),
    _mail(
        "follow_up_first_step",
        label=_("Was the first step taken?"),
        when=_("a month after the evening"),
        subject=_("{title}: was the first step taken?"),
        body=_(
            "# Was the first step taken?\n\nA month ago you wrote an idea. A first step makes the others easier: "
            "a call, a visit, a table of friends. Where are you with it?"
        ),
        season=3,
        write=_ask(Kind.FIRST_STEP),
    ),
    _mail(
        "follow_up_alive",
        label=_("Is the idea still alive?"),
        when=_("three months after the evening"),
        subject=_("{title}: is the idea still alive?"),
        body=_(
            "# Is your idea still alive?\n\nThree months have passed. An idea that stops is no failure; one that lacks "
            "a hand can find it. Tell us where it stands."
        ),
        season=3,
        write=_ask(Kind.ALIVE),
    ),
]
