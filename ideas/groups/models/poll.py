"""Choosing a date together: two to eight slots, each member says yes, if need be or no, until one is chosen."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups import emails_meetings as emails
from ideas.groups.models.meeting import Kind, Meeting

FEWEST_SLOTS, MOST_SLOTS = 2, 8


class Answer(models.TextChoices):
    YES = "yes", pgettext_lazy("date poll", "yes")
    MAYBE = "maybe", pgettext_lazy("date poll", "if need be")
    NO = "no", pgettext_lazy("date poll", "no")


class MeetingSlot(models.Model):
    """One date proposed for a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="groups_slot_once")]

    def __str__(self):
        return f"{self.meeting_id} · {self.starts_at:%Y-%m-%d %H:%M}"


class SlotAnswer(models.Model):
    """What one member answered about one slot."""

    slot = models.ForeignKey(MeetingSlot, models.CASCADE, related_name="answers")
    membership = models.ForeignKey("groups.Membership", models.CASCADE, related_name="slot_answers")
    answer = models.CharField(max_length=5, choices=Answer)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "membership"], name="groups_slot_answer_once")]

    def __str__(self):
        return f"{self.slot_id} {self.membership_id} {self.answer}"


@dataclass(frozen=True)
class Column:
    """One slot: its counts, its answers in the order of `Grid.rows`; `is_best` for those that suit most people."""

    slot: MeetingSlot
    yes: int
    maybe: int
    no: int
    is_best: bool
    cells: list

    @property
    def can(self):
        return self.yes + self.maybe


@dataclass(frozen=True)
class Grid:
    """Who answered what: `columns` by date, `rows` as (membership, [answer or ""]), `silent` members."""

    columns: list
    rows: list
    silent: list

    @property
    def best(self):
        return [column for column in self.columns if column.is_best]


def best_of(counts):
    """Return the indexes of the best of [(yes, maybe, no)]: most people who can, then most plain yes; none unanswered.

    Who can « if need be » can come: a slot that everybody can attend comes before one that fewer people prefer.
    """
    scores = [(yes + maybe, yes) for yes, maybe, _no in counts]
    top = max(scores, default=(0, 0))
    return [index for index, score in enumerate(scores) if score == top] if top[0] else []


@transaction.atomic
def ask_dates(group, *, title, slots, minutes, points=(), by=None, membership=None, **fields):
    """Make a meeting whose date is asked; every member is written to. Two to eight `slots`."""
    slots = sorted(set(slots))
    if not FEWEST_SLOTS <= len(slots) <= MOST_SLOTS:
        raise ValidationError(_("Propose two to eight different dates."), code="slots")
    group.touch()  # whoever asks at the same instant waits here
    for known in group.meetings.polling().filter(title=title).prefetch_related("slots"):
        if [slot.starts_at for slot in known.slots.all()] == slots:
            return known  # the form was sent twice
    meeting = Meeting._made(
        group, status=Meeting.Status.POLLING, title=title, minutes=minutes, made_by=membership, **fields
    )
    MeetingSlot.objects.bulk_create(MeetingSlot(meeting=meeting, starts_at=slot) for slot in slots)
    meeting.fill_agenda(points)
    meeting.record(Kind.ASKED, by=by, membership=membership)
    for member in group.memberships.reachable():
        meeting.tell(member)
    return meeting


@transaction.atomic
def answer(meeting, membership, answers):
    """Keep {number of a slot: answer} of one member, changeable until the date is chosen; unknown slots are refused."""
    _still_open(meeting)
    slots = {slot.pk: slot for slot in meeting.slots.all()}
    if set(answers) - set(slots) or set(answers.values()) - set(Answer.values):
        raise ValidationError(_("Choose an answer for each of the dates."), code="answer")
    SlotAnswer.objects.bulk_create(
        [SlotAnswer(slot=slots[pk], membership=membership, answer=said) for pk, said in answers.items()],
        update_conflicts=True,
        unique_fields=["slot", "membership"],
        update_fields=["answer", "at"],
    )
    meeting.group.touch()


def _still_open(meeting):
    """Hold the poll open until the end of the transaction: choosing a date waits, or has been done."""
    if not Meeting.objects.polling().filter(pk=meeting.pk).update(poll_version=F("poll_version") + 1):
        raise ValidationError(_("The date was chosen meanwhile: look at the page again."), code="closed")


@transaction.atomic
def choose(meeting, slot, *, by=None, membership=None):
    """Close the poll on one of its slots, once; everybody is told with the calendar file, who said yes is expected."""
    from ideas.groups.models.attending import Coming, MeetingAnswer

    meeting._must_be_kept_by(membership)
    if (
        not Meeting.objects.polling()
        .filter(pk=meeting.pk)
        .update(
            status=Meeting.Status.PLANNED,
            starts_at=slot.starts_at,
            ends_at=slot.starts_at + timedelta(minutes=meeting.minutes),
            set_at=timezone.now(),
        )
    ):
        raise ValidationError(_("The date was chosen meanwhile: look at the page again."), code="closed")
    meeting.refresh_from_db()
    said = {Answer.YES: Coming.YES, Answer.MAYBE: Coming.MAYBE, Answer.NO: Coming.NO}
    MeetingAnswer.objects.bulk_create(
        [
            MeetingAnswer(meeting=meeting, membership_id=one.membership_id, answer=said[one.answer])
            for one in slot.answers.all()
        ],
        ignore_conflicts=True,
    )
    emails.withdraw(meeting)
    meeting.record(Kind.CHOSEN, by=by, membership=membership)
    meeting.group.touch()
    meeting.tell_date()


def grid_of(meeting, members):
    """Return the `Grid` of a poll over `members` (memberships, in order): two statements; who left no longer counts."""
    slots = list(meeting.slots.all())
    found = {}
    for one in SlotAnswer.objects.filter(slot__meeting=meeting):
        found.setdefault(one.membership_id, {})[one.slot_id] = one.answer
    answered = [member for member in members if member.pk in found]
    rows = [(member, [found[member.pk].get(slot.pk, "") for slot in slots]) for member in answered]
    counts = [
        tuple(sum(cells[index] == said for _member, cells in rows) for said in Answer) for index in range(len(slots))
    ]
    best = best_of(counts)
    cells = [[answers[index] for _member, answers in rows] for index in range(len(slots))]
    columns = [Column(slot, *counts[index], index in best, cells[index]) for index, slot in enumerate(slots)]
    return Grid(columns, rows, [member for member in members if member.pk not in found])
