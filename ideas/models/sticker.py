"""Stickers (*gommettes*) that people put on the ideas they like, while the vote of an evening is open (D16)."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Event, Table
from ideas.models.idea import Idea
from ideas.models.record import bump

PER_PERSON, PER_IDEA = 3, 1  # what D16 says when an evening sets nothing else
MOST_PER_PERSON = 10
SALT = "ideas.sticker"
FORGOTTEN_AFTER = timedelta(hours=2)  # a vote that nobody closed is closed so long after the evening's end
LINKED_FOR = timedelta(days=30)  # then nothing ties a hand to a ticket any more (D58); the stickers stay
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
        """The ideas that may wear stickers: those that everyone can read."""
        return Idea.objects.listed().filter(event=self.event_id)

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


class TableShare(models.Model):
    """The stickers that the phones of one table may put without a ticket, all together: a code can be passed on."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="shares")
    table = models.ForeignKey(Table, models.CASCADE, related_name="+")
    allowed = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "table"], name="ideas_tableshare_once"),
            models.CheckConstraint(condition=Q(used__lte=F("allowed")), name="ideas_tableshare_never_over"),
        ]

    def __str__(self):
        return f"{self.table} · {self.used}/{self.allowed}"


class HandQuerySet(models.QuerySet):
    def of_tickets(self):
        return self.filter(table=None)

    def of_tables(self):
        return self.exclude(table=None)

    def linked(self):
        """Which a ticket or a phone still tells from the others."""
        return self.filter(unlinked_at=None)

    def due_to_be_unlinked(self, now):
        return self.linked().filter(vote__event__ends_at__lt=now - LINKED_FOR)


