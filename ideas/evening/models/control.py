"""What conductors decide from the desk: messages, slides, scenes; who did what, so that two of them do not fight."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.models.programme import current_scene
from foundation.typography import hour
from ideas.models import vote_of


class ControlStep(models.Model):
    """One act of a conductor. `number` says which turn it took: two acts never take the same."""

    class Kind(models.TextChoices):
        # What follows a person's name: « Camille Petit a mis en pause ».
        STARTED = "started", pgettext_lazy("conductor", "started")
        PAUSED = "paused", pgettext_lazy("conductor", "paused")
        RESUMED = "resumed", pgettext_lazy("conductor", "let go on")
        EXTENDED = "extended", pgettext_lazy("conductor", "made longer")
        PLANNED = "planned", pgettext_lazy("conductor", "came back to the planned times")
        MESSAGE = "message", pgettext_lazy("conductor", "wrote on the screens")
        MESSAGE_REMOVED = "hushed", pgettext_lazy("conductor", "took off the screens")
        SLIDE = "slide", pgettext_lazy("conductor", "showed the slide")
        WALL = "wall", pgettext_lazy("conductor", "brought the ideas back on the wall")
        SILENT = "silent", pgettext_lazy("conductor", "changed after how long a table is said silent")
        VOTE_OPENED = "vote", pgettext_lazy("conductor", "opened the vote")
        VOTE_CLOSED = "vote_end", pgettext_lazy("conductor", "closed the vote")

    control = models.ForeignKey("evening.Control", models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    details = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["control", "number"], name="evening_one_act_per_turn")]

    def __str__(self):
        return f"{self.number} · {self.get_kind_display()}"

    def told(self):
        """Return the act in words: « Camille Petit a mis en pause « Travail aux tables » »."""
        words = {"who": self.by or gettext("Someone"), "what": self.get_kind_display(), "details": self.details}
        return (gettext("%(who)s %(what)s “%(details)s”") if self.details else gettext("%(who)s %(what)s")) % words


class Control(models.Model):
    """The desk of one evening: what its screens show beside ideas and timer."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="control")
    turn = models.PositiveIntegerField(default=0)  # the number of the last act; who acts says which one they saw
    message = models.CharField(_("message to all screens"), max_length=160, blank=True)
    message_until = models.DateTimeField(null=True, blank=True)
    slide = models.PositiveSmallIntegerField(default=0)  # 0: the wall of ideas; n: the n-th slide of the restitution
    silent_minutes = models.PositiveSmallIntegerField(
        _("a table is said silent after (minutes)"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )

    def __str__(self):
        return str(self.event)

    @classmethod
    def of(cls, event):
        """Return the desk of an evening; unsaved, as it begins, when nobody acted there yet."""
        return cls.objects.filter(pk=event.pk).first() or cls(event=event)

    def message_at(self, now):
        """Return the message that screens show at `now`, an empty text for none."""
        is_shown = self.message and (self.message_until is None or now < self.message_until)
        return self.message if is_shown else ""

    def last_step(self):
        return self.steps.select_related("by").first() if self.turn else None

    @transaction.atomic
    def start(self, scene, *, by, seen, now):
        """Begin a scene; the first one on the day says that the evening goes on."""
        self._take_turn(ControlStep.Kind.STARTED, by=by, seen=seen, now=now, details=scene.title)
        scene.start(now=now)
        if self.event.begins_on(timezone.localdate(now)):
            self.event.start(by=by)

    @transaction.atomic
    def pause(self, *, by, seen, now):
        scene = self._scene(now)
        self._take_turn(ControlStep.Kind.PAUSED, by=by, seen=seen, now=now, details=scene.title)
        scene.pause(now=now)

    @transaction.atomic
    def resume(self, *, by, seen, now):
        scene = self._scene(now)
        self._take_turn(ControlStep.Kind.RESUMED, by=by, seen=seen, now=now, details=scene.title)
        scene.resume(now=now)

    @transaction.atomic
    def extend(self, minutes, *, by, seen, now):
        scene = self._scene(now)
        details = f"{scene.title} (+ {minutes} min)"
        self._take_turn(ControlStep.Kind.EXTENDED, by=by, seen=seen, now=now, details=details)
        scene.extend(minutes, now=now)

    @transaction.atomic
    def plan_again(self, *, by, seen, now):
        """Forget what was started by hand: the planned times lead again."""
        self._take_turn(ControlStep.Kind.PLANNED, by=by, seen=seen, now=now)
        self.event.scenes.back_to_planned()

    @transaction.atomic
    def say(self, message, minutes, *, by, seen, now):
        """Show `message` on every screen for so many `minutes`."""
        shown = {"message": message, "message_until": now + timedelta(minutes=minutes)}
        self._take_turn(ControlStep.Kind.MESSAGE, by=by, seen=seen, now=now, details=message, **shown)

    @transaction.atomic
    def hush(self, *, by, seen, now):
        """Take the message off every screen."""
        self._take_turn(
            ControlStep.Kind.MESSAGE_REMOVED,
            by=by,
            seen=seen,
            now=now,
            details=self.message,
            message="",
            message_until=None,
        )

    @transaction.atomic
    def show_slide(self, number, *, by, seen, now):
        """Show the `number`-th slide of the restitution on the wall; 0 brings the ideas back."""
        kind, details = (ControlStep.Kind.SLIDE, str(number)) if number else (ControlStep.Kind.WALL, "")
        self._take_turn(kind, by=by, seen=seen, now=now, details=details, slide=number)

    @transaction.atomic
    def set_silent_minutes(self, minutes, *, by, seen, now):
        self._take_turn(
            ControlStep.Kind.SILENT, by=by, seen=seen, now=now, details=f"{minutes} min", silent_minutes=minutes
        )

    @transaction.atomic
    def open_vote(self, *, by, seen, now):
        """Let people stick, or stick again when it was closed too early (D16)."""
        self._take_turn(ControlStep.Kind.VOTE_OPENED, by=by, seen=seen, now=now)
        vote = vote_of(self.event)
        vote.reopen(by=by) if vote.is_closed else vote.open(by=by)

    @transaction.atomic
    def close_vote(self, *, by, seen, now):
        self._take_turn(ControlStep.Kind.VOTE_CLOSED, by=by, seen=seen, now=now)
        vote_of(self.event).close(by=by)

    def _scene(self, now):
        scene = current_scene(list(self.event.scenes.in_order()), now=now)
        if scene is None:
            raise ValidationError(gettext("Nothing is going on: start a scene first."), code="idle")
        return scene

    def _take_turn(self, kind, *, by, seen, now, details="", **changes):
        """Write one act down, unless someone acted since the turn `seen`; every screen asks again."""
        Control.objects.bulk_create([Control(event=self.event)], ignore_conflicts=True)
        mine = Control.objects.filter(pk=self.event_id, turn=seen)
        details = details[:250]
        if not mine.update(turn=F("turn") + 1, **changes):
            last = Control.objects.get(pk=self.event_id).last_step()
            mine = last and (last.number, last.kind, last.by, last.details) == (seen + 1, kind, by, details)
            raise Overtaken(last, repeated=mine)
        self.refresh_from_db(from_queryset=Control.objects.select_related("event"))
        self.steps.create(number=self.turn, kind=kind, by=by, at=now, details=details)
        self.event.bump()


class Overtaken(ValidationError):
    """Someone acted meanwhile: `step` is what they did; nothing was changed.

    `repeated` says that it was the same act of the same person: the second half of a double click.
    """

    def __init__(self, step, *, repeated=False):
        self.step, self.repeated = step, repeated
        if step is None:  # a number that no page ever gave
            super().__init__(gettext("The desk has changed: your click changed nothing."), code="overtaken")
            return
        said = gettext("%(act)s at %(when)s: your click changed nothing. Here is how things stand now.")
        when = hour(timezone.localtime(step.at), language=get_language() or "fr")
        super().__init__(said % {"act": step.told(), "when": when}, code="overtaken")
