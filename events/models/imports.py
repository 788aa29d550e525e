"""An import: the file, the plan made of it, what was done, and for a day the way back."""

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
from foundation.importing.files import BroughtFile, BroughtFileQuerySet


def check_takes_lists(event, *, now):
    """Refuse a list of people brought to an evening where nobody is awaited any more."""
    if event.is_called_off:
        raise ValidationError(_("The evening is cancelled: nobody can be registered any more."), code="called_off")
    if not event.awaits_people(now):
        raise ValidationError(_("The evening is over: no list can be imported any more. Nothing was changed."))


class ImportBatchQuerySet(BroughtFileQuerySet):
    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def forget(self, *, now):
        """Delete the lines of old imports, one import per transaction; what they registered stays."""
        for batch in self.forgettable(now).filter(rows__isnull=False).distinct():
            ImportRow.objects.filter(batch=batch).delete()
        self.forgettable(now).exclude(packed=None).update(packed=None)


class ImportBatch(BroughtFile):
    """One file for one event."""

    namespace = "events"

    event = models.ForeignKey(Event, models.CASCADE, related_name="imports")
    source = models.CharField(max_length=10, choices=Registration.Source)
    used = models.JSONField(default=list)  # headers
    ignored = models.JSONField(default=list)
    tell = models.BooleanField(default=False)  # mail their ticket to the people imported

    objects = ImportBatchQuerySet.as_manager()

    @property
    def where(self):
        return [self.event.slug]

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
        self.step((self.Status.MAPPING,), self.Status.PLANNING, columns=columns, used=used, ignored=left)
        ColumnMapping.objects.remember(self.event.territory, header, columns, by=by)

    @transaction.atomic
    def tell_columns_again(self):
        super().tell_columns_again()
        self.rows.all().delete()

    @transaction.atomic
    def begin_applying(self, *, tell):
        """Let the plan be applied, once; mails leave only when `tell`. Refused where nobody is awaited any more."""
        event = Event.objects.select_for_update(no_key=True).get(pk=self.event_id)
        check_takes_lists(event, now=timezone.now())
        self.step((self.Status.PLANNED,), self.Status.APPLYING, tell=tell, packed=None)

    @transaction.atomic
    def begin_undoing(self):
        """Take back what was imported, within 24 hours."""
        if self.applied_at is None or timezone.now() >= self.undo_until:
            raise ValidationError(_("An import can be undone for 24 hours. Cancel its registrations one by one."))
        self.step((self.Status.APPLIED,), self.Status.UNDOING)

    @transaction.atomic
    def drop(self):
        super().drop()
        self.rows.all().delete()

    def refuse(self):
        """The file cannot be planned; the job keeps the reason."""
        ImportBatch.objects.filter(pk=self.pk, status=self.Status.PLANNING).update(
            status=self.Status.REFUSED, packed=None
        )

    def mark_planned(self):
        self.step((self.Status.PLANNING,), self.Status.PLANNED)

    def mark_applied(self):
        self.step((self.Status.APPLYING,), self.Status.APPLIED, applied_at=timezone.now())

    def mark_undone(self):
        self.step((self.Status.UNDOING,), self.Status.UNDONE, undone_at=timezone.now())


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
