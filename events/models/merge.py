"""Two tables become one (D6): everyone moves at once, is told once, and it can be taken back while nobody changed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import seats as emails
from events.models.event import Event
from events.models.record import RegistrationStep
from events.models.registration import Registration
from events.models.workshop import Table


class MergeQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)

    def for_list(self):
        return self.select_related("source__workshop", "target__workshop", "by").order_by("-pk")


class Merge(models.Model):
    """A table whose people joined another one; meanwhile it has no seats, so that nobody chooses it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="merges")
    source = models.ForeignKey(Table, models.CASCADE, related_name="merged_into")
    target = models.ForeignKey(Table, models.CASCADE, related_name="merged_from")
    seats = models.PositiveSmallIntegerField()  # those of the source, before
    people = models.ManyToManyField(Registration, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tables brought together")
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=Q(undone_at=None), name="events_merge_source_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="events_merge_two_tables"),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"

    @transaction.atomic
    def undo(self, *, by):
        """Give everyone their former table back; ValidationError when anyone changed since, and nothing is done."""
        people = self.people.order_by("pk")
        people.hold()
        _hold_both(self.source, self.target)
        if _begun(self.event_id):
            raise ValidationError(_("The evening has begun: nobody is moved any more."))
        changed = people.exclude(pk__in=Registration.objects.live().filter(table=self.target).values("pk"))
        source = Table.objects.filter(pk=self.source_id, seats=0, seats_taken=0)
        if changed.exists() or not source.exists():
            raise ValidationError(
                _("Someone changed table or cancelled since: move the others one by one. Nothing was changed.")
            )
        if not Merge.objects.standing().filter(pk=self.pk).update(undone_at=timezone.now()):
            raise ValidationError(_("This was already taken back: look at the page again."))
        moving = list(people.select_related("event__territory", "brought_by"))
        source.update(seats=self.seats, seats_taken=len(moving))
        Table.objects.filter(pk=self.target_id).update(seats_taken=F("seats_taken") - len(moving))
        _move(moving, self.source, by=by)
        for group in _by_address(moving):
            if not emails.withdraw_merge(self, group):
                emails.table_given_back(self, group)
        self.event.bump()


@transaction.atomic
def merge(source, target, *, by):
    """Bring everyone of table `source` to table `target` and tell each of them once (D6); return the `Merge`.

    ValidationError when they do not all fit, when the source holds enough people, or a seat there is promised.
    """
    Registration.objects.filter(table=source).hold()
    _hold_both(source, target)
    source = Table.objects.select_related("event__territory", "workshop").get(pk=source.pk)
    if source.pk == target.pk or source.event_id != target.event_id:
        raise ValidationError(_("Choose another table of this evening: nothing was changed."))
    if _begun(source.event_id):
        raise ValidationError(_("The evening has begun: nobody is moved any more."))
    promised = source.held.exists() or source.group_seats.free().exists()
    if promised or source.seats == 0 or source.seats_taken >= source.event.least_seats:
        raise ValidationError(
            _("%(table)s has enough people now, or a seat there is offered or kept for a group: nothing was changed.")
            % {"table": source}
        )
    people = list(Registration.objects.live().filter(table=source).select_related("event__territory", "brought_by"))
    room = Table.objects.filter(pk=target.pk, seats_taken__lte=F("seats") - len(people))
    if not room.update(seats_taken=F("seats_taken") + len(people)):
        raise ValidationError(
            _("%(table)s has not enough free seats for these people: nothing was changed.") % {"table": target}
        )
    made = Merge.objects.create(event=source.event, source=source, target=target, seats=source.seats, by=by)
    made.people.set(people)
    Table.objects.filter(pk=source.pk).update(seats=0, seats_taken=0)
    _move(people, target, by=by)
    for group in _by_address(people):
        emails.table_merged(made, group)
    source.event.bump()
    return made


def _move(people, table, *, by):
    Registration.objects.filter(pk__in=[person.pk for person in people]).update(table=table)
    RegistrationStep.objects.bulk_create(
        RegistrationStep(
            registration=person, kind=RegistrationStep.Kind.MERGED, by=by, details=f"{table} · {table.workshop}"[:200]
        )
        for person in people
    )
    for person in people:
        person.table = table
        person.reminders.take_back()


def _by_address(people):
    """Return the people of each address together: a family is told once."""
    groups = {}
    for person in people:
        if person.address:
            groups.setdefault(person.address, []).append(person)
    return groups.values()


def _hold_both(*tables):
    Table.objects.filter(pk__in=[table.pk for table in tables]).hold()


def _begun(event_pk):
    event = Event.objects.get(pk=event_pk)
    return not event.is_living or event.has_begun(timezone.now())