class Hand(models.Model):
    """Who sticks: one ticket whatever its phones, or one phone at a table. It holds a fingerprint, never a name."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="hands")
    key = models.CharField(max_length=64)
    table = models.ForeignKey(Table, models.CASCADE, null=True, blank=True, related_name="+")  # without a ticket
    allowed = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    unlinked_at = models.DateTimeField(null=True)

    objects = HandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "key"], name="ideas_hand_once"),
            models.CheckConstraint(condition=Q(used__lte=F("allowed")), name="ideas_hand_never_over"),
        ]

    def __str__(self):
        return f"{self.vote} · {self.used}/{self.allowed}"

    @classmethod
    def of_ticket(cls, vote, registration):
        """The hand of a ticket, perhaps not saved yet."""
        return cls._found(vote, _fingerprint(vote, f"ticket:{registration.pk}"), table=None)

    @classmethod
    def of_phone(cls, vote, table, phone):
        """The hand of a phone at a table; `phone` is the key kept in its cookie. It keeps its first table."""
        return cls._found(vote, _fingerprint(vote, f"phone:{phone}"), table=table)

    @classmethod
    def _found(cls, vote, key, *, table):
        known = cls.objects.filter(vote=vote, key=key).select_related("table").first() if vote.opened_at else None
        return known or cls(vote=vote, key=key, table=table, allowed=vote.per_person)

    def held(self):
        """Return {idea's key: number of stickers} on ideas that still stand; the others are given back."""
        if self.pk is None:
            return {}
        standing = self.stickers.filter(idea__in=self.vote.ideas().values("pk"))
        return dict(standing.order_by("pk").values_list("idea", "number"))

    def stick(self, idea, number):
        """Have exactly `number` stickers on `idea`; doing it again changes nothing. Return what this hand `held`.

        ValidationError, nothing changed: `closed`, `gone` (the idea), `per_idea`, `none_left`, `table_full`.
        """
        before = self.pk, self.used
        try:
            return self._stick(idea, number)
        except ValidationError:
            self.pk, self.used = before  # the row that was begun is not there
            raise

    @transaction.atomic
    def _stick(self, idea, number):
        self.vote.hold()
        self._saved()
        if number > self.vote.per_idea or number < 0:
            raise ValidationError(_per_idea(self.vote.per_idea), code="per_idea")
        self._take_back_lost()
        if number and not self.vote.ideas().filter(pk=idea.pk).exists():
            raise ValidationError(
                _("This idea was taken away meanwhile: your sticker stays in your hand."), code="gone"
            )
        had = self.stickers.filter(idea=idea).values_list("number", flat=True).first() or 0
        self._spend(number - had)
        if number == 0:
            self.stickers.filter(idea=idea).delete()
        elif number != had:
            self.stickers.update_or_create(idea=idea, defaults={"number": number, "vote": self.vote})
        return self.held()

    @transaction.atomic
    def take_over(self, phone):
        """What a phone put before its ticket was shown becomes the ticket's, as far as there is room."""
        self.vote.hold()
        self._saved()
        self.refresh_from_db(fields=["used"])
        for idea, number in phone.held().items():
            phone.stick(Idea(pk=idea), 0)
            had = self.held().get(idea, 0)
            if more := min(number, self.allowed - self.used, self.vote.per_idea - had):
                self.stick(Idea(pk=idea), had + more)

    def _saved(self):
        """Save a new hand; a second phone with the same ticket finds the one of the first."""
        if self.pk is None:
            Hand.objects.bulk_create([self], ignore_conflicts=True)
            self.pk = Hand.objects.values_list("pk", flat=True).get(vote=self.vote, key=self.key)

    def _take_back_lost(self):
        """Stickers of ideas withdrawn or refused meanwhile are free again."""
        lost = self.stickers.exclude(idea__in=self.vote.ideas().values("pk"))
        if number := lost.aggregate(all=Sum("number", default=0))["all"]:
            lost.delete()
            self._spend(-number)

    def _spend(self, number):
        """Take `number` stickers (given back when negative), compared and set: the limit holds whoever comes first."""
        if not number:
            return
        mine = Hand.objects.filter(pk=self.pk, used__lte=F("allowed") - number)
        if not mine.update(used=F("used") + number):
            raise ValidationError(_none_left(self.allowed), code="none_left")
        self.used += number
        if self.table_id:
            self._spend_of_table(number)

    def _spend_of_table(self, number):
        share = TableShare.objects.filter(vote=self.vote, table=self.table)
        allowed = self.vote.per_person * self.table.seats
        TableShare.objects.bulk_create(
            [TableShare(vote=self.vote, table=self.table, allowed=allowed)], ignore_conflicts=True
        )
        if not share.filter(used__lte=F("allowed") - number).update(used=F("used") + number):
            raise ValidationError(
                _("The phones of this table have put all its stickers. Use your ticket: its code is in your mail."),
                code="table_full",
            )


class Sticker(models.Model):
    """What one hand put on one idea; `number` is over 1 only where the evening allows it."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="stickers")
    hand = models.ForeignKey(Hand, models.CASCADE, related_name="stickers")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="stickers")
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["vote", "idea"])]
        constraints = [
            models.UniqueConstraint(fields=["hand", "idea"], name="ideas_sticker_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="ideas_sticker_at_least_one"),
        ]

    def __str__(self):
        return f"{self.idea} · {self.number}"


def unlink_hands(keys):
    """Put chance in the place of what told these hands: how they voted stays counted, whose they are is lost."""
    hands = list(Hand.objects.linked().filter(pk__in=keys))
    for hand in hands:
        hand.key, hand.unlinked_at = secrets.token_hex(32), timezone.now()
    Hand.objects.bulk_update(hands, ["key", "unlinked_at"])


def _fingerprint(vote, text):
    return salted_hmac(SALT, f"{vote.pk}:{text}", algorithm="sha256").hexdigest()


def _per_idea(number):
    said = ngettext("One sticker per idea.", "At most %(number)s stickers per idea.", number)
    return said % {"number": number}


def _none_left(allowed):
    said = ngettext(
        "Your sticker is already put: take it back to put it elsewhere.",
        "Your %(number)s stickers are already put: take one back to put it elsewhere.",
        allowed,
    )
    return said % {"number": allowed}
