"""A throw-away copy of an evening: its own territory, invented people, nothing that reaches anyone; then taken away."""

from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from itertools import cycle
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from config.rehearsal.cast import Seat
from events.duplicating import duplicate
from events.models import Attendance, Door, Event, Facilitator, Registration, Scene, Table, Workshop
from events.models.door import DOOR
from events.models.facilitator import FACILITATOR
from foundation import links
from ideas.evening.models import Control
from ideas.models import Hand, Idea, Sticker, vote_of
from members.access import PROVED
from members.models import Person, Role, Territory
from outbox.models import Message

HOST = "repetition.invalid"  # no mail can leave for it, nobody can sign in with it: it marks what is to be taken away
BEFORE, LASTS = timedelta(minutes=30), timedelta(hours=6)
BATCH = 200  # rows taken away at a time: an evening that goes on elsewhere does not wait


class Stage:
    """The copy, and what threads must know of it: plain texts, so that none of them asks the database."""

    def __init__(self, event, organiser):
        self.event, self.organiser = event, organiser
        self.session_key = ""

    @classmethod
    def set_up(cls, source, parts, *, doors):
        """Copy `source` for these `Part`s of the cast, with so many `doors`; the original is only read."""
        with transaction.atomic():
            organiser, territory = _invented(source)
            event = _copy(source, territory, by=organiser)
            stage = cls(event, organiser)
            stage._seat(parts)
            for number in range(1, doors + 1):
                Door.make(event, name=_("Volunteer %(number)s") % {"number": number}, by=organiser)
            Facilitator.objects.bulk_create(
                Facilitator(event=event, table=table, given_name=_("Facilitator %(number)s") % {"number": table.number},
                            status=Facilitator.Status.ACCEPTED)
                for table in event.tables.open()
            )  # fmt: skip
        return stage

    def _seat(self, parts):
        tables = list(self.event.tables.open().order_by("number"))
        free = cycle(tables)
        self.seats, rows = {}, []
        for part in parts:
            table = next(free)
            if not part.has_ticket:
                self.seats[part.number] = Seat("", table.code)
                continue
            sits = table.seats_left > 0
            table.seats_taken += sits
            row = Registration(event=self.event, given_name=part.name, source=Registration.Source.TEAM)
            row.table = table if sits else None
            row.folded = row.folded_text()
            rows.append(row)
            self.seats[part.number] = Seat(row.code, table.code)
        Registration.objects.bulk_create(rows, batch_size=BATCH)
        Table.objects.bulk_update(tables, ["seats_taken"])
        self.table_numbers = [table.number for table in tables]

    @property
    def door_links(self):
        return [urlsplit(door.access_link()).path for door in self.event.doors.order_by("pk")]

    @property
    def facilitator_links(self):
        return [urlsplit(person.access_link()).path for person in self.event.facilitators.order_by("pk")]

    def sign_in(self):
        """Return the cookies of a session of the invented organiser, who organises this copy and nothing else."""
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(self.organiser.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = self.organiser.get_session_auth_hash()
        session[PROVED] = True
        session.save()
        self.session_key = session.session_key
        return {settings.SESSION_COOKIE_NAME: session.session_key}

    # --- what who conducts does ------------------------------------------------

    def begin_scene(self, kind):
        scene = self.event.scenes.filter(kind=kind).in_order().first()
        if scene:
            self._conduct(lambda control, turn: control.start(scene, **turn))

    def say(self, message):
        self._conduct(lambda control, turn: control.say(message, 2, **turn))

    def pause(self):
        self._conduct(lambda control, turn: control.pause(**turn))

    def resume(self):
        self._conduct(lambda control, turn: control.resume(**turn))

    def open_vote(self):
        """Open the vote; False when no idea can wear a sticker yet."""
        with suppress(ValidationError):
            self._conduct(lambda control, turn: control.open_vote(**turn))
        return vote_of(self.event).is_open

    def close_vote(self):
        if vote_of(self.event).is_open:
            self._conduct(lambda control, turn: control.close_vote(**turn))

    def _conduct(self, act):
        self.event.refresh_from_db()
        control = Control.of(self.event)
        act(control, {"by": self.organiser, "seen": control.turn, "now": timezone.now()})

    # --- what is stored ----------------------------------------------------------

    def stored(self):
        """Return {kind: keys} of what the database holds, under the keys of the book."""
        came = Attendance.objects.standing().filter(registration__event=self.event)
        return {
            "ideas": list(Idea.objects.filter(event=self.event).values_list("title", flat=True)),
            "presences": list(came.values_list("registration__given_name", flat=True)),
            "stickers": self._stickers(),
        }

    def _stickers(self):
        """[(name, idea)], the name empty for phones without a ticket; a hand holds a fingerprint, never a name."""
        vote = vote_of(self.event)
        names = {
            Hand.of_ticket(vote, registration).key: registration.given_name
            for registration in self.event.registrations.all()
        }
        put = Sticker.objects.filter(vote__event=self.event).values_list("hand__key", "idea", "number")
        return [(names.get(key, ""), idea) for key, idea, number in put for _one in range(number)]

    def mails(self):
        """How many mails the copy made: none, since nobody in it has an address."""
        return self._messages().count()

    def _messages(self):
        return Message.objects.filter(Q(about=self.event.subject) | Q(to__iendswith=f"@{HOST}"))

    # --- the end -------------------------------------------------------------------

    def strike(self):
        """Take everything away, little by little: an interrupted strike is finished by the next one."""
        if self.session_key:
            import_module(settings.SESSION_ENGINE).SessionStore(self.session_key).delete()
        strike(self.organiser)


def strike(organiser):
    """Take away what an invented `organiser` holds: evenings, people, territory, and the person."""
    if not (organiser.email or "").endswith(f"@{HOST}"):
        raise ValueError("only what a rehearsal invented is taken away")
    territories = Territory.objects.filter(roles__person=organiser)
    for event in Event.objects.filter(territory__in=territories):
        Message.objects.filter(about=event.subject).delete()
        links.forget(DOOR, event.doors.values_list("pk", flat=True))
        links.forget(FACILITATOR, event.facilitators.values_list("pk", flat=True))
        for rows in (Sticker.objects.filter(vote__event=event), event.ideas.all(), event.registrations.all()):
            while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
                rows.model.objects.filter(pk__in=keys).delete()
        event.delete()
    Message.objects.filter(to=organiser.email).delete()
    for territory in list(territories):
        territory.delete()
    organiser.delete()


def left_behind():
    """The invented organisers of copies that were kept, or left by a rehearsal that was killed."""
    return Person.objects.filter(email__endswith=f"@{HOST}").order_by("pk")


def _invented(source):
    token = get_random_string(8, "abcdefghjkmnpqrstuvwxyz")
    territory = Territory.objects.create(
        name=_("Rehearsal (%(territory)s)") % {"territory": source.territory},
        slug=f"repetition-{token}",
        brand=source.territory.brand,
        accent=source.territory.accent,
    )
    organiser = Person.objects.create_user(
        f"{token}@{HOST}", given_name=_("Rehearsal"), language=settings.LANGUAGE_CODE
    )
    Role.objects.create(person=organiser, territory=territory, kind=Role.Kind.ORGANISER)
    return organiser, territory


def _copy(source, territory, *, by):
    """A published copy that begins now: nobody can register, ideas are shown at once, no task reminds anyone."""
    now = timezone.now()
    brand = (_("Rehearsal · %(evening)s") % {"evening": source})[:60]
    dates = {"starts_at": now - BEFORE, "ends_at": now + LASTS}
    event, _made = duplicate(source, brand=brand, **dates, key=uuid4(), by=by)
    event.tasks.all().delete()
    event.partners.all().delete()
    event.texts.all().delete()
    event.workshops.update(challenge=Workshop.Challenge.IMAGINE)  # a copy has no bearer
    event.workshops.all().publish_all()
    if not event.scenes.filter(kind=Scene.Kind.WORK).exists():
        Scene.objects.bulk_create(Scene.ready_made(event))
    Event.objects.filter(pk=event.pk).update(
        territory=territory,
        status=Event.Status.PUBLISHED,
        seating=Event.Seating.FIRST_COME,
        wall_moderation=Event.Moderation.AFTER,
        list_moderation=Event.Moderation.AFTER,
        venue_name=source.venue_name or _("Rehearsal"),
        registration_opens_at=None,
        registration_closes_at=now - BEFORE,
    )
    return Event.objects.select_related("territory").get(pk=event.pk)
