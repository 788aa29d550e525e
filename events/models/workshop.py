"""Workshops, the tables where they work, and who facilitates them (D2, D5)."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.event import Event, Obstacle, Theme
from foundation.codes import new_code


class WorkshopQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(status=Workshop.Status.DRAFT)

    def published(self):
        return self.filter(status=Workshop.Status.PUBLISHED)

    def publish_all(self):
        """Publish these workshops, which lack nothing; return how many."""
        return self.drafts().update(status=Workshop.Status.PUBLISHED)

    def with_seats(self):
        """Add `seats`, `seats_taken`, `seats_left` and `table_count`."""
        tables = Table.objects.filter(workshop=OuterRef("pk")).order_by().values("workshop")

        def number(query):
            return Coalesce(Subquery(query.values("n"), output_field=IntegerField()), 0)

        return self.annotate(
            seats=number(tables.annotate(n=Sum("seats"))),
            seats_taken=number(tables.annotate(n=Sum("seats_taken"))),
            table_count=number(tables.annotate(n=Count("pk"))),
        ).annotate(seats_left=F("seats") - F("seats_taken"))

    def with_facilitators(self):
        """Add `facilitator_count`."""
        from events.models.facilitator import Facilitator

        helpers = Facilitator.objects.filter(table__workshop=OuterRef("pk")).order_by().values("table__workshop")
        number = Subquery(helpers.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(facilitator_count=Coalesce(number, 0))

    def with_waits(self):
        """Add `wait_count`: places in the waiting list, offered or not (D4)."""
        from events.models.waiting import Wait

        waits = Wait.objects.standing().filter(workshop=OuterRef("pk")).order_by().values("workshop")
        number = Subquery(waits.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(wait_count=Coalesce(number, 0))

    def for_cards(self):
        """With what a card shows: seats, theme, tables."""
        return self.with_seats().select_related("theme").prefetch_related("tables")

    def with_room(self):
        return self.with_seats().filter(seats_left__gt=0)

    def free_at(self, pk):
        """Return how many seats are free at one published workshop."""
        free = Table.objects.filter(workshop__in=self.published().filter(pk=pk))
        return free.aggregate(free=Sum(F("seats") - F("seats_taken"), default=0))["free"]


class Workshop(models.Model):
    """A challenge of one of two kinds, worked on at one table or several (D2)."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("workshop", "draft")
        PUBLISHED = "published", pgettext_lazy("workshop", "published")

    class Challenge(models.TextChoices):
        IMAGINE = "imagine", _("to imagine")
        BOOST = "boost", _("to boost")

    event = models.ForeignKey(Event, models.CASCADE, related_name="workshops")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=90)
    question = models.CharField(_("question asked to the table"), max_length=200, blank=True)
    challenge = models.CharField(_("kind of challenge"), max_length=8, choices=Challenge, default=Challenge.IMAGINE)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="workshops", verbose_name=_("theme")
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    bearer_name = models.CharField(_("project bearer"), max_length=100, blank=True)
    bearer_agreed = models.BooleanField(_("the bearer agreed to be named"), default=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("workshop")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"],
                name="events_workshop_number_once",
                violation_error_message=_("Another workshop of this evening has this number."),
            ),
            models.CheckConstraint(
                condition=~Q(challenge="boost", status="published") | (~Q(bearer_name="") & Q(bearer_agreed=True)),
                name="events_workshop_boost_has_bearer",
                violation_error_message=_("A project to boost needs its bearer's name and agreement."),
            ),
        ]

    def __str__(self):
        return self.title

    def refresh_seats(self):
        """Count again the seats left of a workshop that was read `with_seats`."""
        self.seats_left = Workshop.objects.with_seats().get(pk=self.pk).seats_left

    @property
    def is_published(self):
        return self.status == self.Status.PUBLISHED

    def edition(self):
        """A short text that differs as soon as the workshop or its tables are written otherwise."""
        fields = (self.number, self.title, self.question, self.challenge, self.theme_id, self.bearer_name)
        tables = list(self.tables.order_by("pk").values_list("pk", "number", "room", "seats", "accessible"))
        return sha256(repr((fields, self.bearer_agreed, tables)).encode()).hexdigest()[:20]

    @property
    def is_ready(self):
        """Whether nothing prevents its publication."""
        return not any(obstacle.blocks for obstacle in self.obstacles)

    @cached_property
    def obstacles(self):
        """`obstacles_to_publishing`, worked out once for a page."""
        return self.obstacles_to_publishing()

    def obstacles_to_publishing(self):
        """What is missing (blocks) or would be better (does not block) before publishing (D2, D5)."""
        with_counts = Workshop.objects.filter(pk=self.pk).with_seats().with_facilitators()
        counted = self if hasattr(self, "facilitator_count") else with_counts.get()
        obstacles = []
        if not counted.table_count:
            obstacles.append(Obstacle("table", _("No table yet: add one.")))
        if not counted.facilitator_count:
            obstacles.append(
                Obstacle("facilitator", _("Nobody facilitates yet: one person is needed, two are better."))
            )
        elif counted.facilitator_count < 2:
            obstacles.append(Obstacle("second", _("Only one person facilitates: two are better."), blocks=False))
        if self.challenge == self.Challenge.BOOST and not (self.bearer_name and self.bearer_agreed):
            obstacles.append(Obstacle("bearer", _("A project to boost needs its bearer's name and agreement.")))
        return obstacles

    @transaction.atomic
    def publish(self):
        blocking = [obstacle.message for obstacle in self.obstacles_to_publishing() if obstacle.blocks]
        if blocking:
            raise ValidationError(blocking)
        Workshop.objects.filter(pk=self.pk).update(status=self.Status.PUBLISHED)
        self.refresh_from_db()
        self._offer_new_seats()
        self.event.bump()

    def _offer_new_seats(self):
        """Seats that were added go to who waits for them first (D4)."""
        from events.models.serving import offer_free

        offer_free(self.event, [self.pk, None])

    @transaction.atomic
    def unpublish(self):
        """Hide the workshop, as long as nobody sits at it and the evening keeps another one (D1)."""
        if self.tables.filter(seats_taken__gt=0).exists():
            raise ValidationError(_("People chose this workshop: move them first."))
        if self.event.status in Event.LIVING and not self.event.workshops.published().exclude(pk=self.pk).exists():
            raise ValidationError(_("A published evening keeps at least one workshop."))
        Workshop.objects.filter(pk=self.pk).update(status=self.Status.DRAFT)
        self.refresh_from_db()
        self.event.bump()

    @transaction.atomic
    def arrange(self, tables, *, removed=(), seen=""):
        """Save the workshop with its `tables` (new or changed) and take away those `removed` (pks).

        `seen` is the `edition` that the writer had read: ValidationError when a colleague changed it since.
        Seats never go under those taken, whoever registers meanwhile; a table where someone sits stays.
        """
        if self.pk and seen and seen != Workshop.objects.select_for_update(of=("self",)).get(pk=self.pk).edition():
            raise ValidationError(
                _(
                    "A colleague changed this workshop while you were writing. "
                    "What you typed is still here: check it and save again."
                ),
                code="stale",
            )
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise ValidationError(_("Another workshop of this evening has this number.")) from None
        for table in Table.objects.filter(workshop=self, pk__in=removed):
            table.remove()
        for table in tables:
            table.workshop, table.event = self, self.event
            table.settle()
        if self.status == self.Status.PUBLISHED:
            if not self.tables.exists():
                raise ValidationError(_("A published workshop keeps at least one table."))
            self._offer_new_seats()
            self.event.bump()

    @transaction.atomic
    def remove(self):
        """Delete a workshop that nobody uses yet."""
        if self.status == self.Status.PUBLISHED:
            raise ValidationError(_("This workshop is published: take it back to draft first."))
        for table in self.tables.all():
            table.remove()
        self.delete()


