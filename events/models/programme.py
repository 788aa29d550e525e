"""The programme of an evening and who makes it possible."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from members.models import Structure


class SceneQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("planned_at", "position")

    def back_to_planned(self):
        """Forget what was started by hand: the clock leads again, after a rehearsal for instance."""
        return self.exclude(started_at=None).update(started_at=None, paused_at=None)


class Scene(models.Model):
    """One part of the evening: the same row is the programme's line and the desk's timer."""

    class Kind(models.TextChoices):
        SHOWCASE = "showcase", _("showcase")
        PLENARY = "plenary", _("plenary")
        WORK = "work", _("work at the tables")
        RESTITUTION = "restitution", _("restitution")
        PARTY = "party", _("party")
        OTHER = "other", _("other")

    event = models.ForeignKey(Event, models.CASCADE, related_name="scenes")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.WORK)
    title = models.CharField(_("title"), max_length=80)
    planned_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    position = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, editable=False)

    LONGEST = 24 * 60  # minutes: a scene that is made longer and longer stays within its day

    # A programme to begin with: minutes after the evening begins, how long, and what.
    READY_MADE = (
        (-90, 90, Kind.SHOWCASE),
        (0, 30, Kind.PLENARY),
        (30, 180, Kind.WORK),
        (240, 45, Kind.RESTITUTION),
        (285, 60, Kind.PARTY),
    )

    objects = SceneQuerySet.as_manager()

    class Meta:
        ordering = ["planned_at", "position"]
        verbose_name = _("scene")
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="events_scene_lasts"),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(started_at__isnull=False), name="events_scene_paused_was_started"
            ),
        ]

    def __str__(self):
        return self.title

    @classmethod
    def ready_made(cls, event, parts=READY_MADE):
        """Return the unsaved scenes of a usual evening, or of `parts`: (minutes after it begins, how long, what)."""
        titles = {
            cls.Kind.SHOWCASE: gettext("Showcase of local initiatives"),
            cls.Kind.PLENARY: gettext("All together: welcome and rules of the game"),
            cls.Kind.WORK: gettext("Work at the tables"),
            cls.Kind.RESTITUTION: pgettext("scene", "Restitution"),
            cls.Kind.PARTY: gettext("Party and local food"),
        }
        return [
            cls(
                event=event, kind=kind, title=titles[kind], minutes=minutes,
                planned_at=event.starts_at + timedelta(minutes=after),
            )
            for after, minutes, kind in parts
        ]  # fmt: skip

    @property
    def begins_at(self):
        return self.started_at or self.planned_at

    @property
    def ends_at(self):
        """When it ends if nothing stops it; while it is paused, the moment moves on with the clock."""
        return self.begins_at + timedelta(minutes=self.minutes)

    @property
    def is_paused(self):
        return self.paused_at is not None

    def time_left(self, *, now):
        """Return the timedelta left, negative once it is late; it stands still while the scene is paused."""
        return self.ends_at - (self.paused_at or now)

    @transaction.atomic
    def settle(self):
        """Save the scene; the programme and the wall follow. What the desk leads, its timer, is left to the desk."""
        led = ("started_at", "paused_at")
        planned = [
            field.name for field in self._meta.concrete_fields if field.name not in led and not field.primary_key
        ]
        self.save(update_fields=planned if self.pk else None)
        self.event.bump()

    @transaction.atomic
    def remove(self):
        self.delete()
        self.event.bump()

    @transaction.atomic
    def start(self, *, now):
        """Begin this scene now; the wall's timer follows. Starting it again begins it anew; a pause of another ends."""
        Scene.objects.filter(event=self.event_id).exclude(paused_at=None).update(paused_at=None)
        Scene.objects.filter(pk=self.pk).update(started_at=now, paused_at=None)
        self.started_at, self.paused_at = now, None
        self.event.bump()

    @transaction.atomic
    def pause(self, *, now):
        """Stop the timer. A scene that the clock had begun is from now on led by hand."""
        running = Scene.objects.filter(pk=self.pk, paused_at=None)
        if not running.update(started_at=self.begins_at, paused_at=now):
            raise ValidationError(_("The timer was already paused."), code="stale")
        self.started_at, self.paused_at = self.begins_at, now
        self.event.bump()

    @transaction.atomic
    def resume(self, *, now):
        """Let the timer go on with all that was left when it was paused."""
        began = self.started_at + (now - self.paused_at) if self.is_paused else None
        paused = Scene.objects.filter(pk=self.pk, paused_at=self.paused_at).exclude(paused_at=None)
        if began is None or not paused.update(started_at=began, paused_at=None):
            raise ValidationError(_("The timer was already going."), code="stale")
        self.started_at, self.paused_at = began, None
        self.event.bump()

    @transaction.atomic
    def extend(self, minutes, *, now):
        """Give `minutes` more; when the time is already up, they count from now."""
        if self.minutes + minutes > self.LONGEST:
            raise ValidationError(_("A scene lasts one day at most."))
        late = max(timedelta(0), -self.time_left(now=now))
        same = Scene.objects.filter(pk=self.pk, minutes=self.minutes, paused_at=self.paused_at)
        began = self.begins_at + late
        if not same.update(started_at=began, minutes=F("minutes") + minutes):
            raise ValidationError(_("The timer was changed meanwhile: look at the page again."), code="stale")
        self.started_at, self.minutes = began, self.minutes + minutes
        self.event.bump()


def current_scene(scenes, *, now):
    """Return the scene going on among `scenes` (in order): the last one started by hand, else by the clock, or None."""
    started = [scene for scene in scenes if scene.started_at and scene.started_at <= now]
    if started:
        return max(started, key=lambda scene: scene.started_at)
    planned = [scene for scene in scenes if scene.planned_at <= now]
    return planned[-1] if planned and now < planned[-1].ends_at else None


class Partner(models.Model):
    """A structure that makes the evening possible, and how."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="partners")
    structure = models.ForeignKey(Structure, models.PROTECT, related_name="partnerships", verbose_name=_("structure"))
    part = models.CharField(_("what it brings"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "structure"],
                name="events_partner_once",
                violation_error_message=_("This structure is already a partner of the evening."),
            )
        ]

    def __str__(self):
        return str(self.structure) if self.structure_id else ""  # a form that was emptied is shown again

    @transaction.atomic
    def settle(self, structure):
        """Save the partner with its structure, which may be new; a structure is partner once."""
        if structure.pk is None:
            structure.save()
        self.structure = structure
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise ValidationError(_("This structure is already a partner of the evening.")) from None
