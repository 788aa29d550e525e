"""The waiting list (D4): who waits for which workshop, the seats offered to them, and until when these are held.

A seat offered is counted as taken: nobody else can have it meanwhile. Who is served next is in `serving`.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.emails import seats as emails
from events.models.event import Event
from events.models.record import RegistrationStep
from events.models.registration import Registration
from events.models.waiting_queries import OfferQuerySet, WaitQuerySet
from events.models.workshop import Table, Workshop

MOST_MISSED = 2  # offers left without an answer: after the second the seat is wanted no more


class Wait(models.Model):
    """One place in the list of one workshop; without a workshop, in the list of the whole evening."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("place in a list", "waiting")
        OFFERED = "offered", _("a seat is offered")
        SEATED = "seated", _("seated")
        LEFT = "left", _("left the list")
        MISSED = "missed", _("did not answer")

    STANDING = (Status.WAITING, Status.OFFERED)

    event = models.ForeignKey(Event, models.CASCADE, related_name="waits")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="waits")
    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True, blank=True, related_name="waits")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    since = models.DateTimeField(default=timezone.now)
    missed = models.PositiveSmallIntegerField(default=0)  # offers that ended without an answer

    objects = WaitQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in the waiting list")
        indexes = [models.Index(fields=["event", "workshop", "status", "since"])]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "workshop"],
                condition=Q(status__in=("waiting", "offered")),
                name="events_wait_once",
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(status__in=("waiting", "offered"), workshop=None),
                name="events_wait_for_the_evening_once",
            ),
        ]

    def __str__(self):
        return f"{self.registration} · {self.where}"

    @property
    def where(self):
        """What is waited for, in words."""
        return str(self.workshop or self.event)

    @property
    def is_offered(self):
        return self.status == self.Status.OFFERED

    @property
    def is_standing(self):
        return self.status in self.STANDING

    @transaction.atomic
    def leave(self, *, by=None):
        """Take this place out of the list; a seat held for it goes to the following person."""
        from events.models import serving

        serving.hold_people(self.registration_id)
        serving.hold_lists(self.event, workshops=[self.workshop_id])
        if not Wait.objects.standing().filter(pk=self.pk).update(status=self.Status.LEFT):
            raise ValidationError(_("This place in the list was already given up: nothing was done."), code="stale")
        self.refresh_from_db()
        for offer in Offer.objects.pending().filter(wait=self):
            offer.close(Offer.Status.WITHDRAWN)
        self.registration.steps.create(kind=RegistrationStep.Kind.LEFT_LIST, by=by, details=self.where)
        serving.end_if_nothing_left(self.registration, by=by)
        emails.left_list(self, by_team=by is not None)  # after: ending withdraws what waits
        serving.offer_free(self.event, [self.workshop_id])

    @transaction.atomic
    def offer_by_hand(self, *, by):
        """Offer a free seat to this person now, before those who came first; ValidationError when none is free."""
        from events.models import serving

        now = timezone.now()
        serving.hold_lists(self.event, workshops=[self.workshop_id])
        event = serving.taking(self.event, now)
        wait = Wait.objects.unasked().filter(pk=self.pk).select_related("registration", "workshop").first()
        if event is None or wait is None:
            raise ValidationError(_("This person no longer waits, or has an offer already: look at the page again."))
        wait.event = wait.registration.event = event
        offer = serving.make_offer(wait, size=len(serving.party_of(wait.registration)), now=now, by=by)
        if offer is None:
            raise ValidationError(_("No seat is free there: add one, or move someone first. Nothing was changed."))
        return offer