class TableQuerySet(models.QuerySet):
    def without_facilitator(self):
        return self.filter(facilitators=None)

    def with_facilitator_count(self):
        """Add `facilitator_count`."""
        return self.annotate(facilitator_count=Count("facilitators"))

    def underfilled(self):
        """Tables with fewer people than their evening wishes (D5, D6)."""
        return self.open().filter(seats_taken__lt=F("event__least_seats"))

    def with_room(self):
        return self.filter(seats_taken__lt=F("seats"))

    def open(self):
        """Without those whose people joined another table (D6)."""
        return self.filter(seats__gt=0)

    def with_held(self):
        """Add `held_count`: seats that are being offered to who waits (D4), or kept for a group (D59)."""
        kept = Count("group_seats", filter=Q(group_seats__registration=None), distinct=True)
        return self.annotate(held_count=Count("held", distinct=True) + kept)

    def hold(self):
        """Lock these tables until the end of the transaction, always in one order.

        Whoever is to write to several calls it first: two people who exchange their tables would wait for each other.
        """
        locked = Table.objects.filter(pk__in=self.order_by().values("pk")).order_by("pk").select_for_update(no_key=True)
        return list(locked.values_list("pk", flat=True))

    def touched_by(self, registrations):
        """The tables that change when these registrations (keys) leave: where they sit, and where they wait."""
        sits = Q(workshop__tables__registrations__in=registrations)
        return self.filter(sits | Q(workshop__waits__registration__in=registrations))

    def claim(self):
        """Take one seat at the first of these tables that has one; return the table, or None when all are full.

        The count is compared and set in one statement: it holds whoever claims at the same time (D4).
        """
        for pk in list(self.with_room().order_by("number").values_list("pk", flat=True)):
            if Table.objects.filter(pk=pk).with_room().update(seats_taken=F("seats_taken") + 1):
                return Table.objects.get(pk=pk)
        return None


