"""Who looks at which idea: two people who sort never get the same one at the same time, and nobody is held up."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from ideas.models import Idea

LOOK = timedelta(minutes=15)  # to read, call someone and come back; then the idea is free again by itself


class LookQuerySet(models.QuerySet):
    def standing(self, now):
        return self.filter(until__gt=now)

    def of_others(self, person, *, now):
        return self.standing(now).exclude(person=person)

    @transaction.atomic
    def take(self, idea, person, *, now):
        """Take the look at `idea`, or go on with it, until `now` + `LOOK`; False when someone else holds it."""
        mine = {"person": person, "until": now + LOOK}
        if self.filter(Q(person=person) | Q(until__lte=now), idea=idea).update(**mine):
            return True
        self.bulk_create([self.model(idea_id=idea.pk, **mine)], ignore_conflicts=True)
        return self.filter(idea=idea, person=person).exists()

    def release(self, person, *, but=None):
        """Free what `person` looks at, except the idea `but`."""
        self.filter(person=person).exclude(idea=but).delete()


class Look(models.Model):
    idea = models.OneToOneField(Idea, models.CASCADE, primary_key=True, related_name="look")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    def __str__(self):
        return f"{self.idea} · {self.person}"


def free_for(ideas, person, *, now):
    """The ideas of a queryset that nobody else looks at."""
    return ideas.exclude(Exists(Look.objects.of_others(person, now=now).filter(idea=OuterRef("pk"))))
