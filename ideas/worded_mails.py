"""The mails to the authors of ideas, which an evening's team may write in its own words."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import wording
from events.wording import CONTACT, EVENING, TERRITORY, Mail, Moment, Variable, line, told
from ideas import emails, worded_life
from ideas.models import Claim, FollowUp, Idea, IdeaStep
from ideas.models.followup import Kind, ask

AUTHOR = _("the author of the idea")
HOLDER = _("who holds the idea")
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


def _in_its_language(claim):
    claim.language = claim.idea.language
    return claim


def declare_all():
    """Called once, when the app is ready."""
    wording.declare(*MAILS, *worded_life.MAILS)


def contested(event):
    """Claims to ideas of `event`, whose authors left an address."""
    claims = Claim.objects.filter(idea__in=signed(event))
    return claims.select_related("idea__event__territory", "idea__territory").order_by("pk")


def _claimed(name, *, write, to=HOLDER, **words):
    """A mail about a claim to an idea; `write` is given the claim."""
    return Mail(
        name=f"ideas/{name}",
        moment=Moment.IDEAS,
        to=to,
        variables=ABOUT_IDEA,
        people=contested,
        address=lambda claim: claim.idea.author_email,
        reader=lambda claim: claim.idea,
        write=write,
        **words,
    )


def _mail(name, *, moment=Moment.IDEAS, **words):
    return Mail(
        name=f"ideas/{name}",
        moment=moment,
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
        "idea_found",
        label=_("The link to an idea, asked for again"),
        when=_("when someone types its receipt"),
        subject=line(_("Open your idea: %(title)s"), title="{title}"),
        body=told(
            _("Open your idea"),
            _("Someone typed the receipt of “%(title)s”. If it was you, this button opens it."),
            title="{title}",
        ),
        write=lambda idea: emails.idea_found(idea, link=0),
    ),
    _claimed(
        "claim_heard",
        label=_("Someone else claims the idea"),
        when=_("when someone says that they wrote it"),
        subject=line(_("Did someone else write “%(title)s”?"), title="{title}"),
        body=told(
            _("Someone else claims your idea"),
            _(
                "Someone holds the receipt of “%(title)s” and says that they wrote it. Nothing changes for now: the "
                "team will decide."
            ),
            _("If you wrote it alone or with others, write to the team and tell it how the idea came about."),
            title="{title}",
        ),
        write=emails.claim_heard,
    ),
    _claimed(
        "claim_kept",
        label=_("A claim decided: the idea stays theirs"),
        when=_("when the team leaves the idea to who holds it"),
        subject=line(_("“%(title)s” stays yours"), title="{title}"),
        body=told(
            _("Your idea stays yours"),
            _("The team looked at who wrote “%(title)s”: it stays yours."),
            title="{title}",
        ),
        write=emails.claim_kept,
    ),
    _claimed(
        "claim_refused",
        label=_("A claim decided: not given"),
        when=_("when the team leaves the idea to who holds it"),
        to=_("who claimed the idea"),
        subject=line(_("Who wrote “%(title)s”: the answer of the team"), title="{title}"),
        body=told(
            _("The idea stays where it is"),
            _("The team looked at who wrote “%(title)s”, and leaves it to the person who holds it."),
            _("You can write the idea anew in your own words, and write to the team if something was missed."),
            title="{title}",
        ),
        write=lambda claim: emails.claim_refused(_in_its_language(claim)),
    ),
    _claimed(
        "claim_granted",
        label=_("A claim decided: given"),
        when=_("when the team gives the idea to who claimed it"),
        to=_("who claimed the idea"),
        subject=line(_("“%(title)s” is yours again"), title="{title}"),
        body=told(
            _("Your idea is yours again"),
            _(
                "The team looked at who wrote “%(title)s”: it is yours. Its receipt and its news now go to this "
                "address."
            ),
            title="{title}",
        ),
        write=emails.claim_granted,
    ),
    _claimed(
        "claim_lost",
        label=_("A claim decided: the idea goes to someone else"),
        when=_("when the team gives the idea to who claimed it"),
        subject=line(_("Who wrote “%(title)s”: the answer of the team"), title="{title}"),
        body=told(
            _("The idea goes to someone else"),
            _(
                "The team looked at who wrote “%(title)s”, and gave it to the person who asked for it. Your former "
                "links no longer open it, and your name is no longer shown with it."
            ),
            _("If something was missed, write to the team."),
            title="{title}",
        ),
        write=lambda claim: emails.claim_lost(claim, former=claim.idea.author_email),
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
        moment=Moment.AFTER,
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
        moment=Moment.AFTER,
        write=_ask(Kind.ALIVE),
    ),
]
