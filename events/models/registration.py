"""A registration stands alone with the names typed (D65); it holds a seat until it is cancelled (D7)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events import emails
from events.models.event import Event
from events.models.record import RegistrationProfile, RegistrationStep
from events.models.registration_queries import TICKET_KEPT, RegistrationQuerySet
from events.models.workshop import Table
from foundation import links
from foundation.codes import new_code
from foundation.folding import fold
from members.models import Commune, ConsentRecord
from members.phones import spoken_phone

TICKET = "ticket"  # the purpose of access links to one registration


def new_ticket_code():
    return new_code(10)


class Registration(models.Model):
    class Status(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("person", "registered")
        WAITING = "waiting", pgettext_lazy("person", "on the waiting list")
        CANCELLED = "cancelled", pgettext_lazy("person", "cancelled")

    class Source(models.TextChoices):
        FORM = "form", _("the public page")
        TEAM = "team", _("the team")
        WALK_IN = "walk_in", _("the door")
        GROUP = "group", _("a group’s referent")
        HELLOASSO = "helloasso", "HelloAsso"
        EVENTBRITE = "eventbrite", "Eventbrite"
        GOOGLE = "google", "Google Forms"
        FRAMAFORMS = "framaforms", "Framaforms"
        FILE = "file", _("a file of the team")

    class AgeBand(models.TextChoices):
        UNDER_15 = "under_15", _("under 15")
        FROM_15 = "15_17", _("15 to 17")
        FROM_18 = "18_25", _("18 to 25")
        FROM_26 = "26_39", _("26 to 39")
        FROM_40 = "40_59", _("40 to 59")
        FROM_60 = "60_74", _("60 to 74")
        FROM_75 = "75_up", _("75 and over")

    MINOR = (AgeBand.UNDER_15, AgeBand.FROM_15)

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    table = models.ForeignKey(Table, models.PROTECT, null=True, blank=True, related_name="registrations")
    code = models.CharField(max_length=12, unique=True, default=new_ticket_code)
    status = models.CharField(max_length=10, choices=Status, default=Status.REGISTERED)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), null=True, blank=True)
    payer_email = models.EmailField(blank=True)  # where the ticket goes when the person has no address of their own
    brought_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="companions")
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    commune = models.ForeignKey(
        Commune, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    commune_text = models.CharField(_("commune (elsewhere)"), max_length=80, blank=True)
    age_band = models.CharField(_("age"), max_length=8, choices=AgeBand, blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.FORM)
    source_ref = models.CharField(max_length=80, blank=True)  # order and ticket in the file it came from
    language = models.CharField(max_length=5, default="fr")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    folded = models.CharField(max_length=400, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True)
    authorised_at = models.DateTimeField(null=True)  # when the parent's authorisation of a minor was received (D59)
    erased_at = models.DateTimeField(null=True)  # names and addresses are gone, the count stays (D58)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        indexes = [
            models.Index(fields=["event", "folded", "id"]),
            models.Index(fields=["event", "-created_at", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(status__in=("registered", "waiting")),
                name="events_registration_address_once",
                violation_error_message=_("This address is already registered for this evening."),
            ),
            models.UniqueConstraint(
                fields=["event", "source", "source_ref"],
                condition=~Q(source_ref=""),
                name="events_registration_source_once",
            ),
            models.CheckConstraint(
                condition=Q(status="registered") | Q(table=None), name="events_registration_cancelled_holds_no_seat"
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, **kwargs):
        self.email = (self.email or "").strip().lower() or None
        self.folded = self.folded_text()
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("events:ticket", args=[self.code])

    def folded_text(self):
        # The family name first: the same column sorts lists as people expect, « Écoffet » before « Martin ».
        return fold(f"{self.family_name} {self.given_name} {self.email or self.payer_email} {self.code}")[:400]

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip() or str(_("Erased name"))

    @property
    def address(self):
        """Where its mails go: its own address, else that of who brought or paid for it."""
        return self.email or self.payer_email or (self.brought_by.address if self.brought_by else "")

    @property
    def is_minor(self):
        return self.age_band in self.MINOR

    @property
    def is_child(self):
        """Under 15: a parent consents with them to what is done with their data (D59)."""
        return self.age_band == self.AgeBand.UNDER_15

    @property
    def public_url(self):
        """What the ticket's QR says: of no use to a reader without the access link."""
        return settings.PUBLIC_URL + self.get_absolute_url()

    @property
    def spoken_phone(self):
        return spoken_phone(self.phone)

    @property
    def is_live(self):
        return self.status == self.Status.REGISTERED

    @property
    def is_waiting(self):
        """Only on the waiting list: it holds no seat (D4)."""
        return self.status == self.Status.WAITING

    @property
    def is_known(self):
        return self.is_live or self.is_waiting

    @cached_property
    def awaits_seating(self):
        """Its wishes are noted and its table is not told yet (D3)."""
        return self.event.takes_wishes and self.wishes.exists()

    @property
    def told_table(self):
        """The table, once the person may know it: a proposal of the team stays theirs until it is announced."""
        return None if self.table is None or self.awaits_seating else self.table

    @property
    def workshop_number(self):
        return self.table.workshop.number if self.table else None

    def can_change(self, *, now):
        """Changing workshop and cancelling need no login, and work until the start (D7)."""
        return self.is_known and self.event.is_living and not self.event.has_begun(now)

    @property
    def lacks_authorisation(self):
        return self.is_minor and self.authorised_at is None

    @property
    def place(self):
        return self.commune.name if self.commune else self.commune_text

    def ticket_link(self):
        """The access link that every mail carries (D7, D64)."""
        until = (self.event.ends_at or timezone.now()) + TICKET_KEPT
        token = links.token(links.access(TICKET, self.pk, until=until))
        return settings.PUBLIC_URL + reverse("events:ticket_link", args=[token])

    @transaction.atomic
    def move(self, *, workshop, by=None):
        """Take a seat at `workshop` and give the old one back; ValidationError when it is full, nothing is changed.

        A place in that workshop's waiting list is given up; who only waited comes with their companions.
        """
        if self.table and self.table.workshop_id == workshop.pk:
            return
        from events.models.placement import note_move
        from events.models.serving import end_waits_of, offer_free, seat_who_waits

        if self.is_waiting:
            seat_who_waits(self, workshop=workshop, by=by)
            return
        Registration.objects.filter(pk=self.pk).hold()
        left = self.table.workshop_id if self.table else None
        Table.objects.filter(workshop__in=[workshop.pk, left]).hold()
        table = Table.objects.filter(workshop=workshop).claim()
        if table is None:
            raise ValidationError(
                _("This workshop is full. You keep your seat; choose another one if you wish."), code="full"
            )
        old = self.table
        moved = Registration.objects.live().filter(pk=self.pk, table=old)
        if not moved.update(table=table):
            raise ValidationError(_("This registration has changed meanwhile: look at the page again."), code="stale")
        if old:
            old.release()
        self.table = table
        self.steps.create(kind=RegistrationStep.Kind.MOVED, by=by, details=str(workshop))
        note_move(self, by=by)
        if not self.awaits_seating:
            self.reminders.take_back()
            emails.workshop_changed(self)
        freed = end_waits_of(self, workshop=workshop)
        offer_free(self.event, freed | ({left} if left else set()))

    @transaction.atomic
    def cancel(self, *, by=None, tell=True):
        """Give the seat back, once (D7); what was going to be sent is withdrawn, who waits for the seat is asked."""
        from events.models import campaign
        from events.models.serving import end_waits_of, offer_free

        Registration.objects.filter(pk=self.pk).hold()
        # Where the person sits now, not when the page was shown: they may have moved since.
        waited = Registration.objects.waiting().filter(pk=self.pk).exists()
        Table.objects.touched_by([self.pk]).hold()
        old = Table.objects.filter(registrations=self.pk).select_related("workshop").first()
        if (
            not Registration.objects.known()
            .filter(pk=self.pk)
            .update(status=self.Status.CANCELLED, table=None, cancelled_at=timezone.now())
        ):
            raise ValidationError(_("This registration is already cancelled."), code="stale")
        if old:
            old.release()
        self.refresh_from_db()
        self.steps.create(kind=RegistrationStep.Kind.CANCELLED, by=by, details=str(old.workshop) if old else "")
        held_back = emails.withdraw_for(self)
        campaign.withdraw_for(self.event, self.address)
        self.reminders.take_back()
        self.rides.all().withdraw()
        freed = end_waits_of(self) | ({old.workshop_id} if old else set())
        if self.event.has_wishes_mode:
            freed.add(None)
        if tell:
            emails.registration_cancelled(self, held_back=held_back, only_waited=waited)
        offer_free(self.event, freed)

    @transaction.atomic
    def cancel_with(self, chosen):
        """Cancel this registration if `chosen[0]`, and those of the companions `chosen[1]`, all or none."""
        me, companions = chosen
        Registration.objects.filter(pk__in=[self.pk, *(companion.pk for companion in companions)]).hold()
        Table.objects.touched_by([self.pk, *(companion.pk for companion in companions)]).hold()
        for registration in [*companions, *([self] if me else [])]:
            registration.cancel()

    @transaction.atomic
    def withdraw_consent(self, purpose, *, now):
        """Take a consent back (D56); nothing happens when there is none."""
        if self.consents.standing().filter(purpose=purpose).update(withdrawn_at=now):
            label = ConsentRecord.Purpose(purpose).label
            self.steps.create(kind=RegistrationStep.Kind.CONSENT_WITHDRAWN, details=str(label))

    @transaction.atomic
    def change(self, fields, *, by, seen, profiles=None):
        """Keep the new values of `fields`; a new address gets the ticket, and links sent to the old one are closed.

        `seen` is the last step that the writer had read; ValidationError when someone changed it since, or when the
        new address is registered already.
        """
        before = Registration.objects.select_for_update().get(pk=self.pk)
        if seen != before.last_step():
            raise ValidationError(
                _("This registration was changed meanwhile. What you typed is still here: check it and save again."),
                code="stale",
            )
        moved = "email" in fields and self.email != before.email
        if moved:
            self.person = None  # whose address was proved was the former one (D65)
        try:
            with transaction.atomic():
                self.save(update_fields=[*fields, "folded", "person"])
        except IntegrityError:
            raise ValidationError({"email": _("This address is already registered for this evening.")}) from None
        if profiles is not None:
            self.profiles.all().delete()
            RegistrationProfile.objects.bulk_create(
                RegistrationProfile(registration=self, profile=profile) for profile in profiles
            )
        labels = ", ".join(str(self._meta.get_field(name).verbose_name) for name in fields)
        step = self.steps.create(kind=RegistrationStep.Kind.CHANGED, by=by, details=labels[:200])
        if moved:
            emails.withdraw_for(self)
            links.revoke(TICKET, self.pk)
            if self.is_live and self.address:
                emails.ticket_sent_again(self, step=step.pk)

    def last_step(self):
        """The number of the last step: two people who write at once notice each other by it."""
        return self.steps.values_list("pk", flat=True).first() or 0

    @transaction.atomic
    def send_ticket_again(self, *, by):
        """Mail the ticket once more; ValidationError when there is no address, or no registration any more."""
        if not self.is_live:
            raise ValidationError(_("This registration is cancelled: register the person again first."))
        if not self.address:
            raise ValidationError(_("This person has no e-mail address: print the ticket instead."))
        step = self.steps.create(kind=RegistrationStep.Kind.TICKET_SENT, by=by, details=self.address)
        emails.ticket_sent_again(self, step=step.pk)

    @transaction.atomic
    def reinstate(self, *, by):
        """Take a cancellation back; the seat may be gone, so the person is to be placed again."""
        self.event.check_takes_people()
        self.event.make_room_for(1)
        try:
            with transaction.atomic():
                done = (
                    Registration.objects.cancelled()
                    .filter(pk=self.pk, erased_at=None)
                    .update(status=self.Status.REGISTERED, cancelled_at=None)
                )
        except IntegrityError:
            raise ValidationError(_("This address has another registration for this evening: use that one.")) from None
        if not done:
            raise ValidationError(
                _("This registration is not cancelled any more: look at the page again."), code="stale"
            )
        self.refresh_from_db()
        self.steps.create(kind=RegistrationStep.Kind.REINSTATED, by=by)

    @transaction.atomic
    def record_authorisation(self, *, by):
        """Record that the parent's signed authorisation of a minor was received (D59), once."""
        if Registration.objects.without_authorisation().filter(pk=self.pk).update(authorised_at=timezone.now()):
            self.refresh_from_db()
            self.steps.create(kind=RegistrationStep.Kind.AUTHORISED, by=by)
