"""The mails of each real step in the life of an idea, which an evening's team may write in its own words (D18)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.wording import CONTACT, EVENING, TERRITORY, Mail, Moment, Variable, line, told
from ideas import emails_life
from ideas.models import Idea, IdeaStep, Stage

AUTHOR, FOLLOWER = _("the author of the idea"), _("who follows the idea")
GIVEN_NAME = Variable("given_name", _("given name of the reader"), lambda context: context["given_name"])
TITLE = Variable("title", _("name of the idea"), lambda context: context["idea"].title)
ABOUT = (GIVEN_NAME, TITLE, EVENING, TERRITORY, CONTACT)


def signed(event):
    """Ideas of `event` whose author left an address."""
    ideas = Idea.objects.standing().filter(event=event).exclude(author_email="")
    return ideas.select_related("event__territory", "territory").order_by("pk")


def _write(name, stage, *, follows):
    def write(idea):
        """Queue it as it would leave at the step `stage`, which is not taken."""
        idea.stage, why = stage, ""
        if stage == Stage.SET_ASIDE:
            why = _("Someone here does it already: the team puts you in touch.")
        step = IdeaStep(pk=0, why=str(why))
        reader = emails_life.Reader(
            email=idea.author_email, name="" if follows else idea.author_name, language=idea.language,
            idea=None if follows else idea, mark="rehearsal",
        )  # fmt: skip
        emails_life.step_taken(idea, step, name, readers=[reader], due_at=timezone.now())

    return write


def _mails(name, stage, *, label, when, to_author, to_follower):
    """The two mails of a step: to who wrote the idea, to who follows it; each is (subject, heading, *paragraphs)."""
    for suffix, to, (subject, heading, *words) in (("", AUTHOR, to_author), ("_follower", FOLLOWER, to_follower)):
        yield Mail(
            name=f"ideas/{name}{suffix}",
            label=label,
            when=when,
            to=to,
            subject=line(subject, title="{title}"),
            body=told(heading, *words, title="{title}"),
            variables=ABOUT,
            people=signed,
            address=lambda idea: idea.author_email,
            write=_write(name, stage, follows=bool(suffix)),
            moment=Moment.IDEAS,
        )


MAILS = [
    *_mails(
        "life_kept",
        Stage.KEPT,
        label=_("Idea kept"),
        when=_("ten minutes after the team keeps it"),
        to_author=(
            _("“%(title)s” is kept: it seeks its group"),
            _("Your idea is kept"),
            _("The team has kept “%(title)s”: it is worth a few people getting to work. It now seeks its group."),
            _("Speak of it around you: three people are enough to begin."),
        ),
        to_follower=(
            _("“%(title)s”, which you follow, seeks its group"),
            _("An idea that you follow is kept"),
            _(
                "The team has kept “%(title)s”. It now seeks its group: three people are enough to begin, and you can"
                " be one of them."
            ),
        ),
    ),
    *_mails(
        "life_grouped",
        Stage.GROUPED,
        label=_("A group is born"),
        when=_("ten minutes after a group is born"),
        to_author=(
            _("A group is at work on “%(title)s”"),
            _("A group is at work on your idea"),
            _("People have decided to work together on “%(title)s”."),
            _("Whoever wrote an idea need not carry it: join them if you like, or watch it grow."),
        ),
        to_follower=(
            _("A group is at work on “%(title)s”, which you follow"),
            _("A group is at work on an idea that you follow"),
            _(
                "People have decided to work together on “%(title)s”. Following it is not joining them: you can go on"
                " following, or lend a hand."
            ),
        ),
    ),
    *_mails(
        "life_project",
        Stage.PROJECT,
        label=_("The idea becomes a project"),
        when=_("ten minutes after it becomes a project"),
        to_author=(
            _("“%(title)s” becomes a project"),
            _("Your idea becomes a project"),
            _(
                "“%(title)s” is now a project, with a team of its own: it will be documented, tried, then shown to "
                "people who can help it become real."
            ),
        ),
        to_follower=(
            _("“%(title)s”, which you follow, becomes a project"),
            _("An idea that you follow becomes a project"),
            _("“%(title)s” is now a project, with a team of its own. You will read here what becomes of it."),
        ),
    ),
    *_mails(
        "life_set_aside",
        Stage.SET_ASIDE,
        label=_("Idea set aside, with the reason"),
        when=_("ten minutes after the team sets it aside"),
        to_author=(
            _("“%(title)s” is kept in reserve"),
            _("Your idea is kept in reserve"),
            _(
                "The team is not going further with “%(title)s” for now. Nothing is lost: your words are kept, and an"
                " idea can be taken up again."
            ),
        ),
        to_follower=(
            _("“%(title)s”, which you follow, is kept in reserve"),
            _("An idea that you follow is kept in reserve"),
            _(
                "The team is not going further with “%(title)s” for now. An idea can be taken up again: you would "
                "then be told."
            ),
        ),
    ),
    *_mails(
        "life_resumed",
        Stage.KEPT,
        label=_("Idea taken up again"),
        when=_("ten minutes after the team takes it up again"),
        to_author=(
            _("“%(title)s” is taken up again"),
            _("Your idea is taken up again"),
            _("Good news: the team takes “%(title)s” up again."),
        ),
        to_follower=(
            _("“%(title)s”, which you follow, is taken up again"),
            _("An idea that you follow is taken up again"),
            _("The team takes “%(title)s” up again."),
        ),
    ),
]
