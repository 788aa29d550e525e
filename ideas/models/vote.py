"""The vote of an evening: when people may put stickers on the ideas they like (D16)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from ideas.models.idea import Idea
from ideas.models.record import bump

PER_PERSON, PER_IDEA = 3, 1  # what D16 says when an evening sets nothing else
MOST_PER_PERSON = 10
FORGOTTEN_AFTER = timedelta(hours=2)  # a vote that nobody closed is closed so long after the evening's end
TOO_MANY_PER_IDEA = _("On one idea, at most as many stickers as each person has.")


class VoteQuerySet(models.QuerySet):
    def not_opened(self):
        return self.filter(opened_at=None)

    def open(self):
        return self.filter(opened_at__isnull=False, closed_at=None)

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def forgotten(self, now):
        """Left open long after the evening's end."""
        return self.open().filter(event__ends_at__lt=now - FORGOTTEN_AFTER)


class Vote(models.Model):
    """The vote of one evening: prepared, open, then closed. Nobody reads a total before it is closed (D16)."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="vote")
    per_person = models.PositiveSmallIntegerField(
        _("stickers per person"),
        default=PER_PERSON,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_PERSON)],
    )
    per_idea = models.PositiveSmallIntegerField(
        _("at most on one idea"),
        default=PER_IDEA,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_PERSON)],
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="ideas_vote_closed_was_opened"
            ),
            models.CheckConstraint(
                condition=Q(per_idea__gte=1, per_idea__lte=F("per_person"), per_person__lte=MOST_PER_PERSON),
                name="ideas_vote_few_per_idea",
                violation_error_message=TOO_MANY_PER_IDEA,
            ),
        ]

    def __str__(self):
        return str(self.event)

    @property
    def is_open(self):
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def is_prepared(self):
        """Not opened yet: its settings can be changed."""
        return self.opened_at is None

    def ideas(self):
        """The ideas on which one sticks: the wholes that everyone can read."""
        return Idea.objects.listed().filter(event=self.event_id)

    def worn_ideas(self):
        """The ideas whose stickers count: a part keeps those that it had before it was put with another (D17)."""
        return Idea.objects.on_pages().filter(event=self.event_id)

    @transaction.atomic
    def set_rules(self, *, per_person, per_idea):
        """Change how many stickers each person has, as long as nobody could stick one."""
        if per_idea > per_person:
            raise ValidationError({"per_idea": TOO_MANY_PER_IDEA})
        self._kept()
        if not Vote.objects.not_opened().filter(pk=self.pk).update(per_person=per_person, per_idea=per_idea):
            raise ValidationError(_("The vote was opened meanwhile: its rules do not change any more."))
        self.refresh_from_db()

    @transaction.atomic
    def open(self, *, by):
        """Let people stick, once, whoever clicks first."""
        if not self.event.is_living:
            raise ValidationError(_("A vote opens while its evening is published or going on."))
        if not self.ideas().exists():
            raise ValidationError(_("No idea is shown yet: read those that wait, then open the vote."))
        self._kept()
        self._move(
            Vote.objects.not_opened(),
            VoteStep.Kind.OPENED,
            by=by,
            otherwise=_("The vote was already opened."),
            opened_at=timezone.now(),
        )

    @transaction.atomic
    def close(self, *, by=None):
        """End the vote, once; from now on its totals are shown. `by` is None when nobody thought of it."""
        self._move(
            Vote.objects.open(),
            VoteStep.Kind.CLOSED,
            by=by,
            otherwise=_("The vote is not open."),
            closed_at=timezone.now(),
        )

    @transaction.atomic
    def reopen(self, *, by):
        """Undo a closing that came too early, while the evening lasts; totals are hidden again."""
        if not self.can_reopen(timezone.now()):
            raise ValidationError(_("The evening is over: its vote stays closed."))
        self._move(
            Vote.objects.closed(),
            VoteStep.Kind.REOPENED,
            by=by,
            otherwise=_("The vote is not closed."),
            closed_at=None,
        )

    def can_reopen(self, now):
        """The evening lasts: a closing that came too early can be undone."""
        return self.event.is_living and now < self.event.ends_at

    def last_step(self):
        """The last opening or closing, with who did it, or None."""
        return self.steps.select_related("by").order_by("-pk").first()

    def hold(self):
        """Lock this vote, if it is open, until the end of the transaction: nothing sticks after it was closed."""
        locked = Vote.objects.open().select_for_update(no_key=True).filter(pk=self.pk)
        if locked.values_list("pk", flat=True).first() is None:
            self.refresh_from_db()
            raise ValidationError(_("The vote is closed."), code="closed")

    def _kept(self):
        Vote.objects.bulk_create([Vote(event=self.event)], ignore_conflicts=True)

    def _move(self, source, kind, *, by, otherwise, **values):
        if not source.filter(pk=self.pk).update(**values):
            raise ValidationError(otherwise, code="stale")
        VoteStep.objects.create(vote=self, kind=kind, by=by)
        self.event.bump()
        bump(self.event_id)
        self.refresh_from_db()


def vote_of(event):
    """Return the `Vote` of `event`; one that was never touched is prepared, and has no row yet."""
    return Vote.objects.filter(pk=event.pk).select_related("event").first() or Vote(event=event)


class VoteStep(models.Model):
    """When the vote was opened and closed, and by whom; None when the machine closed it."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("vote opened")
        CLOSED = "closed", _("vote closed")
        REOPENED = "reopened", _("vote opened again")

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.vote} · {self.get_kind_display()}"
