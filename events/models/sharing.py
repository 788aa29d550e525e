"""Car sharing between people registered, by commune: contact only when both accept (D68)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.emails import care as emails_care
from events.models.registration import Registration
from foundation import links
from members.models import Commune

RIDE_ANSWER = "ride-answer"  # the purpose of the act's link
MOST_PENDING = 5  # requests that one person has under way: nobody writes to a whole valley
MOST_SEATS = 8
RIDES_KEPT = timedelta(days=1)  # after the evening: the way back is over


def can_share(registration, *, now):
    """Whether the holder may use the board: an adult who can be written to, until the evening ends."""
    over = not registration.event.ends_at or registration.event.ends_at <= now
    adult = registration.is_live and not registration.is_minor and bool(registration.address)
    return adult and registration.event.is_living and not over


class RideQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(registration__status=Registration.Status.REGISTERED, registration__erased_at=None)

    def offers(self):
        return self.filter(side=Ride.Side.OFFER)

    def searches(self):
        return self.filter(side=Ride.Side.SEEK)

    def with_room(self):
        return self.filter(seats_taken__lt=F("seats"))

    def on_board(self, event):
        """What the people registered for `event` offer or look for, by commune, then in the order it was written."""
        found = self.standing().filter(registration__event=event).select_related("registration", "commune")
        return found.order_by("commune__name", "commune_text", "pk")

    def of_commune(self, name):
        return self.filter(Q(commune__name=name) | Q(commune=None, commune_text=name))

    def counts(self, event):
        """Return [{name, offers, seats, searches}] by commune, most first."""
        found = {}
        rows = self.standing().filter(registration__event=event).order_by()
        for row in rows.values("commune__name", "commune_text", "side").annotate(
            n=Count("pk"), left=Sum(F("seats") - F("seats_taken"))
        ):
            name = row["commune__name"] or row["commune_text"]
            line = found.setdefault(name, {"name": name, "offers": 0, "seats": 0, "searches": 0})
            if row["side"] == Ride.Side.OFFER:
                line["offers"] += row["n"]
                line["seats"] += row["left"]
            else:
                line["searches"] += row["n"]
        return sorted(found.values(), key=lambda line: (-line["offers"] - line["searches"], line["name"]))

    def expired(self, now):
        return self.filter(registration__event__ends_at__lt=now - RIDES_KEPT)

    @transaction.atomic
    def withdraw(self):
        """Take these rides off the board; whoever had agreed or was waiting is told, and the addresses go with it."""
        for ride in self.select_related("registration__event__territory"):
            ride.requests_in.all().close(told_by=ride)
            ride.requests_out.all().close(told_by=ride)
            ride.delete()


class Ride(models.Model):
    class Side(models.TextChoices):
        OFFER = "offer", _("I offer seats in my car")
        SEEK = "seek", _("I look for a seat")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="rides")
    side = models.CharField(max_length=5, choices=Side)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    commune_text = models.CharField(_("commune of departure"), max_length=80, blank=True)
    leaves_at = models.TimeField(_("hour of departure"), null=True, blank=True)
    returns = models.BooleanField(_("the way back as well"), default=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=0)
    seats_taken = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration"], name="events_ride_once"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="events_ride_never_over_full"),
        ]

    def __str__(self):
        return f"{self.registration.given_name} · {self.place}"

    @property
    def place(self):
        return self.commune.name if self.commune else self.commune_text

    @property
    def is_offer(self):
        return self.side == self.Side.OFFER

    @property
    def seats_left(self):
        return self.seats - self.seats_taken

    @classmethod
    @transaction.atomic
    def publish(cls, registration, *, side, commune, commune_text="", leaves_at=None, returns=True, seats=0):
        """Put what one person offers or looks for on the board, in place of what was there.

        ValidationError when the person cannot be reached, is a minor, or gives fewer seats than are promised; changing
        sides withdraws what was agreed.
        """
        Registration.objects.filter(pk=registration.pk).hold()
        if not registration.is_live or not registration.address:
            raise ValidationError(_("Car sharing goes by e-mail: this registration has none."))
        if registration.is_minor:
            raise ValidationError(_("Under 18, you travel with someone your parents know: car sharing is for adults."))
        known = cls.objects.filter(registration=registration).first()
        if known and known.side != side:
            cls.objects.filter(pk=known.pk).withdraw()
            known = None
        values = {"commune": commune, "commune_text": commune_text, "leaves_at": leaves_at, "returns": returns}
        values["seats"] = seats if side == cls.Side.OFFER else 0
        if known is None:
            return cls.objects.create(registration=registration, side=side, **values)
        if not cls.objects.filter(pk=known.pk, seats_taken__lte=values["seats"]).update(**values):
            raise ValidationError(
                _("You already promised %(taken)s of your seats: keep at least as many."),
                code="promised",
                params={"taken": known.seats_taken},
            )
        known.refresh_from_db()
        return known

    @transaction.atomic
    def ask(self, other):
        """Ask the person of the ride `other` to travel together; one mail leaves, with a link to answer (D64).

        ValidationError when both are on the same side, it was asked already, or too many requests are under way.
        """
        # Both, so that two people who ask each other at one instant make one request.
        Registration.objects.filter(pk__in=[self.registration_id, other.registration_id]).hold()
        if self.side == other.side or self.registration.event_id != other.registration.event_id:
            raise ValidationError(_("One of you offers a seat, the other looks for one: nothing was sent."))
        offer = self if self.is_offer else other
        if not Ride.objects.with_room().filter(pk=offer.pk).exists():
            raise ValidationError(_("This car is full by now: nothing was sent."), code="full")
        if self.requests_out.pending().count() >= MOST_PENDING:
            raise ValidationError(
                _("%(most)s people have not answered you yet: wait for one of them before you ask others."),
                code="many",
                params={"most": MOST_PENDING},
            )
        if RideRequest.objects.standing().between(self, other).exists():
            raise ValidationError(_("You are in touch already: nothing more was sent."), code="stale")
        try:
            with transaction.atomic():
                request = RideRequest.objects.create(asker=self, asked=other)
        except IntegrityError:
            raise ValidationError(_("You are in touch already: nothing more was sent."), code="stale") from None
        lasts = max(self.registration.event.starts_at - timezone.now(), timedelta(hours=1))
        emails_care.ride_asked(request, links.act(RIDE_ANSWER, request.pk, lasts=lasts))
        return request


class RideRequestQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=RideRequest.State.PENDING)

    def accepted(self):
        return self.filter(state=RideRequest.State.ACCEPTED)

    def standing(self):
        return self.filter(state__in=(RideRequest.State.PENDING, RideRequest.State.ACCEPTED))

    def between(self, one, other):
        return self.filter(Q(asker=one, asked=other) | Q(asker=other, asked=one))

    def with_people(self):
        return self.select_related(
            "asker__registration__event__territory", "asked__registration__event__territory",
            "asker__commune", "asked__commune", "asker__registration__brought_by", "asked__registration__brought_by",
        )  # fmt: skip

    def close(self, *, told_by):
        """Give the seats back and tell the other side that `told_by` no longer travels with them."""
        for request in self.standing().with_people():
            request.take_back(told_by=told_by)


class RideRequest(models.Model):
    """`asker` accepts by asking; contact is exchanged once `asked` accepts too."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("ride", "waiting for an answer")
        ACCEPTED = "accepted", pgettext_lazy("ride", "agreed")
        DECLINED = "declined", pgettext_lazy("ride", "not possible")
        WITHDRAWN = "withdrawn", pgettext_lazy("ride", "withdrawn")

    asker = models.ForeignKey(Ride, models.CASCADE, related_name="requests_out")
    asked = models.ForeignKey(Ride, models.CASCADE, related_name="requests_in")
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    objects = RideRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "asked"],
                condition=Q(state__in=("pending", "accepted")),
                name="events_ride_request_once",
            )
        ]

    def __str__(self):
        return f"{self.asker} → {self.asked}"

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    @property
    def is_agreed(self):
        return self.state == self.State.ACCEPTED

    @property
    def offer(self):
        return self.asker if self.asker.is_offer else self.asked

    @transaction.atomic
    def accept(self):
        """Agree: a seat is taken and each receives the other's contact; ValidationError when the car has filled up."""
        self._answer(self.State.ACCEPTED)
        if not Ride.objects.with_room().filter(pk=self.offer.pk).update(seats_taken=F("seats_taken") + 1):
            raise ValidationError(_("This car is full by now: nobody's address was given."), code="full")
        emails_care.ride_agreed(self, to=self.asker, other=self.asked)
        emails_care.ride_agreed(self, to=self.asked, other=self.asker)

    @transaction.atomic
    def decline(self):
        """Say no, without a reason; the asker is told kindly, no address was given."""
        self._answer(self.State.DECLINED)
        emails_care.ride_declined(self)

    @transaction.atomic
    def take_back(self, *, told_by):
        """End a request or an agreement; the other one is told and what was going to be sent is withdrawn."""
        was_agreed = self.is_agreed
        if (
            not RideRequest.objects.standing()
            .filter(pk=self.pk)
            .update(state=self.State.WITHDRAWN, answered_at=timezone.now())
        ):
            return
        links.forget(RIDE_ANSWER, [self.pk])
        if was_agreed:
            Ride.objects.filter(pk=self.offer.pk, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)
        other = self.asked if told_by.pk == self.asker_id else self.asker
        held_back = emails_care.withdraw_ride(self)
        never_known = not was_agreed and held_back and other.pk == self.asked_id
        if not never_known:
            emails_care.ride_withdrawn(self, to=other, by=told_by)

    def _answer(self, state):
        moved = RideRequest.objects.pending().filter(pk=self.pk)
        if not moved.update(state=state, answered_at=timezone.now()):
            raise ValidationError(_("This was answered already, or withdrawn: look at the page again."), code="stale")
        self.state = state
