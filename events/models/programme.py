"""The programme of an evening and who makes it possible."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from members.models import Structure


class SceneQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("planned_at", "position")


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
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0), name="events_scene_lasts")]

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
    def ends_at(self):
        return (self.started_at or self.planned_at) + timedelta(minutes=self.minutes)

    @transaction.atomic
    def settle(self):
        """Save the scene; the programme and the wall follow."""
        self.save()
        self.event.bump()

    @transaction.atomic
    def remove(self):
        self.delete()
        self.event.bump()

    @transaction.atomic
    def start(self, *, now):
        """Begin this scene now; the wall's timer follows. Starting it again begins it anew."""
        Scene.objects.filter(pk=self.pk).update(started_at=now)
        self.started_at = now
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
