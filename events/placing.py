"""Gives seats to those who said wishes (D3): proposed by the machine, adjusted by the team, told to all at once.

A proposal is written as seats, so that no table is ever over full; those concerned do not see it before it is told.
"""

from collections import defaultdict
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import seating
from events.emails import seats as emails_seats
from events.models import Event, EventStep, Registration, RegistrationStep, Table
from foundation import jobs

TELL = "seats-announced"
BATCH = 20  # mails rendered in one transaction: well under a second


def people_waiting_for_seats(event):
    """The registrations whose wishes wait for the announcement."""
    return event.registrations.live().with_wishes()


@transaction.atomic
def propose(event):
    """Propose a seat to everyone who said wishes and has none; return how many were seated, and how many not."""
    people = people_waiting_for_seats(event)
    people.hold()
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published())
    tables.hold()
    _still_open(event)
    waiting = list(people.filter(table=None).order_by("created_at", "pk").prefetch_related("wishes"))
    parties = _parties(waiting)
    free = defaultdict(dict)
    for table in tables.with_room().order_by("number"):
        free[table.workshop_id][table.pk] = table.seats_left
    places = seating.propose(list(parties), {workshop: sum(left.values()) for workshop, left in free.items()})
    seated = 0
    for workshop, left in free.items():
        here = [place.party for place in places if place.workshop == workshop]
        chosen = seating.at_tables([party.size for party in here], left)
        at = defaultdict(list)
        for party, its_tables in zip(here, chosen, strict=True):
            for person, table in zip(parties[party], its_tables, strict=True):
                at[table].append(person.pk)
        for table, pks in at.items():
            Registration.objects.filter(pk__in=pks).update(table=table)
            Table.objects.filter(pk=table).update(seats_taken=F("seats_taken") + len(pks))
            seated += len(pks)
    return seated, len(waiting) - seated


@transaction.atomic
def take_back(event):
    """Take every proposed seat back, those placed by hand included; return how many."""
    people = people_waiting_for_seats(event).exclude(table=None)
    people.hold()
    Table.objects.filter(event=event).hold()
    _still_open(event)
    taken = defaultdict(int)
    for table in people.values_list("table", flat=True):
        taken[table] += 1
    people.update(table=None)
    for table, number in taken.items():
        Table.objects.filter(pk=table).update(seats_taken=F("seats_taken") - number)
    return sum(taken.values())


@transaction.atomic
def announce(event, *, by):
    """Tell everyone their table, once, in the background; from now on seats are chosen as they are left."""
    done = Event.objects.taking_wishes().filter(pk=event.pk).update(seating_announced_at=timezone.now())
    if not done:
        raise ValidationError(_("The tables were already told: nothing was sent again."))
    event.refresh_from_db()
    seated = people_waiting_for_seats(event).exclude(table=None).select_related("table__workshop")
    RegistrationStep.objects.bulk_create(
        RegistrationStep(
            registration=person, kind=RegistrationStep.Kind.SEATED, by=by, details=str(person.table.workshop)
        )
        for person in seated
    )
    event.steps.create(kind=EventStep.Kind.SEATS_TOLD, by=by)
    event.bump()
    jobs.start(TELL, event.pk)


@jobs.kind(TELL)
def tell(lease):
    """Queue one mail per address with the tables of all its people; doing it again sends nothing (unique keys)."""
    event = Event.objects.select_related("territory").get(pk=lease.subject)
    people = people_waiting_for_seats(event).with_address().for_tickets()
    groups = [list(group) for _address, group in groupby(people, key=lambda person: person.mail_address)]
    for start in range(0, len(groups), BATCH):
        with transaction.atomic():
            lease.advance(done=start, total=len(groups))
            for tickets in groups[start : start + BATCH]:
                unmet = all(ticket.table is None for ticket in tickets)
                emails_seats.seats_announced(tickets[0], tickets=tickets, unmet=unmet)
        jobs.breathe()


def _parties(waiting):
    """Return {party: its people}, in the order of registration; whoever brought the others speaks for them."""
    groups = defaultdict(list)
    for person in waiting:
        groups[person.brought_by_id or person.pk].append(person)
    return {
        seating.Party(key, len(people), tuple(wish.workshop_id for wish in people[0].wishes.all())): people
        for key, people in groups.items()
    }


def _still_open(event):
    """Hold the evening, and refuse once the tables were told."""
    locked = Event.objects.taking_wishes().select_for_update(no_key=True).filter(pk=event.pk)
    if locked.values_list("pk", flat=True).first() is None:
        raise ValidationError(_("The tables were already told: move people one by one."))
