"""What a volunteer does at a door, each act answered in a sentence; played again, an act changes nothing (D7)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import registering
from events.models import Attendance, Event, Registration, RegistrationStep, Table
from events.models.attendance import mark_present, undo_present
from events.models.serving import end_waits_of
from foundation import typography
from foundation.codes import clean_code

MOST_NEAREST = 3


@dataclass(frozen=True)
class Act:
    """One gesture of a phone. `key` is made by the phone; `at` is its clock.

    kind: present (of `mark`, or of `code` when the phone's list did not know it), undo (of the act or presence
    `undoes`), walk_in (`newcomer` at the table numbered `table`), seat (`mark` at `table`).
    """

    key: str
    kind: str
    mark: str = ""
    code: str = ""
    undoes: str = ""
    table: int | None = None
    newcomer: registering.Newcomer | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What became of an act: `outcome` for the machine, `text` for the volunteer, `tables` that have room instead.

    outcome: done, already, undone, kept, full, waiting, cancelled, authorisation, other, unknown, refused.
    """

    outcome: str
    text: str
    registration: Registration | None = None
    tables: list = field(default_factory=list)

    DONE = ("done", "undone")

    @property
    def is_done(self):
        return self.outcome in self.DONE


def play(door, act):
    """Do what `act` asks in its own transaction and return the `Answer`; nothing is raised for what people can do."""
    verbs = {"present": _present, "undo": _undo, "walk_in": _walk_in, "seat": _seat}
    return verbs[act.kind](door, act)


def _present(door, act):
    found = door.find(act.mark or door.mark(clean_code(act.code)))
    if found is None:
        return _stranger(door.event, clean_code(act.code))
    return welcome_ticket(found, door=door, device_key=act.key, at=act.at)


def welcome_ticket(registration, *, door=None, device_key="", at=None, place=Attendance.Place.DOOR):
    """Mark present who holds a ticket and return the `Answer`: when and where it was used already, or why not."""
    name = short_name(registration)
    try:
        came = mark_present(registration, door=door, device_key=device_key, at=at, place=place)
    except ValidationError as refusal:
        return Answer(refusal.code, _refusal(refusal, name), registration)
    if came.device_key == device_key and device_key:
        return Answer("done", _("%(name)s is here.") % {"name": name}, registration)
    return Answer("already", used(came, name=name), registration)


def used(came, *, name):
    """Say when and where a ticket was used already."""
    words = {
        "name": name,
        "hour": typography.hour(timezone.localtime(came.at), language=_language()),
        "where": came.where,
    }
    return _("%(name)s is here already: marked present at %(hour)s, %(where)s.") % words


def _refusal(refusal, name):
    known = {
        "waiting": _("%(name)s is on the waiting list: no seat yet. See the team."),
        "cancelled": _("The registration of %(name)s was cancelled. Register the person again below."),
        "authorisation": _("%(name)s is under 18 and a parent’s authorisation is missing: see the team first."),
    }
    return known[refusal.code] % {"name": name} if refusal.code in known else " ".join(refusal.messages)


def _stranger(event, code):
    """A ticket that this evening does not know: of which other one it is, when and where."""
    elsewhere = Registration.objects.filter(code=code, erased_at=None).exclude(event=event) if code else None
    other = Event.objects.public().filter(registrations__in=elsewhere).first() if code else None
    if other is None:
        return Answer("unknown", _("This ticket is not known. Look for the name, or register the person below."))
    return Answer("other", of_another_evening(other))


def of_another_evening(event):
    """Say of which evening a ticket is, when and where."""
    if event.starts_at is None:
        return _("This ticket is for another evening: %(evening)s.") % {"evening": event}
    day = typography.long_date(timezone.localtime(event.starts_at), language=_language())
    words = {"evening": event, "day": day, "place": event.venue_name}
    return _("This ticket is for another evening: %(evening)s, %(day)s, %(place)s.") % words


@transaction.atomic
def _undo(door, act):
    """Take back one's own act by its key, or a presence by its number; a walk-in is registered no more."""
    entered = door.event.registrations.filter(source=Registration.Source.WALK_IN, source_ref=act.undoes).first()
    named = {"pk": int(act.undoes)} if act.undoes.isdecimal() else {"device_key": act.undoes}
    came = Attendance.objects.filter(registration__event=door.event, **named).select_related("registration").first()
    found = entered or (came and came.registration)
    if found is None:
        return Answer("kept", _("Someone else had marked this person present: the presence stays."))
    undo_present(found, only=None if entered else came)
    if entered and entered.is_live:
        entered.cancel(tell=False)
    return Answer("undone", _("Taken back: %(name)s.") % {"name": short_name(found)}, _fresh(found))


