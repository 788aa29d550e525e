"""The script of a workshop in the team's own words: for the evening, for one workshop, or a table's own copy."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.workshop import Table, Workshop


class Script(models.Model):
    """Steps written instead of the ready-made ones; the nearest to a table counts: its own, its workshop's, the
    evening's.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="scripts")
    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True, blank=True, related_name="scripts")
    table = models.ForeignKey(Table, models.CASCADE, null=True, blank=True, related_name="scripts")
    steps = models.JSONField()  # [{"minutes": int, "title": str, "words": str}, …]
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(workshop=None, table=None), name="events_script_one_per_evening"
            ),
            models.UniqueConstraint(
                fields=["workshop"], condition=~Q(workshop=None), name="events_script_one_per_workshop"
            ),
            models.UniqueConstraint(fields=["table"], condition=~Q(table=None), name="events_script_one_per_table"),
            models.CheckConstraint(condition=Q(workshop=None) | Q(table=None), name="events_script_of_one_place"),
        ]

    def __str__(self):
        return f"{self.event} · {self.table or self.workshop or ''}"


def written(event):
    """Return {(workshop's key or None, table's key or None): Script} of an evening, in one statement."""
    return {(script.workshop_id, script.table_id): script for script in event.scripts.all()}


def nearest(scripts, *, workshop=None, table=None):
    """Return the steps that hold for a place among `written` scripts, None when nobody wrote any.

    A table's own first, then its workshop's, then the evening's; the same for a workshop without a table.
    """
    keys = [(None, table.pk), (table.workshop_id, None)] if table else []
    keys += [(workshop.pk, None)] if workshop else []
    found = next((scripts[key] for key in [*keys, (None, None)] if key in scripts), None)
    return found.steps if found else None


@transaction.atomic
def write(event, steps, *, seen, workshop=None, table=None, by=None):
    """Keep `steps` ([{"minutes", "title", "words"}]) for a place; `seen` is the version read, 0 when there was none.

    ValidationError (code `stale`) when someone else wrote meanwhile: nothing of theirs is lost.
    """
    place = {"event": event, "workshop": workshop, "table": table}
    if seen:
        mine = Script.objects.filter(**place, version=seen)
        if mine.update(steps=steps, version=F("version") + 1, by=by, at=timezone.now()):
            return
        raise _stale()
    try:
        with transaction.atomic():
            Script.objects.create(**place, steps=steps, by=by)
    except IntegrityError:
        raise _stale() from None


def reset(event, *, workshop=None, table=None):
    """Come back to the script that would hold without this one; nothing happens when there is none."""
    Script.objects.filter(event=event, workshop=workshop, table=table).delete()


def copy_scripts(source, copy):
    """Bring the scripts of an edition to its copy, workshop by number; those of tables were for one evening."""
    workshops = {workshop.number: workshop for workshop in copy.workshops.all()}
    kept = source.scripts.filter(table=None).select_related("workshop")
    Script.objects.bulk_create(
        Script(event=copy, workshop=workshops.get(one.workshop and one.workshop.number), steps=one.steps, by=one.by)
        for one in kept
    )


def _stale():
    return ValidationError(
        _("Someone else changed the script meanwhile: what you wrote is kept below, theirs is shown beside it."),
        code="stale",
    )
