"""Gives seats to those who said wishes (D3): proposed by the machine, adjusted by the team, told to all at once.

A proposal is written as seats, so that no table is ever over full; those concerned do not see it before it is told.
"""

from collections import Counter, defaultdict
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events import seating
from events.emails import seats as emails_seats
from events.explaining import explain
from events.models import (
    Event,
    EventStep,
    NeedTick,
    Placement,
    Registration,
    RegistrationProfile,
    RegistrationStep,
    SeatingPlan,
    Table,
)
from events.reseating import PROPOSE, check_quiet
from foundation import jobs

TELL = "seats-announced"
SEATED_AT_ONCE = 500  # people whose seats are written in one transaction: well under a second
BATCH = 20  # mails rendered in one transaction: well under a second
AT_ONCE = 400  # people proposed a seat while the organiser waits; beyond, a worker does it and the page shows it


def people_waiting_for_seats(event):
    """The registrations whose wishes wait for the announcement."""
    return event.registrations.live().with_wishes()


def people_to_seat(event):
    """Those whom a proposal seats: the locked ones stay where they are."""
    kept = Placement.objects.locked().filter(registration=OuterRef("pk"))
    return people_waiting_for_seats(event).filter(Q(table=None) | ~Exists(kept))


def propose(event):
    """Propose a seat to everyone who said wishes, but for locked seats; return the `Job`, done already when small.

    Called again, it begins anew from what people wish now.
    """
    with transaction.atomic():
        _still_open(event)
        few = people_to_seat(event).count() <= AT_ONCE
        job = jobs.start(PROPOSE, event.pk, nudged=not few)
    if few:
        jobs.run(job.pk)
        job.refresh_from_db()
        if job.error:
            raise ValidationError(job.error)
    return job


@jobs.kind(PROPOSE)
def write_proposal(lease):
    """Work out the seats, then write them by batches; begun again, it works them out again from what stands now."""
    event = Event.objects.get(pk=lease.subject)
    people, parties, tables = _read(event)
    proposal = seating.propose(parties, tables, least=event.least_seats)
    wanted = sorted(proposal.places, key=lambda place: (place.table or 0, place.sitter.key))
    # Everyone stands up before anyone sits down: two people may take each other's seat.
    leaving = [place for place in wanted if people[place.sitter.key] not in (None, place.table)]
    batches = [(_free, part) for part in _parts(leaving)] + [(_seat, part) for part in _parts(wanted)]
    for number, (write, part) in enumerate(batches):
        with transaction.atomic():
            lease.advance(done=number, total=len(batches))
            write(event, part, people)
        if len(people) > SEATED_AT_ONCE:
            jobs.breathe()
    with transaction.atomic():
        lease.advance(done=len(batches), total=len(batches))
        values = {"figures": _figures(proposal), "made_at": timezone.now()}
        SeatingPlan.objects.update_or_create(event=event, defaults=values)


def _read(event):
    """Return ({person: the table they have}, parties, tables to give), as the arithmetic wants them; nothing is locked.

    Whoever is locked, or said no wish, keeps their seat: it is not to give.
    """
    free = list(people_to_seat(event).order_by("created_at", "pk").prefetch_related("wishes"))
    profiles = defaultdict(set)
    said = RegistrationProfile.objects.filter(registration__in=event.registrations.live())
    for pk, profile in said.values_list("registration", "profile"):
        profiles[pk].add(profile)
    ticks = NeedTick.objects.filter(what=NeedTick.What.WHEELCHAIR, need__registration__in=event.registrations.live())
    rolling = set(ticks.values_list("need__registration", flat=True))
    kept = event.registrations.seated().exclude(pk__in=people_to_seat(event).values("pk"))
    kept = list(kept.order_by("pk").values_list("pk", "table", "brought_by"))
    anchors = {}
    for pk, table, brought_by in kept:
        anchors.setdefault(brought_by or pk, table)
    tables = _tables(event, free, kept, profiles, rolling)
    groups = defaultdict(list)
    for person in free:
        groups[person.brought_by_id or person.pk].append(person)
    parties = [
        seating.Party(
            key,
            tuple(seating.Sitter(one.pk, frozenset(profiles[one.pk]), one.pk in rolling) for one in people),
            # Whoever brought the others speaks for them.
            tuple(wish.workshop_id for wish in min(people, key=lambda one: one.pk != key).wishes.all()),
            anchors.get(key),
        )
        for key, people in groups.items()
    ]
    return {person.pk: person.table_id for person in free}, parties, tables


