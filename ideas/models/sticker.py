"""Stickers (*gommettes*) in hands of tickets, or of phones at a table, never over what each may put (D16)."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Table
from ideas.models.idea import Idea
from ideas.models.vote import Vote

SALT = "ideas.sticker"
LINKED_FOR = timedelta(days=30)  # then nothing ties a hand to a ticket any more (D58); the stickers stay


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
        """Return {whole's key: number of stickers} on ideas that still stand; the others are given back."""
        if self.pk is None:
            return {}
        standing = self.stickers.filter(idea__in=self.vote.worn_ideas().values("pk")).with_head()
        held = {}
        for head, number in standing.order_by("pk").values_list("head", "number"):
            held[head] = held.get(head, 0) + number
        return held

    def stick(self, idea, number):
        """Have exactly `number` stickers on `idea`; doing it again changes nothing. Return what this hand `held`.

        ValidationError, nothing changed: `closed`, `gone` (the idea), `per_idea`, `none_left`, `table_full`.
        """
        before = self.pk, self.used
        try:
            self._stick(idea, number)
        except ValidationError:
            self.pk, self.used = before  # the row that was begun is not there
            raise
        return self.held()

    @transaction.atomic
    def _stick(self, idea, number):
        """The shortest of transactions: three hundred people do this within a minute."""
        self.vote.hold()
        self._saved()
        if number > self.vote.per_idea or number < 0:
            raise ValidationError(_per_idea(self.vote.per_idea), code="per_idea")
        mine = [worn for worn in self._standing_after_giving_back() if worn.head == idea.pk]
        if number and not self.vote.ideas().filter(pk=idea.pk).exists():
            said = _("This idea was taken away meanwhile: your sticker stays in your hand.")
            raise ValidationError(said, code="gone")
        had = sum(worn.number for worn in mine)
        if number == had:
            return
        self._spend(number - had)
        if not mine:
            Sticker.objects.create(vote=self.vote, hand=self, idea_id=idea.pk, number=number)
            return
        first, *others = [worn.pk for worn in mine]  # two ideas that wore some are one whole now
        self.stickers.filter(pk__in=others if number else [first, *others]).delete()
        self.stickers.filter(pk=first).update(number=number)

    @transaction.atomic
    def take_over(self, phone):
        """What a phone put before its ticket was shown becomes the ticket's, as far as there is room."""
        self.vote.hold()
        self._saved()
        self.refresh_from_db(fields=["used"])
        self._standing_after_giving_back()
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

    def _standing_after_giving_back(self):
        """Free the stickers of ideas withdrawn or refused meanwhile; return the others, with their `head`."""
        stands = Exists(self.vote.worn_ideas().filter(pk=OuterRef("idea")))
        mine = list(self.stickers.with_head().annotate(stands=stands).order_by("pk"))
        lost = [worn for worn in mine if not worn.stands]
        if lost:
            self.stickers.filter(pk__in=[worn.pk for worn in lost]).delete()
            self._spend(-sum(worn.number for worn in lost))
        return [worn for worn in mine if worn.stands]

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
        room = share.filter(used__lte=F("allowed") - number)
        if room.update(used=F("used") + number):
            return
        allowed = self.vote.per_person * self.table.seats
        first = TableShare(vote=self.vote, table=self.table, allowed=allowed)
        TableShare.objects.bulk_create([first], ignore_conflicts=True)
        if not room.update(used=F("used") + number):
            raise ValidationError(
                _("The phones of this table have put all its stickers. Use your ticket: its code is in your mail."),
                code="table_full",
            )


class StickerQuerySet(models.QuerySet):
    def with_head(self):
        """Add `head`, the key of the whole to which the idea belongs, its own when it stands alone (D17)."""
        return self.annotate(head=Coalesce("idea__whole", "idea"))

    def once_per_hand(self):
        """Each hand once over a whole, with the most that it put on one of its ideas (D17); needs `with_head`."""
        same = Sticker.objects.with_head().filter(hand=OuterRef("hand"), head=OuterRef("head"))
        better = Q(number__gt=OuterRef("number")) | Q(number=OuterRef("number"), pk__lt=OuterRef("pk"))
        return self.filter(~Exists(same.filter(better, idea__in=Idea.objects.on_pages().values("pk"))))


class Sticker(models.Model):
    """What one hand put on one idea; `number` is over 1 only where the evening allows it."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="stickers")
    hand = models.ForeignKey(Hand, models.CASCADE, related_name="stickers")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="stickers")
    number = models.PositiveSmallIntegerField(default=1)

    objects = StickerQuerySet.as_manager()

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
