"""The words in which evenings are looked for."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from members.models import Role


class EventQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(status=self.model.Status.DRAFT)

    def living(self):
        return self.filter(status__in=self.model.LIVING)

    def unfinished(self, now):
        """Over by the clock, but nobody said so."""
        return self.living().filter(ends_at__lte=now)

    def taking_wishes(self):
        """Where registering says wishes, and no table was told yet (D3)."""
        return self.filter(seating=self.model.Seating.WISHES, seating_announced_at=None)

    def called_off(self):
        return self.filter(status=self.model.Status.CANCELLED)

    def public(self):
        return self.filter(status__in=self.model.PUBLIC)

    def managed_by(self, person):
        """What this person organises today (D60)."""
        if not person.is_authenticated:
            return self.none()
        roles = Role.objects.in_force().filter(person=person, kind__in=Role.ORGANISING)
        return self.filter(territory__in=roles.values("territory"))

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.public()
        return self.filter(Q(pk__in=self.public().values("pk")) | Q(pk__in=self.managed_by(person).values("pk")))

    def upcoming(self, now):
        return self.filter(status__in=self.model.LIVING, ends_at__gt=now).order_by("starts_at")

    def past(self):
        return self.filter(status__in=self.model.PAST).order_by(F("starts_at").desc(nulls_last=True))

    def with_timetable(self):
        """Whose preparation another evening can be copied from."""
        return self.filter(tasks__isnull=False).distinct()

    def historical(self):
        return self.filter(status=self.model.Status.HISTORICAL)

    def with_reminders_near(self, now):
        """About to take place: the first reminder leaves a week before (D9), a day is left for what is late."""
        return self.living().filter(starts_at__gt=now, starts_at__lte=now + timedelta(days=8))

    def accepting_ideas(self, now):
        """Before, during, and until a phone found its network again (D12)."""
        return self.filter(
            status__in=(self.model.Status.PUBLISHED, self.model.Status.RUNNING, self.model.Status.DONE),
            ends_at__gt=now - self.model.LATE_IDEAS,
        )

    def with_seats(self):
        """Add `seats`, `seats_taken`, `seats_left`, `workshop_count` and `table_count`, over published workshops."""
        from events.models.workshop import Table, Workshop

        tables = Table.objects.filter(workshop__event=OuterRef("pk"), workshop__status="published").order_by()
        grouped = tables.values("workshop__event")
        workshops = Workshop.objects.filter(event=OuterRef("pk"), status="published").order_by().values("event")

        def number(query):
            return Coalesce(Subquery(query, output_field=IntegerField()), 0)

        return self.annotate(
            seats=number(grouped.annotate(n=Sum("seats")).values("n")),
            seats_taken=number(grouped.annotate(n=Sum("seats_taken")).values("n")),
            table_count=number(grouped.annotate(n=Count("pk")).values("n")),
            workshop_count=number(workshops.annotate(n=Count("pk")).values("n")),
        ).annotate(seats_left=F("seats") - F("seats_taken"))

    def with_free_places(self):
        """`with_seats`, and `free_places`: how many people may still come, which `standing.seats_left` says of one."""
        from events.models.registration import Registration
        from events.models.waiting import Offer

        def number(query, total):
            rows = query.filter(event=OuterRef("pk")).order_by().values("event").annotate(n=total).values("n")
            return Coalesce(Subquery(rows, output_field=IntegerField()), 0)

        held = number(Offer.objects.pending().filter(wait__workshop=None), Sum("size"))
        room = Case(When(room_capacity__gt=0, then="room_capacity"), default="seats", output_field=IntegerField())
        places = room - number(Registration.objects.live(), Count("pk")) - held
        wishes = Q(seating=self.model.Seating.WISHES)
        told = wishes & Q(seating_announced_at__isnull=False)
        return (
            self.with_seats()
            .annotate(places=places)
            .annotate(
                free_places=Case(
                    When(told & Q(seats_left__lt=F("places")), then="seats_left"),
                    When(wishes, then="places"),
                    default="seats_left",
                    output_field=IntegerField(),
                )
            )
        )
