"""The words in which the waiting list is looked for."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from events.models.event import Event
from events.models.registration import Registration


class WaitQuerySet(models.QuerySet):
    def waiting(self):
        """Without an offer yet."""
        return self.filter(status=self.model.Status.WAITING)

    def standing(self):
        """In the list, with an offer or not."""
        return self.filter(status__in=self.model.STANDING)

    def in_order(self):
        return self.order_by("since", "pk")

    def unasked(self):
        """Of people to whom no other seat is offered at the moment."""
        return self.waiting().exclude(Exists(_pending_of_the_same()))

    def with_rank(self):
        """Add `rank`, 1 for the first who waits for the same workshop."""
        of_the_list = Coalesce("workshop", 0)  # NULL equals nothing, not even itself
        before = (
            self.model.objects.standing().alias(list=of_the_list).filter(event=OuterRef("event"), list=OuterRef("list"))
        )
        earlier = Q(since__lt=OuterRef("since")) | Q(since=OuterRef("since"), pk__lte=OuterRef("pk"))
        number = before.filter(earlier).order_by().values("event").annotate(n=Count("pk")).values("n")
        return self.annotate(list=of_the_list).annotate(
            rank=Coalesce(Subquery(number), 0, output_field=models.IntegerField())
        )

    def with_party(self):
        """Add `companion_count`: who comes with each, and waits or sits with them."""
        others = Registration.objects.known().filter(brought_by=OuterRef("registration")).order_by()
        number = others.values("brought_by").annotate(n=Count("pk")).values("n")
        return self.annotate(companion_count=Coalesce(Subquery(number), 0, output_field=models.IntegerField()))

    def for_list(self):
        """With what a line of the organisers' list shows, in the order of the workshops."""
        return self.with_rank().with_party().select_related("registration__table__workshop", "workshop")


class OfferQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(status=self.model.Status.PENDING)

    def ended(self, now):
        """Past their time, and not yet closed."""
        return self.pending().filter(ends_at__lte=now)

    def of_evenings_begun(self, now):
        """Nobody can accept them any more."""
        return self.filter(event__starts_at__lte=now)

    def of_evenings_to_come(self, now):
        return self.filter(event__in=Event.objects.living().filter(starts_at__gt=now))

    def silent(self):
        """Made to people whom no mail reaches: somebody has to call them."""
        none = Q(registration__email=None) | Q(registration__email="")
        return self.pending().filter(none, registration__payer_email="", registration__brought_by=None)


def _pending_of_the_same():
    from events.models.waiting import Offer

    return Offer.objects.pending().filter(registration=OuterRef("registration"))
