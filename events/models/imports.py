"""An import: the file, the plan made of it, what was done, and for a day the way back."""

import zlib
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.event import Event
from events.models.mapping import ColumnMapping
from events.models.registration import Registration
from events.models.workshop import Workshop
from foundation.folding import fold, words


def check_takes_lists(event, *, now):
    """Refuse a list of people brought to an evening where nobody is awaited any more."""
    if event.is_called_off:
        raise ValidationError(_("The evening is cancelled: nobody can be registered any more."), code="called_off")
    if not event.awaits_people(now):
        raise ValidationError(_("The evening is over: no list can be imported any more. Nothing was changed."))


class ImportBatchQuerySet(models.QuerySet):
    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def waiting(self):
        """Waiting for someone: to say what the columns are, or to check the lines."""
        return self.filter(status__in=(ImportBatch.Status.MAPPING, ImportBatch.Status.PLANNED))

    def forgettable(self, now):
        """Lines whose names are needed no more: nothing can be done with them, or nobody came back to do it."""
        return self.filter(created_at__lt=now - ImportBatch.KEPT)

    def forget(self, *, now):
        """Delete the lines of old imports, one import per transaction; what they registered stays."""
        for batch in self.forgettable(now).filter(rows__isnull=False).distinct():
            ImportRow.objects.filter(batch=batch).delete()
        self.forgettable(now).exclude(packed=None).update(packed=None)


class ImportBatch(models.Model):
    """One file for one event.

    (Mapping →) planning → planned → applying → applied → undoing → undone; or refused, or dropped.
    """

    UNDO_WITHIN = timedelta(hours=24)
    KEPT = timedelta(days=15)  # names of people who never came through stay no longer than a fortnight

    class Status(models.TextChoices):
        MAPPING = "mapping", _("columns to be told")
        PLANNING = "planning", _("being read")
        PLANNED = "planned", _("to be checked")
        APPLYING = "applying", _("being imported")
        APPLIED = "applied", _("imported")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", pgettext_lazy("import", "undone")
        REFUSED = "refused", pgettext_lazy("import", "refused")
        DROPPED = "dropped", _("given up")

    BUSY = (Status.PLANNING, Status.APPLYING, Status.UNDOING)

    event = models.ForeignKey(Event, models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=10, choices=Registration.Source)
    file_name = models.CharField(max_length=150)
    packed = models.BinaryField(null=True)  # the file, compressed, until it is imported; workers share no disk
    columns = models.JSONField(default=dict)  # field → index of its column
    used = models.JSONField(default=list)  # headers
    ignored = models.JSONField(default=list)
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNING)
    tell = models.BooleanField(default=False)  # mail their ticket to the people imported
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=("applied", "undoing", "undone")) | Q(applied_at__isnull=False),
                name="events_import_applied_has_its_time",
            )
        ]

    def __str__(self):
        return self.file_name

    @property
    def content(self):
        return zlib.decompress(self.packed)

    @staticmethod
    def pack(content):
        return zlib.compress(content, 3)

    @property
    def is_busy(self):
        return self.status in self.BUSY

    @property
    def awaits_columns(self):
        return self.status == self.Status.MAPPING

    @property
    def was_refused(self):
        return self.status == self.Status.REFUSED

    @property
    def can_be_applied(self):
        return self.status == self.Status.PLANNED

    @property
    def was_applied(self):
        return self.status == self.Status.APPLIED

    @property
    def was_undone(self):
        return self.status == self.Status.UNDONE

    def can_be_undone(self, now):
        return self.status == self.Status.APPLIED and now < self.undo_until

    @property
    def undo_until(self):
        return self.applied_at + self.UNDO_WITHIN

    def counts(self):
        """Return how many lines have each outcome, in the order of `ImportRow.Outcome`; zeros included."""
        found = dict(self.rows.order_by().values_list("outcome").annotate(Count("pk")))
        return {outcome: found.get(outcome.value, 0) for outcome in ImportRow.Outcome}

    @transaction.atomic
    def choose(self, shown, chosen):
        """Keep which doubtful lines are to be imported, among the lines `shown` (pks)."""
        if not ImportBatch.objects.filter(pk=self.pk, status=self.Status.PLANNED).exists():
            raise ValidationError(_("This list was already imported or given up: look at the page again."))
        doubtful = self.rows.doubtful().filter(pk__in=shown)
        doubtful.update(chosen=False)
        doubtful.filter(pk__in=chosen).update(chosen=True)

    @transaction.atomic
    def tell_columns(self, columns, *, header, by):
        """Say what the columns are ({field: index}), which is remembered for the next list; the plan can be made."""
        used = [name for index, name in enumerate(header) if index in columns.values()]
        left = [name for index, name in enumerate(header) if name and index not in columns.values()]
        self._step(self.Status.MAPPING, self.Status.PLANNING, columns=columns, used=used, ignored=left)
        ColumnMapping.objects.remember(self.event.territory, header, columns, by=by)

    @transaction.atomic
    def tell_columns_again(self):
        """Go back to the columns: the plan made of them is thrown away."""
        self._step(self.Status.PLANNED, self.Status.MAPPING)
        self.rows.all().delete()

    @transaction.atomic
    def begin_applying(self, *, tell):
        """Let the plan be applied, once; mails leave only when `tell`. Refused where nobody is awaited any more."""
        event = Event.objects.select_for_update(no_key=True).get(pk=self.event_id)
        check_takes_lists(event, now=timezone.now())
        self._step(self.Status.PLANNED, self.Status.APPLYING, tell=tell, packed=None)

    @transaction.atomic
    def begin_undoing(self):
        """Take back what was imported, within 24 hours."""
        if self.applied_at is None or timezone.now() >= self.undo_until:
            raise ValidationError(_("An import can be undone for 24 hours. Cancel its registrations one by one."))
        self._step(self.Status.APPLIED, self.Status.UNDOING)

    @transaction.atomic
    def drop(self):
        """Give a plan up: nothing is imported, its lines are forgotten."""
        source = self.Status.MAPPING if self.awaits_columns else self.Status.PLANNED
        self._step(source, self.Status.DROPPED, packed=None)
        self.rows.all().delete()

    def refuse(self):
        """The file cannot be planned; the job keeps the reason."""
        ImportBatch.objects.filter(pk=self.pk, status=self.Status.PLANNING).update(
            status=self.Status.REFUSED, packed=None
        )

    def mark_planned(self):
        self._step(self.Status.PLANNING, self.Status.PLANNED)

    def mark_applied(self):
        self._step(self.Status.APPLYING, self.Status.APPLIED, applied_at=timezone.now())

    def mark_undone(self):
        self._step(self.Status.UNDOING, self.Status.UNDONE, undone_at=timezone.now())

    def _step(self, source, to, **values):
        if not ImportBatch.objects.filter(pk=self.pk, status=source).update(status=to, **values):
            raise ValidationError(_("This was already done, or is no longer possible: look at the page again."))
        self.refresh_from_db(fields=["status", "tell", "columns", "applied_at", "undone_at"])


