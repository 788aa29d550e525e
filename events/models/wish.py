"""What each person wishes where the team gives the seats (D3): one choice and two fallbacks."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.placement import Placement
from events.models.record import RegistrationStep
from events.models.registration import Registration
from events.models.workshop import Workshop

MOST_WISHES = 3


class WishQuerySet(models.QuerySet):
    def of_event(self, event):
        return self.filter(registration__in=event.registrations.live())

    def counted(self):
        """Return [{workshop, first, second, third}] over these wishes, one per person."""
        ranks = {name: Count("pk", filter=Q(rank=rank)) for rank, name in enumerate(("first", "second", "third"), 1)}
        return self.order_by().values("workshop").annotate(**ranks)


class Wish(models.Model):
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="wishes")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()  # 1 is the choice, 2 and 3 the fallbacks

    objects = WishQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        verbose_name = _("wish")
        constraints = [
            models.UniqueConstraint(fields=["registration", "rank"], name="events_wish_one_per_rank"),
            models.UniqueConstraint(fields=["registration", "workshop"], name="events_wish_workshop_once"),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=MOST_WISHES), name="events_wish_rank_is_of_three"
            ),
        ]

    def __str__(self):
        return f"{self.rank}. {self.workshop}"


def keep_wishes(registrations, workshops):
    """Write the wishes of people who come together: `workshops`, the choice first, each once."""
    Wish.objects.bulk_create(
        Wish(registration=registration, workshop=workshop, rank=rank)
        for registration in registrations
        for rank, workshop in enumerate(workshops[:MOST_WISHES], 1)
    )


@transaction.atomic
def change_wishes(registration, workshops):
    """Replace the wishes of `registration` and of those who come along, until the seats are announced (D3)."""
    Event.objects.select_for_update(no_key=True).filter(pk=registration.event_id).values_list("pk", flat=True).first()
    if not Event.objects.get(pk=registration.event_id).takes_wishes:
        raise ValidationError(
            _("The tables have just been given: your wishes stay as they were. Choose another table from your ticket."),
            code="late",
        )
    people = list(Registration.objects.known().filter(Q(pk=registration.pk) | Q(brought_by=registration.pk)))
    Wish.objects.filter(registration__in=people).delete()
    keep_wishes(people, workshops)
    Placement.objects.filter(registration__in=people).proposed().delete()  # why they sit there is true no more
    registration.steps.create(kind=RegistrationStep.Kind.WISHED, details=str(workshops[0]) if workshops else "")
