"""The numbers of an evening, counted in two statements whatever its size."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from events.models import Attendance, Registration, Table


@dataclass(frozen=True)
class Figures:
    """People and seats of one evening; `seats` are those of published workshops."""

    seats: int
    seats_taken: int
    tables: int
    registered: int
    unplaced: int
    unauthorised: int  # minors whose parent's authorisation has not come (D59)
    waiting: int  # on the waiting list only (D4)
    cancelled: int
    present: int

    @property
    def seats_left(self):
        return max(0, self.seats - self.seats_taken)


def figures_of(event):
    """Return the `Figures` of `event`."""
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published())
    seats = tables.aggregate(
        seats=Sum("seats", default=0), seats_taken=Sum("seats_taken", default=0), tables=Count("pk")
    )
    live = Q(status=Registration.Status.REGISTERED)
    minors = live & Q(age_band__in=Registration.MINOR, authorised_at=None)
    people = event.registrations.aggregate(
        registered=Count("pk", filter=live),
        unplaced=Count("pk", filter=live & Q(table=None)),
        unauthorised=Count("pk", filter=minors),
        waiting=Count("pk", filter=Q(status=Registration.Status.WAITING)),
        cancelled=Count("pk", filter=Q(status=Registration.Status.CANCELLED)),
    )
    present = Attendance.objects.standing().filter(registration__event=event, registration__status="registered").count()
    return Figures(**seats, **people, present=present)
