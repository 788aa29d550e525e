"""What members say before an assembly: how they take part, what they ask in writing; and who is reminded (D45)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.clocks import after_night, reminds_of
from members.assemblies import emails_calling as emails
from members.assemblies.access import link_of
from members.assemblies.models import Answer, Assembly, Notice, Question
from members.cooperative.rules import Rules

MOST_QUESTIONS = 20  # of one member for one assembly
REMINDED = (7, 2)  # days before
MOST_ASSEMBLIES = 50  # of one run: the next one, ten minutes later, goes on
Choice = Answer.Choice


@transaction.atomic
def answer(assembly, member, *, choice, by=None, now=None):
    """Note how `member` takes part, or change it; `by` is who of the board typed it, None for the member.

    It binds nobody: a proxy is given apart. ValidationError `stale` once the meeting is over, `choice` for a remote
    vote that the rules do not know.
    """
    must_take_words(assembly)
    if choice not in choices_of(assembly):
        raise ValidationError(_("Choose one of the answers."), code="choice")
    values = {"choice": choice, "at": now or timezone.now(), "recorded_by": by}
    return Answer.objects.update_or_create(assembly=assembly, member=member, defaults=values)[0]


def choices_of(assembly):
    """The answers that `assembly` takes: from afar only if the rules, or a video meeting, allow it (D50)."""
    remote = bool(assembly.remote_link) or Rules.thaw(assembly.rules).remote_ballots
    return [choice for choice in Choice if remote or choice != Choice.REMOTE]


@transaction.atomic
def ask(assembly, member, *, text, by=None, now=None):
    """Ask the board a written question; `by` typed one that came on paper. ValidationError `text`, `many`, `stale`."""
    must_take_words(assembly)
    if not text.strip():
        raise ValidationError({"text": _("Write your question.")}, code="text")
    if assembly.questions.filter(member=member).count() >= MOST_QUESTIONS:
        raise ValidationError(_("You have asked twenty questions: call the board instead."), code="many")
    return Question.objects.create(
        assembly=assembly, member=member, text=text.strip(), recorded_by=by, asked_at=now or timezone.now()
    )


@transaction.atomic
def reply(question, *, answer, by, now=None):
    """Publish the answer of the board to all members, or a better one; whoever asked is told. ValidationError `answer`.

    Nobody else learns who asked.
    """
    if not answer.strip():
        raise ValidationError(_("Write the answer: all members will read it."), code="answer")
    now = now or timezone.now()
    Question.objects.filter(pk=question.pk).update(answer=answer.strip(), answered_at=now, answered_by=by)
    question.refresh_from_db(fields=["answer", "answered_at", "answered_by"])
    if question.member and question.member.email:
        url = link_of(question.assembly, question.member)
        emails.answered(question, open_url=url, due_at=after_night(now))


def must_take_words(assembly):
    """ValidationError `stale` unless members were called and the meeting is not over."""
    taking = (Assembly.Status.CALLED, Assembly.Status.OPEN)
    if not Assembly.objects.filter(pk=assembly.pk, status__in=taking).exists():
        raise ValidationError(
            _("This meeting is over, or was cancelled: nothing more can be said about it."), code="stale"
        )


def counts(assembly):
    """Return {choice: how many} of the answers of `assembly`, and "none" for the members who gave none."""
    found = dict(assembly.answers.order_by().values_list("choice").annotate(Count("pk")))
    called = assembly.notices.of_edition(assembly.edition).order_by().values("member").distinct().count()
    return {**{choice.value: found.get(choice, 0) for choice in Choice}, "none": max(0, called - sum(found.values()))}


def queue_due(*, now, most=MOST_ASSEMBLIES):
    """Remind members who have not answered; return how many mails were written. Running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    near = Assembly.objects.called().filter(starts_at__gt=now, starts_at__lt=now + timedelta(days=max(REMINDED) + 1))
    near = near.select_related("cooperative__territory").order_by("starts_at", "pk")[:most]
    return sum(remind(assembly, now=now) for assembly in near if reminds_of(assembly.starts_at, days=REMINDED, now=now))


@transaction.atomic
def remind(assembly, *, now):
    """One mail to each member called by mail who has not answered; none on the day of a notice; return how many."""
    today = timezone.localdate(now)
    answered = assembly.answers.values("member")
    told = assembly.notices.of_edition(assembly.edition).by_mail().exclude(member__in=answered)
    known, written = emails.reminded_on(assembly, day=today), 0
    for notice in told.exclude(status=Notice.Status.FAILED).select_related("member__person").order_by("pk"):
        if notice.member_id in known or timezone.localdate(notice.made_at) == today:
            continue
        url = link_of(assembly, notice.member)
        written += emails.reminded(notice.member, assembly=assembly, day=today, open_url=url) is not None
    return written
