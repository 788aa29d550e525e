"""The ideas told to the hall at the restitution, in the order that the team gave them."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from events.models import Event
from ideas.models import Idea, bump

MOST_CHOSEN = 60  # half an hour at thirty seconds each


class ChosenIdea(models.Model):
    """One idea of the running order of an evening."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="chosen_ideas")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "idea"], name="evening_chosen_once")]

    def __str__(self):
        return f"{self.position} · {self.idea}"


@transaction.atomic
def write_order(event, change):
    """Write the running order that `change(keys)` makes of the present one; two people who act wait for each other.

    `change` takes and returns a list of keys of ideas; those of another evening, and doubles, are left out.
    """
    Event.objects.select_for_update(no_key=True).filter(pk=event.pk).values_list("pk", flat=True).first()
    wanted = list(dict.fromkeys(change(list(event.chosen_ideas.values_list("idea", flat=True)))))
    mine = set(Idea.objects.filter(event=event, pk__in=wanted).values_list("pk", flat=True))
    wanted = [key for key in wanted if key in mine]
    if len(wanted) > MOST_CHOSEN:
        raise ValidationError(_("A restitution tells at most %(most)s ideas.") % {"most": MOST_CHOSEN}, code="full")
    event.chosen_ideas.all().delete()
    ChosenIdea.objects.bulk_create(
        ChosenIdea(event=event, idea_id=key, position=position) for position, key in enumerate(wanted, start=1)
    )
    event.bump()
    bump(event.pk)