def new_table_code():
    return new_code(6)


class Table(models.Model):
    """A table of a workshop: its number is on the sign, its code in the QR."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tables")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    room = models.CharField(_("room"), max_length=60, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=12)
    seats_taken = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=8, unique=True, default=new_table_code)
    accessible = models.BooleanField(_("a wheelchair comes to it"), default=True)

    objects = TableQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"],
                name="events_table_number_once",
                violation_error_message=_("Another table of this evening has this number."),
            ),
            models.CheckConstraint(
                condition=Q(seats_taken__lte=F("seats")),
                name="events_table_never_over_full",
                violation_error_message=_("More people already chose this table: move them first."),
            ),
        ]

    def __str__(self):
        return f"Table {self.number}"

    @property
    def seats_left(self):
        return self.seats - self.seats_taken

    @property
    def is_small(self):
        return self.seats < self.event.least_seats

    def settle(self):
        """Save the table; ValidationError when a number is taken, or more people sit there than it would have seats."""
        try:
            with transaction.atomic():
                if self.pk is None:
                    self.save()
                    return
                # The workshop too: a table's number in a form proves nothing.
                kept = Table.objects.filter(pk=self.pk, workshop=self.workshop, seats_taken__lte=self.seats)
                changed = {"room": self.room, "seats": self.seats, "accessible": self.accessible}
                if kept.update(number=self.number, **changed):
                    return
        except IntegrityError:
            raise ValidationError(
                _("Table number %(number)s is already taken this evening: choose another number.")
                % {"number": self.number}
            ) from None
        known = Table.objects.filter(pk=self.pk, workshop=self.workshop).first()
        if known is None:
            raise ValidationError(
                _("Table %(number)s was removed meanwhile: look at the page again.") % {"number": self.number}
            )
        raise ValidationError(
            _("%(taken)s people already chose table %(number)s: move them first, or keep at least as many seats.")
            % {"taken": known.seats_taken, "number": known.number}
        )

    @transaction.atomic
    def remove(self):
        """Delete a table where nobody sits; its facilitators stay, without a table."""
        self.facilitators.update(table=None)
        empty = Table.objects.filter(pk=self.pk, seats_taken=0)
        if not empty.delete()[0]:
            raise ValidationError(
                _("People already chose table %(number)s: move them first.") % {"number": self.number}
            )

    def clean(self):
        if self.event_id and self.seats and self.seats > self.event.most_seats:
            raise ValidationError({"seats": _("A table has at most %(most)s seats.") % {"most": self.event.most_seats}})

    def release(self):
        """Give one seat back."""
        Table.objects.filter(pk=self.pk, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)
