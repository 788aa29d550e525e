"""The experts ask who bears a project, who answers before the vote; both are read by all of the session (D24)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.committee.models import AgendaItem, Question, Session
from projects.committee.models.question import LONGEST, LONGEST_ANSWER

MOST_QUESTIONS = 8  # of one expert about one file: beyond, nobody prepares answers


@transaction.atomic
def ask(item, *, expert, text, now=None):
    """An expert asks one question; return the `Question`. ValidationError `empty`, `late`, `many`, `long`."""
    now, text = now or timezone.now(), _cleaned(text, most=LONGEST, empty=_("Write your question."))
    _must_be_before_the_vote(item, now=now)
    if item.questions.filter(expert=expert).count() >= MOST_QUESTIONS:
        raise ValidationError(
            _("You have asked %(most)s questions about this file: keep the others for the session."),
            code="many",
            params={"most": MOST_QUESTIONS},
        )
    same = item.questions.filter(expert=expert, text=text).first()  # a second click asks once
    return same or item.questions.create(expert=expert, text=text, asked_at=now)


@transaction.atomic
def answer(question, *, text, membership=None, now=None):
    """Write the answer, or write it anew, until the vote opens; `membership` is None when the team typed it (D63).

    ValidationError `empty`, `late`, `long`: what was answered before stays.
    """
    now, text = now or timezone.now(), _cleaned(text, most=LONGEST_ANSWER, empty=_("Write your answer."))
    _must_be_before_the_vote(question.item, now=now)
    Question.objects.filter(pk=question.pk).update(answer=text, answered_at=now, answered_by=membership)
    question.refresh_from_db()
    return question


def is_open(item, *, now):
    """Whether questions and answers are still taken: the experts are invited, the session has not begun."""
    return AgendaItem.objects.listed().filter(**_open(now), pk=item.pk).exists()


def answerable(now):
    """The questions that can still be answered at `now`."""
    return Question.objects.filter(
        item__in=AgendaItem.objects.listed().filter(**_open(now)),
    )


def _open(now):
    return {"session__status": Session.Status.CALLED, "session__starts_at__gt": now}


def _must_be_before_the_vote(item, *, now):
    if not is_open(item, now=now):
        raise ValidationError(
            _("Questions and answers are taken until the session begins: this one has begun, or left the agenda."),
            code="late",
        )


def _cleaned(text, *, most, empty):
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise ValidationError(empty, code="empty")
    if len(text) > most:
        raise ValidationError(
            _("This text is too long: %(most)s characters at most, yours has %(count)s."),
            code="long",
            params={"most": most, "count": len(text)},
        )
    return text
