"""One table during the evening, as who facilitates it sees it: what goes on, who is there, what was written."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cached_property
from hashlib import blake2b

from django.db.models import Count, Max, OuterRef, Q, Subquery

from events import scripts
from events.models import Facilitator, FacilitatorStep, RegistrationStep, Scene, Script, Table
from events.models.programme import current_scene
from events.models.script import nearest, written
from events.table_pages import OPENS
from ideas.evening.models import Control
from ideas.evening.places import clock, seconds_left
from ideas.models import Idea, IdeaStep, Joiner

STAYS = timedelta(hours=4)  # after it ends: parties last, and presences are put right
MOST_PEOPLE = 40  # a table has 14 seats at most; the hall of a merged one, a few more
MOST_IDEAS = 40


class Phase(Enum):
    """What can be done now: look (before, closed), write (late), or everything (on)."""

    BEFORE = "before"
    ON = "on"
    LATE = "late"
    CLOSED = "closed"


def phase_of(event, *, now):
    """Return the `Phase` of an evening; ideas are written until a week after it, as on phones (D12)."""
    if not (event.is_living or event.status in event.PAST) or event.ends_at is None:
        return Phase.CLOSED
    if event.is_living and now < event.ends_at + STAYS:
        begun = event.status == event.Status.RUNNING or now >= event.starts_at - OPENS
        return Phase.ON if begun else Phase.BEFORE
    return Phase.LATE if now < event.ends_at + event.LATE_IDEAS else Phase.CLOSED


@dataclass(frozen=True)
class LiveTable:
    """What one facilitator sees at `now`; `person.table` may be None. Each part is read once, when it is asked for."""

    person: Facilitator
    now: object

    @property
    def event(self):
        return self.person.event

    @property
    def table(self):
        return self.person.table

    @cached_property
    def phase(self):
        return phase_of(self.event, now=self.now)

    @property
    def is_on(self):
        """Presences can be said."""
        return self.phase == Phase.ON

    @property
    def takes_words(self):
        """Ideas can be written, completed, starred and joined."""
        return self.table is not None and self.phase in (Phase.ON, Phase.LATE)

    @cached_property
    def _scenes(self):
        return list(self.event.scenes.in_order())

    @cached_property
    def scene(self):
        return current_scene(self._scenes, now=self.now)

    @cached_property
    def message(self):
        return Control.of(self.event).message_at(self.now)

    @property
    def left(self):
        return seconds_left(self.scene, now=self.now)

    @property
    def clock(self):
        return clock(self.left)

    @cached_property
    def people(self):
        """Who is expected, with `is_present`, by given name."""
        if self.table is None:
            return []
        coming = self.table.registrations.live().with_presence()
        return list(coming.order_by("given_name", "family_name", "pk")[:MOST_PEOPLE])

    @property
    def present_count(self):
        return sum(one.is_present for one in self.people)

    @cached_property
    def colleagues(self):
        """Who else facilitates this table."""
        if self.table is None:
            return []
        return list(self.table.facilitators.standing().exclude(pk=self.person.pk))

    @cached_property
    def ideas(self):
        """The ideas of the table: starred ones first, in their order, then the newest; with `joiner_count`."""
        if self.table is None:
            return []
        found = Idea.objects.not_withdrawn().filter(table=self.table).select_related("star")
        count = Count("joiners", filter=Q(joiners__in=Joiner.objects.standing()))
        newest = list(found.annotate(joiner_count=count).order_by("-pk")[:MOST_IDEAS])
        return sorted(newest, key=lambda idea: idea.star.rank if hasattr(idea, "star") else 9)

    @cached_property
    def work(self):
        """The scene of the workshop: the one that goes on, else the first of the programme, or None."""
        working = [scene for scene in self._scenes if scene.kind == Scene.Kind.WORK]
        return self.scene if self.scene in working else next(iter(working), None)

    @cached_property
    def words(self):
        """The steps that hold at this table, as `scripts.ready_made` returns them; none without a programme."""
        if self.work is None:
            return []
        written_ones = nearest(written(self.event), table=self.table)
        return written_ones or scripts.ready_made(self.work.minutes, boosts=self._boosts)

    @cached_property
    def steps(self):
        """The script, `ScriptStep`s that follow the desk: a pause moves what remains on."""
        if self.work is None:
            return []
        paused = self.now - self.work.paused_at if self.work.is_paused else timedelta()
        return scripts.script(self.work.begins_at + paused, self.work.minutes, boosts=self._boosts, written=self.words)

    @property
    def _boosts(self):
        workshop = self.table.workshop if self.table else None
        return workshop is not None and workshop.challenge == workshop.Challenge.BOOST

    @cached_property
    def step(self):
        """The index of the step that goes on, or None."""
        return scripts.position(self.steps, self.now) if self.work and self.work == self.scene else None

    @cached_property
    def etag(self):
        """Tells two states apart without reading what they show: five statements, whatever the table holds."""
        scene = self.scene
        led = (scene.pk, int(scene.ends_at.timestamp()), scene.is_paused) if scene else ()
        minute = int(self.now.timestamp()) // 60 if scene else 0  # the step of the script follows the clock
        said = (self.phase.value, led, minute, self.message, *self._marks())
        return f'"{blake2b(repr(said).encode(), digest_size=8).hexdigest()}"'

    def _marks(self):
        """What grows, or shrinks, whenever a part of this table changes."""
        person = (self.person.here_at, self.person.table_id, self.person.status)
        if self.table is None:
            return person
        mine = OuterRef("pk")
        marks = Table.objects.filter(pk=self.table.pk).annotate(
            people=_last(RegistrationStep, registration__table=mine),
            idea_step=_last(IdeaStep, idea__table=mine),
            team=_last(FacilitatorStep, table=mine),
            script=_last(Script, event=OuterRef("event")),
            written=Subquery(Script.objects.filter(event=OuterRef("event")).order_by("-at").values("at")[:1]),
            seated=Count("registrations", distinct=True),
            idea_count=Count("ideas", distinct=True),
        )
        names = ("people", "idea_step", "team", "script", "written", "seated", "idea_count")
        return (*person, *marks.values_list(*names).get())


def _last(model, **where):
    """The highest key of `model` where one field is the outer row's."""
    found = model.objects.filter(**where).order_by().values(*where)
    return Subquery(found.annotate(last=Max("pk")).values("last"))
