"""The team gives a seat by hand before the tables are told (D3): it is kept by every later proposal."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.models import Event, NeedTick, Placement, Registration, RegistrationStep, SeatingPlan, Table
from foundation import jobs

PROPOSE = "seats-proposed"  # the job that writes a proposal


def party_of(registration):
    """The registrations that come together with `registration`, itself among them, in the order they were entered."""
    return (
        registration.event.registrations.live().of_party(registration.brought_by_id or registration.pk).order_by("pk")
    )


@transaction.atomic
def seat(registrations, table, *, by):
    """Seat these registrations of one evening at `table`, all or none, and keep them there.

    ValidationError: "full" when they do not all fit, "wheelchair" when one of them could not reach the table, "stale"
    when one cancelled meanwhile; nothing is changed then.
    """
    pks = [registration.pk for registration in registrations]
    people = Registration.objects.filter(pk__in=pks)
    people.hold()
    Table.objects.filter(pk__in=[table.pk, *people.exclude(table=None).values_list("table", flat=True)]).hold()
    event = Event.objects.select_for_update(no_key=True).get(pk=table.event_id)
    if not event.takes_wishes:
        raise ValidationError(_("The tables were already told: move people one by one."), code="told")
    check_quiet(event)
    standing = dict(event.registrations.live().filter(pk__in=pks).values_list("pk", "table"))
    if len(standing) != len(pks):
        raise ValidationError(_("This registration has changed meanwhile: look at the page again."), code="stale")
    coming = [pk for pk, at in standing.items() if at != table.pk]
    _check_wheelchairs(event, table, coming)
    room = Table.objects.filter(pk=table.pk, seats_taken__lte=F("seats") - len(coming))
    if not room.update(seats_taken=F("seats_taken") + len(coming)):
        raise ValidationError(
            _("Table %(number)s has not enough free seats: nobody was moved.") % {"number": table.number}, code="full"
        )
    for left, number in Counter(standing[pk] for pk in coming if standing[pk]).items():
        Table.objects.filter(pk=left).update(seats_taken=F("seats_taken") - number)
    Registration.objects.filter(pk__in=coming).update(table=table)
    kind = RegistrationStep.Kind.MOVED
    RegistrationStep.objects.bulk_create(
        RegistrationStep(registration_id=pk, kind=kind, by=by, details=f"{table} · {table.workshop}"[:200])
        for pk in coming
    )
    Placement.objects.filter(registration__in=pks).delete()
    Placement.objects.bulk_create(Placement(registration_id=pk, locked=True, by=by) for pk in pks)


def check_quiet(event):
    """Refuse while a proposal is being written: it would undo what is asked, or be told half done."""
    job = jobs.find(PROPOSE, event.pk)
    if job and job.is_live:
        raise ValidationError(_("The seats are being proposed: wait for the end, then ask again."), code="busy")


def _check_wheelchairs(event, table, coming):
    rolling = NeedTick.objects.filter(what=NeedTick.What.WHEELCHAIR)
    number = rolling.filter(need__registration__in=coming).count()
    if not number:
        return
    if not table.accessible:
        raise ValidationError(
            _("A wheelchair does not come to table %(number)s: nobody was moved.") % {"number": table.number},
            code="wheelchair",
        )
    there = rolling.filter(need__registration__in=event.registrations.live().filter(table=table)).count()
    if there + number > SeatingPlan.of(event).most_wheelchairs:
        raise ValidationError(
            _("Table %(number)s has as many wheelchairs as it can hold: nobody was moved.") % {"number": table.number},
            code="wheelchair",
        )


def tables_for(registrations):
    """The tables of published workshops where these registrations may sit together now, by number.

    Those with room for as many people, and whose way is open to a wheelchair when one of them comes in one.
    """
    event = registrations[0].event
    size = len(registrations)
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published()).open()
    tables = tables.filter(seats_taken__lte=F("seats") - size).select_related("workshop").order_by("number")
    rolling = NeedTick.objects.filter(what=NeedTick.What.WHEELCHAIR, need__registration__in=registrations)
    return tables.filter(accessible=True) if rolling.exists() else tables