def _tables(event, free, kept, profiles, rolling):
    """Return the `Seats` of each table of a published workshop, as if those who may move had left theirs."""
    plan = SeatingPlan.of(event)
    leaving, staying, chairs = defaultdict(int), defaultdict(list), defaultdict(int)
    for person in free:
        leaving[person.table_id] += 1
    for pk, table, _brought_by in kept:
        staying[table].append(frozenset(profiles[pk]))
        chairs[table] += pk in rolling
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published()).open()
    return [
        seating.Seats(
            table.pk,
            table.workshop_id,
            free=table.seats_left + leaving[table.pk],
            wheelchairs=max(0, plan.most_wheelchairs - chairs[table.pk]) if table.accessible else 0,
            facilitated=table.facilitator_count > 0,
            kept=tuple(staying[table.pk]),
        )
        for table in tables.with_facilitator_count().order_by("number")
    ]


def _parts(places):
    return [places[start : start + SEATED_AT_ONCE] for start in range(0, len(places), SEATED_AT_ONCE)]


def _free(event, places, people):
    """Free the seats of `places`, of those who are still where they were read."""
    leaving = defaultdict(list)
    for pk, table in _hold(event, places).items():
        if table is not None and table == people[pk]:
            leaving[table].append(pk)
    for table, pks in leaving.items():
        Registration.objects.filter(pk__in=pks).update(table=None)
        Table.objects.filter(pk=table).update(seats_taken=F("seats_taken") - len(pks))


def _seat(event, places, people):
    """Seat `places` as far as their tables have room now, and write why; who changed meanwhile is left alone."""
    now = _hold(event, places)
    reasons = []
    for pk, group in groupby(places, key=lambda place: place.table):
        here = [place for place in group if now.get(place.sitter.key, 0) in (None, pk)]
        coming = [place.sitter.key for place in here if now[place.sitter.key] is None]
        table = Table.objects.filter(pk=pk).first()
        seated = coming[: table.seats_left] if table else []
        if seated:
            Registration.objects.filter(pk__in=seated).update(table=table)
            Table.objects.filter(pk=pk).update(seats_taken=F("seats_taken") + len(seated))
        without = set(coming) - set(seated)
        reasons += [_reason(place, seated=place.sitter.key not in without) for place in here]
    fields = ["reason", "missed", "parted", "locked", "by"]
    Placement.objects.bulk_create(
        reasons, update_conflicts=True, unique_fields=["registration"], update_fields=fields, batch_size=100
    )


def _reason(place, *, seated):
    """Why `place` was given, as a row; `seated` is False when there is no seat, or someone else took it meanwhile."""
    kind = Placement.Reason.WITH if place.follows else Placement.Reason.WISH
    return Placement(
        registration_id=place.sitter.key,
        reason=kind if seated else Placement.Reason.NONE,
        missed=[[miss.rank, miss.asked, miss.seats] for miss in place.missed],
        parted=place.parted,
    )


def _hold(event, places):
    """Hold these people, then their tables; return {person: table} for those whom a proposal may still seat."""
    keys = [place.sitter.key for place in places]
    Registration.objects.filter(pk__in=keys).hold()
    Table.objects.filter(Q(pk__in={place.table for place in places}) | Q(registrations__in=keys)).hold()
    _still_open(event)
    return dict(people_to_seat(event).filter(pk__in=keys).values_list("pk", "table"))


def _figures(proposal):
    """What the page says of a proposal, beside what it counts itself."""
    parties = {place.party.key: place for place in proposal.places if len(place.party.people) > 1 and place.table}
    return {
        "parties": len(parties),
        "together": sum(place.parted == 1 for place in parties.values()),
        "before": proposal.before,
        "after": proposal.after,
    }


@transaction.atomic
def take_back(event):
    """Take every proposed seat back; locked ones are kept. Return how many."""
    check_quiet(event)
    people = people_to_seat(event).exclude(table=None)
    people.hold()
    Table.objects.filter(event=event).hold()
    _still_open(event)
    taken = Counter(people.values_list("table", flat=True))
    people.update(table=None)
    for table, number in taken.items():
        Table.objects.filter(pk=table).update(seats_taken=F("seats_taken") - number)
    Placement.objects.filter(registration__event=event).proposed().delete()
    return taken.total()


@transaction.atomic
def announce(event, *, by):
    """Tell everyone their table, once, in the background; from now on seats are chosen as they are left."""
    check_quiet(event)
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
                with translation.override(tickets[0].language):
                    explain(tickets)
                emails_seats.seats_announced(tickets[0], tickets=tickets, unmet=unmet)
        jobs.breathe()


def _still_open(event):
    """Hold the evening, and refuse once the tables were told."""
    locked = Event.objects.taking_wishes().select_for_update(no_key=True).filter(pk=event.pk)
    if locked.values_list("pk", flat=True).first() is None:
        raise ValidationError(_("The tables were already told: move people one by one."))
