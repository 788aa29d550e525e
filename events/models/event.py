"""An evening, its programme and its partners (D1)."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, Max, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events import emails
from events.models.event_queries import EventQuerySet
from events.models.record import EventStep
from events.offering import HELD_HOURS, HELD_HOURS_LATE
from foundation import jobs
from foundation.codes import new_code
from members.models import Structure, Territory


class Theme(models.Model):
    """What workshops and ideas are about: one list for all territories, so that they can be compared."""

    letter = models.CharField(max_length=1, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        from django.utils.translation import get_language

        return self.name_en if get_language() == "en" else self.name


@dataclass(frozen=True)
class Obstacle:
    """Why something cannot be done yet, in words for people, and where to mend it."""

    code: str
    message: str
    blocks: bool = True


MOST_TRIES = 50  # evenings of one name that people make at the same instant: each turn, one of them is kept


def new_event_code():
    return new_code(6)


class Event(models.Model):
    """One evening. Draft → published → running → done → archived; cancelled; or historical, declared figures only."""

    LATE_IDEAS = timedelta(days=7)  # a phone may find its network a week later (D12)

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("evening", "draft")
        PUBLISHED = "published", pgettext_lazy("evening", "published")
        RUNNING = "running", pgettext_lazy("evening", "going on")
        DONE = "done", pgettext_lazy("evening", "over")
        ARCHIVED = "archived", pgettext_lazy("evening", "archived")
        CANCELLED = "cancelled", pgettext_lazy("evening", "cancelled")
        HISTORICAL = "historical", _("before the platform")

    class Moderation(models.TextChoices):
        BEFORE = "before", _("read by the team before being shown")
        AFTER = "after", _("shown at once, read afterwards")

    class Seating(models.TextChoices):
        FIRST_COME = "first_come", _("each person chooses a workshop and has the seat at once")
        WISHES = "wishes", _("each person says three wishes, the team gives the seats later")

    NEWS = "evening-news"  # the job that tells everyone registered
    TELLING = ("starts_at", "ends_at", "venue_name", "venue_address")  # who is registered must know when these change
    LIVING = (Status.PUBLISHED, Status.RUNNING)
    PAST = (Status.DONE, Status.ARCHIVED, Status.HISTORICAL)
    PUBLIC = (*LIVING, *PAST, Status.CANCELLED)

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="events", verbose_name=_("territory"))
    slug = models.SlugField(_("address of the page"), unique=True)
    code = models.CharField(max_length=8, unique=True, default=new_event_code)
    brand = models.CharField(_("name of the evening"), max_length=60)
    tagline = models.CharField(_("catch phrase"), max_length=120, blank=True)
    description = models.TextField(_("presentation"), max_length=3000, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    venue_name = models.CharField(_("place"), max_length=100, blank=True)
    venue_address = models.CharField(_("address"), max_length=200, blank=True)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    most_companions = models.PositiveSmallIntegerField(_("companions at most per registration"), default=4)
    wall_moderation = models.CharField(_("wall"), max_length=6, choices=Moderation, default=Moderation.BEFORE)
    list_moderation = models.CharField(_("list of ideas"), max_length=6, choices=Moderation, default=Moderation.BEFORE)
    seating = models.CharField(_("how seats are given"), max_length=10, choices=Seating, default=Seating.FIRST_COME)
    seating_announced_at = models.DateTimeField(null=True, editable=False)  # the tables of wishes were told (D3)
    room_capacity = models.PositiveSmallIntegerField(_("people the room can hold"), null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(_("hours to answer when a seat is offered"), default=HELD_HOURS)
    late_offer_hours = models.PositiveSmallIntegerField(_("and in the last two days"), default=HELD_HOURS_LATE)
    least_seats = models.PositiveSmallIntegerField(_("a table is under-filled below"), default=6)
    most_seats = models.PositiveSmallIntegerField(_("a table never has more seats than"), default=14)
    declared_participants = models.PositiveIntegerField(_("participants, as declared"), null=True, blank=True)
    declared_workshops = models.PositiveIntegerField(_("workshops, as declared"), null=True, blank=True)
    declared_wording = models.CharField(_("exact wording"), max_length=250, blank=True)
    declared_source = models.CharField(_("source"), max_length=250, blank=True)
    declared_on = models.CharField(
        _("declared in"), max_length=40, blank=True
    )  # « octobre 2019 »: a source says no day
    version = models.PositiveBigIntegerField(default=0)  # bumped when what the wall shows of the evening changes
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("evening")
        indexes = [models.Index(fields=["status", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="events_event_ends_after_start",
                violation_error_message=_("The evening must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "cancelled", "historical"))
                | Q(starts_at__isnull=False, ends_at__isnull=False) & ~Q(venue_name=""),
                name="events_event_published_has_date_and_place",
                violation_error_message=_("A published evening needs a date and a place."),
            ),
        ]

    def __str__(self):
        return self.brand

    def get_absolute_url(self):
        return reverse("events:event", args=[self.slug])

    @property
    def public_url(self):
        return settings.PUBLIC_URL + self.get_absolute_url()

    @property
    def subject(self):
        """How messages name what they are about."""
        return f"event:{self.pk}"

    def is_open_for_registration(self, now):
        """Registration is open: dated, before the end (D1)."""
        if self.status not in self.LIVING:
            return False
        opens, closes = self.registration_opens_at, self.registration_closes_at or self.ends_at
        return (opens is None or opens <= now) and now < closes

    @property
    def has_wishes_mode(self):
        return self.seating == self.Seating.WISHES

    @property
    def takes_wishes(self):
        """Registering says wishes, and no table is told yet (D3)."""
        return self.has_wishes_mode and self.seating_announced_at is None

    def capacity(self):
        """How many people may come: what the room holds, else the seats of published workshops."""
        from events.models.workshop import Table

        if self.room_capacity:
            return self.room_capacity
        tables = Table.objects.filter(event=self, workshop__in=self.workshops.published())
        return tables.aggregate(seats=Sum("seats", default=0))["seats"]

    def places_left(self):
        """How many more people may come where seats are given later; places offered to who waits are taken."""
        held = self.offers.pending().filter(wait__workshop=None).aggregate(size=Sum("size", default=0))["size"]
        return self.capacity() - self.registrations.live().count() - held

    def make_room_for(self, number):
        """Refuse `number` more people where wishes are taken and every place is (D3, D4).

        No table counts seats there yet: the evening's row is held, and people are counted.
        """
        if self.has_wishes_mode:
            Event.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk", flat=True).first()
            if self.places_left() < number:
                raise ValidationError(_("The evening is full: nobody was registered, nothing is lost."), code="full")

    def check_takes_people(self, *, public=False):
        """Refuse people at an evening called off, and the `public` where nothing is published (any more).

        It holds the evening's row: calling off and unpublishing wait for the registration's end, or it for theirs.
        """
        locked = Event.objects.select_for_update(no_key=True).filter(pk=self.pk)
        now_is = locked.values_list("status", flat=True).get()
        if now_is == self.Status.CANCELLED:
            raise ValidationError(_("The evening is cancelled: nobody can be registered any more."), code="called_off")
        if public and now_is == self.Status.DRAFT and self.is_living:
            raise ValidationError(_("Registration is closed: the evening is being prepared again."), code="closed")

    def has_begun(self, now):
        return self.starts_at is not None and self.starts_at <= now

    def begins_on(self, day):
        """It is to begin this very day, and nobody said yet that it goes on."""
        return self.status == self.Status.PUBLISHED and timezone.localdate(self.starts_at) == day

    def awaits_people(self, now):
        """A ticket for it is still of use: not called off, not over."""
        return (self.is_living or self.is_draft) and (self.ends_at is None or now < self.ends_at)

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    @property
    def is_called_off(self):
        return self.status == self.Status.CANCELLED

    @property
    def is_historical(self):
        return self.status == self.Status.HISTORICAL

    @property
    def needs_place(self):
        """Published, going on or over: it keeps a date and a place (D1)."""
        return self.status not in (self.Status.DRAFT, self.Status.CANCELLED, self.Status.HISTORICAL)

    @property
    def is_living(self):
        return self.status in self.LIVING

    def free_slug(self):
        """Propose an address for the page, as « crepite-2019 », that no other evening has."""
        year = timezone.localtime(self.starts_at).year if self.starts_at else ""
        short = slugify(f"{self.brand} {self.territory.name}")[:38].strip("-") or "soiree"
        wanted = f"{short}-{year}".strip("-")
        taken = set(Event.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbers = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbers) if slug not in taken)

    @transaction.atomic
    def set_up(self, *, by):
        """Save a new evening as a draft, with an address for its page and a programme ready to be edited."""
        from events.models.programme import Scene

        chosen = self.slug
        for attempt in range(MOST_TRIES):
            self.slug = chosen or self.free_slug()
            try:
                with transaction.atomic():
                    self.save()
                break
            except IntegrityError:  # an evening of the same name was made at the same instant
                if attempt == MOST_TRIES - 1:
                    raise
        self.steps.create(kind=EventStep.Kind.CREATED, by=by)
        if self.starts_at:
            Scene.objects.bulk_create(Scene.ready_made(self))

    @transaction.atomic
    def record(self, *, by):
        """Save what is known of an edition held before the platform; nobody has to be told of it (D1)."""
        is_new = self.pk is None
        if is_new:
            self.slug = self.free_slug()
        self.save()
        self.steps.create(kind=EventStep.Kind.CREATED if is_new else EventStep.Kind.CHANGED, by=by)
        self.bump()

    @transaction.atomic
    def change(self, fields, *, by, seen):
        """Keep the new values of `fields`; the programme follows the date; who is registered is told of date and place.

        `seen` is the last step that the writer had read: ValidationError when a colleague changed the evening since.
        Returns whether people are being told.
        """
        before = Event.objects.select_for_update().get(pk=self.pk)
        if seen != before.last_step():
            raise ValidationError(
                _(
                    "A colleague changed the evening while you were writing. "
                    "What you typed is still here: check it and save again."
                ),
                code="stale",
            )
        moved = [name for name in self.TELLING if getattr(before, name) != getattr(self, name)]
        self.save(update_fields=fields)
        if "starts_at" in moved and before.starts_at and self.starts_at:
            self.scenes.update(planned_at=F("planned_at") + (self.starts_at - before.starts_at))
        if "starts_at" in moved:
            self.tasks.follow(self)
        labels = ", ".join(str(self._meta.get_field(name).verbose_name) for name in fields)
        step = self.steps.create(kind=EventStep.Kind.CHANGED, by=by, details=labels[:500])
        self.bump()
        if moved:
            self._recall_campaigns()
        tell = bool(moved) and self._someone_is_to_be_told()
        if tell:
            emails.withdraw_reminders(self)
            jobs.start(self.NEWS, step.pk)
        return tell

    def structures_of_facilitators(self):
        """The structures that lend their people to the tables, each once."""
        return Structure.objects.filter(pk__in=self.facilitators.values("structure")).order_by("name")

    def calendar_edition(self):
        """Return (how often the evening changed, when it last did): what a calendar compares to know the newer file."""
        changes = self.steps.filter(kind__in=EventStep.SEEN_IN_CALENDARS).aggregate(count=Count("pk"), last=Max("at"))
        return changes["count"], changes["last"] or self.created_at

    def _someone_is_to_be_told(self):
        """People registered once it is public; those asked to facilitate from the day they were asked."""
        return (self.is_living and self.registrations.live().exists()) or self.facilitators.asked().exists()

    def last_step(self):
        """The number of the last step, 0 for none: two people who write at once notice each other by it."""
        return self.steps.values_list("pk", flat=True).first() or 0

    def obstacles_to_publishing(self):
        """What is missing before publishing (D1, D5)."""
        obstacles = []
        if not self.starts_at or not self.ends_at:
            obstacles.append(Obstacle("date", _("The date and the hours are missing.")))
        if not self.venue_name:
            obstacles.append(Obstacle("place", _("The place is missing.")))
        if not self.workshops.published().exists():
            obstacles.append(Obstacle("workshop", _("No workshop is published yet: at least one is needed.")))
        return obstacles

    @transaction.atomic
    def publish_ready_workshops(self):
        """Publish every draft workshop that lacks nothing (D2, D5); return how many."""
        drafts = self.workshops.drafts()
        ready = [workshop.pk for workshop in drafts.with_seats().with_facilitators() if workshop.is_ready]
        number = drafts.filter(pk__in=ready).publish_all()
        if number:
            self.bump()
        return number

    @transaction.atomic
    def publish(self, *, by):
        obstacles = self.obstacles_to_publishing()
        if obstacles:
            raise ValidationError([obstacle.message for obstacle in obstacles])
        self._step(EventStep.Kind.PUBLISHED, by=by, source=(self.Status.DRAFT,), to=self.Status.PUBLISHED)

    @transaction.atomic
    def unpublish(self, *, by):
        """Back to draft, as long as nobody registered."""
        self._wait_for_registrations()
        if self.registrations.known().exists():
            raise ValidationError(_("People are registered: cancel the evening instead, they will be told."))
        self._step(EventStep.Kind.UNPUBLISHED, by=by, source=(self.Status.PUBLISHED,), to=self.Status.DRAFT)

    @transaction.atomic
    def start(self, *, by):
        self._step(EventStep.Kind.STARTED, by=by, source=(self.Status.PUBLISHED,), to=self.Status.RUNNING)

    @transaction.atomic
    def finish(self, *, by):
        self._step(EventStep.Kind.FINISHED, by=by, source=self.LIVING, to=self.Status.DONE)

    @transaction.atomic
    def archive(self, *, by):
        self._step(EventStep.Kind.ARCHIVED, by=by, source=(self.Status.DONE,), to=self.Status.ARCHIVED)

    @transaction.atomic
    def cancel(self, *, by, reason):
        """Call the evening off: reminders are withdrawn and everyone registered is told why, in the background."""
        self._wait_for_registrations()
        step = self._step(EventStep.Kind.CANCELLED, by=by, source=self.LIVING, to=self.Status.CANCELLED, details=reason)
        emails.withdraw_reminders(self)
        self._recall_campaigns()
        jobs.start(self.NEWS, step.pk)

    def _recall_campaigns(self):
        from events.models.campaign import recall_for

        recall_for(self)

    def _wait_for_registrations(self):
        """Let those that are being written end, and hold the following ones back until the end of the transaction."""
        Event.objects.select_for_update().filter(pk=self.pk).values_list("pk", flat=True).first()

    def bump(self):
        """Tell the wall that something it shows has changed."""
        Event.objects.filter(pk=self.pk).update(version=F("version") + 1)

    def _step(self, kind, *, by, source, to, details=""):
        moved = Event.objects.filter(pk=self.pk, status__in=source)
        if not moved.update(status=to, version=F("version") + 1):
            raise ValidationError(_("This was already done, or is no longer possible: look at the page again."))
        self.refresh_from_db()
        return self.steps.create(kind=kind, by=by, details=details)