def _walk_in(door, act):
    """Register who comes without a ticket: at the table asked for, else at none, with the nearest that have room."""
    known = door.event.registrations.filter(source=Registration.Source.WALK_IN, source_ref=act.key)
    try:
        made = known.first() or registering.welcome(door.event, act.newcomer, key=act.key, door=door, at=act.at)
    except registering.AlreadyKnown:  # the same phone sent it twice at the same instant
        made = known.get()
    except ValidationError as refusal:
        return Answer("refused", " ".join(refusal.messages))
    if made.lacks_authorisation:
        return Answer("authorisation", _refusal(ValidationError("", code="authorisation"), short_name(made)), made)
    return _at_table(made, act.table, event=door.event)


def _seat(door, act):
    found = door.find(act.mark)
    if found is None:
        return _stranger(door.event, "")
    return _at_table(found, act.table, event=door.event)


def _at_table(registration, number, *, event):
    """Seat someone at the table of a number, when it has room, and say so."""
    table = event.tables.filter(number=number).select_related("workshop").first() if number else None
    name = short_name(registration)
    if table is None or registration.table_id == table.pk:
        return Answer("done", _("%(name)s is here.") % {"name": name}, _fresh(registration))
    try:
        sit(registration, table)
    except ValidationError as refusal:
        near = nearest_with_room(table) if refusal.code == "full" else []
        text = _("%(name)s is here, but table %(number)s is full.") % {"number": table.number, "name": name}
        text = text if refusal.code == "full" else " ".join(refusal.messages)
        return Answer("full", f"{text} {offered(near)}".strip(), _fresh(registration), near)
    return Answer(
        "done", _("%(name)s sits at table %(number)s.") % {"name": name, "number": number}, _fresh(registration)
    )


@transaction.atomic
def sit(registration, table, *, by=None):
    """Give someone a seat at that very table; ValidationError("full") when it has none, nothing is changed.

    For who is in the room: no mail leaves. The seat left is not offered to anyone, the evening has begun.
    """
    Registration.objects.filter(pk=registration.pk).hold()
    registration.refresh_from_db(fields=["table", "status"])
    left = registration.table
    if left and left.pk == table.pk:
        return
    Table.objects.filter(pk__in=[table.pk, left.pk if left else table.pk]).hold()
    if not registration.is_live:
        raise ValidationError(_("This registration is not valid: no seat was given."), code="stale")
    if Table.objects.filter(pk=table.pk).claim() is None:
        raise ValidationError(_("Table %(number)s is full.") % {"number": table.number}, code="full")
    Registration.objects.filter(pk=registration.pk).update(table=table)
    if left:
        left.release()
    registration.table = table
    registration.steps.create(kind=RegistrationStep.Kind.MOVED, by=by, details=str(table.workshop))
    end_waits_of(registration, workshop=table.workshop)
    registration.event.bump()


def nearest_with_room(table, *, most=MOST_NEAREST):
    """Return at most `most` tables with room, the nearest of `table` first: its workshop, its room, then its number."""
    tables = Table.objects.filter(event=table.event_id, workshop__in=table.event.workshops.published()).with_room()
    near = [one for one in tables.select_related("workshop") if one.pk != table.pk]
    return sorted(near, key=lambda one: _distance(table, one))[:most]


def _distance(table, other):
    return (
        other.workshop_id != table.workshop_id,
        other.room != table.room,
        abs(other.number - table.number),
        other.number,
    )


def offered(tables):
    """« Nearest with room: table 8 (4 left), table 9 (1 left). », or that there is none."""
    if not tables:
        return _("No table has room any more: see the team.")
    said = ", ".join(
        _("table %(number)s (%(left)s left)") % {"number": table.number, "left": table.seats_left} for table in tables
    )
    return _("The nearest with room: %(tables)s.") % {"tables": said}


def short_name(registration):
    """« Zoé M. »: what a door knows of someone."""
    initial = registration.family_name[:1].upper()
    return f"{registration.given_name} {initial}." if initial else registration.given_name


def _fresh(registration):
    return Registration.objects.select_related("table__workshop").get(pk=registration.pk)


def _language():
    return get_language() or "fr"
