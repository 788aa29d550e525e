"""What a door's phone holds of an evening: given name, initial, table, hashed ticket and presence, nothing else."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db.models import Q

from events.models import Attendance, Registration
from events.models.door import mark
from foundation.folding import words
from members.phones import spoken_phone

EXPECTED, PRESENT, CANCELLED, WAITING, SEE_TEAM = range(5)
STATES = ("expected", "present", "cancelled", "waiting", "team")
OVERLAP = timedelta(seconds=10)  # what was being written when a phone last asked comes with its next question
TABLE_PLACE, TEAM_PLACE = -1, 0  # instead of a door's number
MOST_FOUND = 20


def whole(door, *, now):
    """Return everything that a phone keeps to go on without network, as JSON data."""
    event = door.event
    return {
        "full": True,
        "door": door.pk,
        "name": str(door),
        "event": {"pk": event.pk, "name": str(event), "starts": _seconds(event.starts_at)},
        "until": _seconds(door.open_until),
        "salt": door.salt,
        "call": whom_to_call(event),
        "doors": dict(event.doors.values_list("pk", "name")),
        "tables": tables_of(event),
        "now": _seconds(now),
        "people": rows(door, event.registrations.filter(erased_at=None).order_by("pk")),
    }


def since(door, moment, *, now):
    """Return what changed at or after `moment`, with the tables and the names of doors, which are few."""
    event = door.event
    changed = Q(steps__at__gte=moment - OVERLAP)
    people = event.registrations.filter(changed, erased_at=None).order_by("pk").distinct()
    return {
        "full": False,
        "doors": dict(event.doors.values_list("pk", "name")),
        "tables": tables_of(event),
        "now": _seconds(now),
        "people": rows(door, people),
    }


def named(door, search):
    """Return the rows of people whose names, given or family, begin by each word of `search`; at most 20.

    An online phone finds by the family name what its own list does not hold.
    """
    found = door.event.registrations.filter(erased_at=None)
    for word in words(search):
        found = found.filter(
            Q(folded__startswith=word) | Q(folded__contains=f" {word}") | Q(folded__contains=f"-{word}")
        )
    return found.order_by("folded", "pk")[:MOST_FOUND]


def rows(door, registrations):
    """Return [mark, given name, initial, table or 0, state, presence or None] of each registration.

    presence: [number, seconds since 1970, number of the door, or -1 at the table, 0 elsewhere]. A proposal of tables
    that was not told stays the team's (D3).
    """
    told, salt = not door.event.takes_wishes, door.salt
    people = list(
        registrations.values_list(
            "pk", "code", "given_name", "family_name", "table__number", "status", "age_band", "authorised_at"
        )
    )
    came = _presences(door.event, [person[0] for person in people])
    return [
        [
            mark(code, salt=salt),
            given_name,
            family_name[:1].upper(),
            (told and table) or 0,
            _state(status, age_band, authorised_at, pk in came),
            came.get(pk),
        ]
        for pk, code, given_name, family_name, table, status, age_band, authorised_at in people
    ]


def row(door, registration):
    """The row of one registration."""
    return rows(door, Registration.objects.filter(pk=registration.pk))[0]


def lines(door, registrations, tables):
    """Return the same rows as dictionaries, with what a page says of the table."""
    known = {number: (workshop, title, room) for number, workshop, title, room, _left in tables}
    found = []
    for ticket, given_name, initial, table, state, presence in rows(door, registrations):
        workshop, title, room = known.get(table, ("", "", ""))
        name = f"{given_name} {initial}." if initial else given_name
        found.append(
            {"key": uuid4(), "mark": ticket, "name": name, "table": table, "workshop": workshop, "title": title,
             "room": room, "state": STATES[state], "presence": presence and presence[0]}
        )  # fmt: skip
    return found


def tables_of(event):
    """Return [number, workshop's number, its title, room, seats left] of the tables, by number."""
    tables = event.tables.filter(workshop__in=event.workshops.published()).open().select_related("workshop")
    return [
        [table.number, table.workshop.number, table.workshop.title, table.room, table.seats_left]
        for table in tables.order_by("number")
    ]


def whom_to_call(event):
    """The phone or the address of the team, for who stands at a closed door."""
    territory = event.territory
    return spoken_phone(territory.contact_phone) or territory.contact_email or settings.PUBLIC_URL


def _presences(event, keys):
    came = Attendance.objects.standing().filter(registration__event=event)
    if len(keys) <= MOST_FOUND * 10:
        came = came.filter(registration__in=keys)
    return {
        registration: [pk, _seconds(at), _place(place, door)]
        for pk, registration, at, place, door in came.values_list("pk", "registration_id", "at", "place", "door_id")
    }


def _place(place, door):
    return TABLE_PLACE if place == Attendance.Place.TABLE else door or TEAM_PLACE


def _state(status, age_band, authorised_at, is_present):
    if status == Registration.Status.WAITING:
        return WAITING
    if status == Registration.Status.CANCELLED:
        return CANCELLED
    if is_present:
        return PRESENT
    # Why the team is to be seen is told by the server: the phone holds no age.
    return SEE_TEAM if age_band in Registration.MINOR and authorised_at is None else EXPECTED


def _seconds(moment):
    return int(moment.timestamp()) if moment else None