class Offer(models.Model):
    """Seats held for one person and those who come along, until `ends_at`; answered once."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("offer", "accepted")
        DECLINED = "declined", pgettext_lazy("offer", "declined")
        EXPIRED = "expired", _("ended without an answer")
        WITHDRAWN = "withdrawn", _("no longer needed")

    event = models.ForeignKey(Event, models.CASCADE, related_name="offers")
    wait = models.ForeignKey(Wait, models.CASCADE, related_name="offers")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="offers")
    status = models.CharField(max_length=9, choices=Status, default=Status.PENDING)
    size = models.PositiveSmallIntegerField()  # seats, one per person
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat offered")
        indexes = [models.Index(fields=["status", "ends_at"])]
        constraints = [
            # Two seats freed at one instant never go to one person, nor one seat to two.
            models.UniqueConstraint(
                fields=["registration"], condition=Q(status="pending"), name="events_offer_one_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.wait} · {self.get_status_display()}"

    @property
    def workshop(self):
        return self.wait.workshop

    @property
    def is_pending(self):
        return self.status == self.Status.PENDING

    def stands(self, *, now):
        """Whether it can be accepted: unanswered, in time, the evening still to come."""
        event = self.event
        return self.is_pending and now < self.ends_at and event.is_living and not event.has_begun(now)

    @transaction.atomic
    def accept(self, *, now, by=None):
        """Give the seats held to who was offered them; a seat elsewhere is given back (D4).

        ValidationError("late") after its time, "stale" when it was answered already, and nothing is changed.
        """
        from events.models import serving

        serving.hold_people(self.registration_id)
        registration = Registration.objects.select_related("event__territory", "table__workshop").get(
            pk=self.registration_id
        )
        party = serving.party_of(registration)
        left = {person.table.workshop_id for person in party if person.table}
        serving.hold_lists(self.event, workshops=[self.wait.workshop_id, *left])
        if serving.taking(self.event, now) is None:
            raise ValidationError(_("The evening has begun, or is cancelled: ask the team."), code="late")
        if (
            not Offer.objects.pending()
            .filter(pk=self.pk, ends_at__gt=now)
            .update(status=self.Status.ACCEPTED, answered_at=now)
        ):
            self.refresh_from_db()
            code = "late" if self.status in (self.Status.PENDING, self.Status.EXPIRED) else "stale"
            raise ValidationError(_("This offer has ended: nothing was changed."), code=code)
        self.refresh_from_db()
        self._seat(party, by=by)
        Wait.objects.filter(pk=self.wait_id).update(status=Wait.Status.SEATED)
        Wait.objects.standing().filter(registration=registration).update(status=Wait.Status.LEFT)
        registration.refresh_from_db()
        emails.seat_accepted(self, registration, party)
        serving.offer_free(self.event, left - {self.wait.workshop_id})

    def _seat(self, party, *, by):
        """Seat everyone; seats too many are given back, and who is one too many is to be placed by the team."""
        held = [seat.table for seat in self.held.select_related("table__workshop").order_by("pk")]
        self.held.all().delete()
        for person in party:
            old, table = person.table, held.pop(0) if held else None
            if table is None and (old or self.wait.workshop_id):
                table = Table.objects.filter(workshop=self.wait.workshop_id).claim()
            Registration.objects.filter(pk=person.pk).update(status=Registration.Status.REGISTERED, table=table or old)
            if old and table:
                old.release()
            person.status, person.table = Registration.Status.REGISTERED, table or old
            person.steps.create(kind=RegistrationStep.Kind.SEATED, by=by, details=self.wait.where)
            person.reminders.take_back()
        for table in held:
            table.release()

    @transaction.atomic
    def decline(self, *, by=None):
        """Pass the seats on at once; this place in the list is given up, others are kept."""
        from events.models import serving

        serving.hold_people(self.registration_id)
        serving.hold_lists(self.event, workshops=[self.wait.workshop_id])
        if not self.close(self.Status.DECLINED):
            raise ValidationError(_("This offer has ended: nothing was changed."), code="stale")
        Wait.objects.filter(pk=self.wait_id).update(status=Wait.Status.LEFT)
        self.registration.steps.create(kind=RegistrationStep.Kind.LEFT_LIST, by=by, details=self.wait.where)
        serving.end_if_nothing_left(self.registration, by=by)
        emails.left_list(self.wait)  # after: ending withdraws what waits
        serving.offer_free(self.event, [self.wait.workshop_id])

    @transaction.atomic
    def expire(self, *, now):
        """End an offer nobody answered, once: the seats go to the following person, this one to the end of the list.

        The second time the person leaves the list: an address nobody reads would hold a seat for ever.
        """
        from events.models import serving

        serving.hold_people(self.registration_id)
        serving.hold_lists(self.event, workshops=[self.wait.workshop_id])
        if not Offer.objects.ended(now).filter(pk=self.pk).exists() or not self.close(self.Status.EXPIRED):
            return False
        wait = self.wait
        again = wait.missed + 1 < MOST_MISSED
        Wait.objects.filter(pk=wait.pk).update(
            status=Wait.Status.WAITING if again else Wait.Status.MISSED, missed=F("missed") + 1, since=now
        )
        wait.refresh_from_db()
        self.registration.steps.create(kind=RegistrationStep.Kind.OFFER_ENDED, details=wait.where)
        serving.offer_free(self.event, [wait.workshop_id], now=now)
        if not again:
            serving.end_if_nothing_left(self.registration, told=True)
        if not Offer.objects.pending().filter(wait=wait).exists():  # a new offer says more
            emails.offer_ended(self, still_waits=again)  # after: ending withdraws what waits
        return True

    @transaction.atomic
    def lapse(self):
        """End an offer that the evening's beginning overtook, without a word: its seats go to who comes to the door."""
        from events.models import serving

        serving.hold_people(self.registration_id)
        serving.hold_lists(self.event, workshops=[self.wait.workshop_id])
        closed = self.close(self.Status.EXPIRED)
        if closed:
            Wait.objects.filter(pk=self.wait_id).update(status=Wait.Status.MISSED)
        return closed

    def close(self, status):
        """Give back the seats held and note why; False when it was answered meanwhile. The lists are held already."""
        done = Offer.objects.pending().filter(pk=self.pk).update(status=status, answered_at=timezone.now())
        if not done:
            return False
        for seat in self.held.select_related("table"):
            seat.table.release()
        self.held.all().delete()
        self.refresh_from_db()
        emails.withdraw_offer(self)
        return True


class HeldSeat(models.Model):
    """One seat of a table that nobody else can have while it is offered."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="held")
    table = models.ForeignKey(Table, models.PROTECT, related_name="held")

    class Meta:
        verbose_name = _("seat held")

    def __str__(self):
        return f"{self.table} · {self.offer}"
