"""Paper sheets: numbered per table or gathering, each with a code that is the receipt of its idea to come (D13).

What is printed never changes: the number and the code stay what the paper says, even when its table gets another number
or disappears. A sheet waits to be typed once it was photographed; one person at a time holds it, for `HELD_FOR`.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event, Table
from foundation.codes import new_code, spaced
from ideas.models import Gathering, Idea
from ideas.submitting import submit

CODE_LENGTH = 8  # as long as a receipt, which it becomes
_KEYS = uuid.UUID("5f3a4f0e-6c57-4d6a-9f0b-2d1c7c1b8f1e")  # the key of a sheet's idea is drawn from its code (D12)


def new_sheet_code():
    return new_code(CODE_LENGTH)


class PaperSheetQuerySet(models.QuerySet):
    def of(self, event):
        """The sheets whose ideas go to `event`: a gathering may feed another evening than on the day of printing."""
        return self.filter(Q(gathering=None, event=event) | Q(gathering__event=event))

    def printed(self):
        """On paper only: nobody has photographed them."""
        return self.filter(status=PaperSheet.Status.PRINTED)

    def waiting(self):
        """Photographed, to be typed."""
        return self.filter(status=PaperSheet.Status.WAITING)

    def typed(self):
        return self.filter(status=PaperSheet.Status.TYPED)

    def illegible(self):
        return self.filter(status=PaperSheet.Status.ILLEGIBLE)

    def untyped(self):
        """Whoever has the words may still type them."""
        return self.exclude(status=PaperSheet.Status.TYPED)

    def free(self, now, *, holder):
        """Held by nobody else now."""
        return self.filter(Q(held_until=None) | Q(held_until__lte=now) | Q(holder=holder))

    def held_by(self, holder, *, now):
        return self.filter(holder=holder, held_until__gt=now) if holder else self.none()

    def held_by_others(self, holder, *, now):
        return self.filter(held_until__gt=now).exclude(holder=holder)

    def oldest_first(self):
        """What nobody passed over comes first, as it was photographed."""
        return self.order_by("passed", "photographed_at", "pk")


class PaperSheet(models.Model):
    HELD_FOR = timedelta(minutes=10)  # a sheet takes three; each saved draft holds it for ten more

    class Status(models.TextChoices):
        PRINTED = "printed", pgettext_lazy("sheet", "printed")
        WAITING = "waiting", _("photographed, to be typed")
        TYPED = "typed", pgettext_lazy("sheet", "typed")
        ILLEGIBLE = "illegible", _("to be read by the team")
        BLANK = "blank", _("nothing written on it")

    class Trouble(models.TextChoices):
        WRITING = "writing", _("The writing cannot be read")
        BLURRED = "blurred", _("The photo is blurred, dark or cut")
        MIXED = "mixed", _("Several ideas on one sheet")
        RUDE = "rude", _("Insulting, or about someone’s private life")

    event = models.ForeignKey(Event, models.CASCADE, related_name="paper_sheets")
    table = models.ForeignKey(Table, models.SET_NULL, null=True, blank=True, related_name="paper_sheets")
    gathering = models.ForeignKey(Gathering, models.CASCADE, null=True, blank=True, related_name="paper_sheets")
    series = models.CharField(max_length=8, blank=True)  # the table's number as printed; empty: of the whole place
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_sheet_code)
    status = models.CharField(max_length=10, choices=Status, default=Status.PRINTED)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    idea = models.OneToOneField(Idea, models.SET_NULL, null=True, blank=True, related_name="sheet")
    printed_at = models.DateTimeField(default=timezone.now)
    photographed_at = models.DateTimeField(null=True, blank=True)
    typed_at = models.DateTimeField(null=True, blank=True)
    typist = models.ForeignKey("evening.Transcriber", models.SET_NULL, null=True, blank=True, related_name="sheets")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    holder = models.CharField(max_length=16, blank=True)  # the browser that types it: see transcribing.py
    held_until = models.DateTimeField(null=True, blank=True)
    passed = models.PositiveSmallIntegerField(default=0)  # how often someone left it for the next person
    draft = models.JSONField(default=dict, blank=True)  # what was typed so far, until it is kept

    objects = PaperSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper sheet")
        indexes = [
            models.Index(fields=["event", "status", "passed", "photographed_at"]),
            models.Index(fields=["gathering", "status"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "series", "number"], condition=Q(gathering=None), name="evening_sheet_number_once"
            ),
            models.UniqueConstraint(
                fields=["gathering", "number"],
                condition=Q(gathering__isnull=False),
                name="evening_sheet_number_once_at_gathering",
            ),
            models.CheckConstraint(
                condition=Q(status="illegible") & ~Q(trouble="") | ~Q(status="illegible") & Q(trouble=""),
                name="evening_sheet_illegible_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="typed", typed_at__isnull=False) | ~Q(status="typed") & Q(typed_at=None),
                name="evening_sheet_typed_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(holder="") | Q(held_until=None), name="evening_sheet_held_by_someone"),
        ]

    def __str__(self):
        return f"{self.reference} {self.code}"

    @property
    def reference(self):
        """« 12-3 », as printed and typed by hand: the third sheet of table 12; « 3 » without a table."""
        return f"{self.series}-{self.number}" if self.series else str(self.number)

    @property
    def spaced_code(self):
        """« K7 M2 QX 4R », as printed."""
        return spaced(self.code)

    @property
    def destination(self):
        """The evening that its idea goes to."""
        return self.gathering.event if self.gathering else self.event

    @property
    def address(self):
        """The whole address in its QR: short, so that its squares are large on an A5."""
        return settings.PUBLIC_URL + reverse("evening:sheet", args=[self.code])

    @property
    def is_typed(self):
        return self.status == self.Status.TYPED

    @property
    def is_waiting(self):
        return self.status == self.Status.WAITING

    @property
    def is_illegible(self):
        return self.status == self.Status.ILLEGIBLE

    @property
    def is_printed(self):
        return self.status == self.Status.PRINTED

    def is_held_by_other(self, holder, *, now):
        return bool(self.held_until and self.held_until > now and self.holder != holder)

    def hold(self, *, holder, now):
        """Take it for `holder` alone until `now` + `HELD_FOR`, or go on holding it; False when someone else has it."""
        free = PaperSheet.objects.untyped().free(now, holder=holder).filter(pk=self.pk)
        return bool(free.update(holder=holder, held_until=now + self.HELD_FOR))

    def save_draft(self, words, *, holder, now):
        """Keep what was typed so far and hold the sheet; False when someone else has it, or has typed it."""
        mine = PaperSheet.objects.untyped().free(now, holder=holder).filter(pk=self.pk)
        return bool(mine.update(draft=words, holder=holder, held_until=now + self.HELD_FOR))

    def let_go(self, *, holder, passing=False):
        """Leave it to the next person, with the draft; `passing` puts it behind those that nobody passed over."""
        mine = PaperSheet.objects.filter(pk=self.pk, holder=holder)
        mine.update(holder="", held_until=None, passed=F("passed") + (1 if passing else 0))

    def set_aside(self, trouble, *, holder, now):
        """Hand it to the team with a reason (`Trouble`); the draft stays."""
        if trouble not in self.Trouble.values:
            raise ValidationError(_("Choose what is wrong with the sheet: what you typed is kept."), code="reason")
        self._leave_queue(holder=holder, now=now, status=self.Status.ILLEGIBLE, trouble=trouble)

    def say_blank(self, *, holder, now):
        """Nothing is written on it: there is nothing to type."""
        self._leave_queue(holder=holder, now=now, status=self.Status.BLANK, trouble="")

    def queue_again(self):
        """The team puts it back among those to type; nothing happens when it was typed or waits already."""
        aside = PaperSheet.objects.filter(pk=self.pk, status__in=(self.Status.ILLEGIBLE, self.Status.BLANK))
        aside.update(status=self.Status.WAITING, trouble="", passed=0)

    def photographed(self):
        """It has a photo, or a new one: it waits to be typed, unless it was."""
        now = timezone.now()
        PaperSheet.objects.filter(pk=self.pk, photographed_at=None).update(photographed_at=now)
        PaperSheet.objects.untyped().filter(pk=self.pk).update(status=self.Status.WAITING, trouble="")

    def unphotographed(self):
        """Its last photo was of something else: it is paper again, unless it was typed; its draft stays (D13)."""
        bare = PaperSheet.objects.untyped().filter(pk=self.pk, photos=None)
        bare.update(status=self.Status.PRINTED, trouble="", photographed_at=None, holder="", held_until=None)

    @transaction.atomic
    def keep(self, draft, *, completed=None, email="", typist=None, by=None, by_author=False):
        """Make the idea of this sheet from a `submitting.Draft`, once, whoever types it first; return it.

        Its receipt is the code on the paper. `completed` are values for `Idea.complete`; `by_author`: on their own
        phone. ValidationError (code `typed`) when the sheet was typed meanwhile: nothing is changed.
        """
        written = {"typed_at": timezone.now(), "typist": typist, "typed_by": by, "trouble": "", "draft": {}}
        free = PaperSheet.objects.untyped().filter(pk=self.pk)
        if not free.update(status=self.Status.TYPED, holder="", held_until=None, **written):
            raise ValidationError(_("This sheet was typed meanwhile."), code="typed")
        taken = Idea.objects.filter(receipt=self.code).exists()  # drawn for another idea since the printing
        idea = submit(
            self.destination,
            draft,
            table=self.table,
            gathering=self.gathering,
            client_key=uuid.uuid5(_KEYS, self.code),
            by=by,
            typed=not by_author,
            sheet=(self.reference, "" if taken else self.code),
        )
        PaperSheet.objects.filter(pk=self.pk).update(idea=idea)
        if completed and any(completed.values()):
            idea.complete(by=by, **completed)
        if email:
            idea.follow(email)
        self.refresh_from_db()
        return idea

    def _leave_queue(self, *, holder, now, status, trouble):
        mine = PaperSheet.objects.untyped().free(now, holder=holder).filter(pk=self.pk)
        if not mine.update(status=status, trouble=trouble, holder="", held_until=None):
            raise ValidationError(_("Someone else took this sheet meanwhile."), code="stale")