class ImportRowQuerySet(models.QuerySet):
    def of_outcome(self, outcome):
        return self.filter(outcome=outcome)

    def doubtful(self):
        return self.of_outcome(ImportRow.Outcome.DOUBTFUL)

    def to_apply(self):
        """New lines, and doubtful ones that someone ticked, that are not done yet."""
        wanted = Q(outcome=ImportRow.Outcome.NEW) | Q(outcome=ImportRow.Outcome.DOUBTFUL, chosen=True)
        return self.filter(wanted, done_at=None)

    def imported(self):
        return self.filter(registration__isnull=False, done_at__isnull=False)

    def to_undo(self):
        return self.imported().filter(undone_at=None)

    def kept(self):
        """Lines that undoing left in place, with their reason."""
        return self.filter(registration__isnull=False, undone_at__isnull=False)

    def taken_back(self):
        """Lines whose registration was removed."""
        return self.filter(registration=None, undone_at__isnull=False)

    def without_workshop(self):
        """Imported people who asked for a workshop and have no seat there."""
        return self.imported().filter(registration__table=None).exclude(workshop_text="")

    def matching(self, search):
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found


class ImportRow(models.Model):
    """One line of the file and what becomes of it; `reasons` are codes and details (`events.importing.reasons`)."""

    class Outcome(models.TextChoices):
        NEW = "new", pgettext_lazy("people in a list", "new")
        MATCHED = "matched", pgettext_lazy("people in a list", "already registered")
        DOUBTFUL = "doubtful", pgettext_lazy("people in a list", "doubtful")
        SKIPPED = "skipped", pgettext_lazy("people in a list", "left out")
        REJECTED = "rejected", pgettext_lazy("people in a list", "refused")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    reasons = models.JSONField(default=list)
    chosen = models.BooleanField(default=False)
    source_ref = models.CharField(max_length=80, blank=True)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    payer_email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    commune_text = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    workshop_text = models.CharField(max_length=200, blank=True)
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, related_name="+")
    newsletter = models.BooleanField(null=True)
    folded = models.CharField(max_length=500, editable=False)
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["batch", "outcome", "number"])]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="events_import_row_once")]

    def __str__(self):
        return f"{self.number} · {self.full_name}"

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip()

    def folded_text(self):
        return fold(f"{self.full_name} {self.email} {self.payer_email} {self.source_ref}")[:500]
