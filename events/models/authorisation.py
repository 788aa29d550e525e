"""A parent's authorisation for a minor: asked by a link or on paper, with the proof of who said yes (D59)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.emails import care as emails_care
from events.models.record import RegistrationConsent, RegistrationStep
from events.models.registration import Registration
from foundation import links
from foundation.models import Link
from members.consents import VERSION
from members.models import ConsentRecord
from members.phones import spoken_phone

PARENT = "parental-authorisation"  # the purpose of the act's link
PROOF_KEPT = timedelta(days=365)  # a year after the evening, a quarrel about it is over: the parent's name goes (D58)
LEAST_LIFE = timedelta(days=1)  # a link asked for on the day itself still serves at the door


class AuthorisationQuerySet(models.QuerySet):
    def asked(self):
        """Asked by a link, without an answer yet."""
        return self.filter(state=Authorisation.State.ASKED)

    def awaited(self, event):
        """Parents of people registered for `event` who have not answered."""
        missing = event.registrations.without_authorisation()
        found = self.asked().exclude(parent_email="").filter(registration__in=missing)
        return found.select_related("registration__event__territory").order_by("pk")

    def expired(self, now):
        """Whose proof is no longer needed."""
        named = self.exclude(parent_name="", parent_email="", parent_phone="")
        return named.filter(registration__event__ends_at__lt=now - PROOF_KEPT)

    def of_parent(self, address):
        return self.filter(parent_email__iexact=address)

    def blank(self):
        return self.update(parent_name="", parent_email="", parent_phone="")


class Authorisation(models.Model):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("authorisation", "asked by e-mail")
        BY_LINK = "link", pgettext_lazy("authorisation", "given by e-mail")
        ON_PAPER = "paper", pgettext_lazy("authorisation", "received on paper")
        AT_DOOR = "door", pgettext_lazy("authorisation", "paper seen at the door")
        REFUSED = "refused", pgettext_lazy("authorisation", "refused by the parent")
        TURNED_AWAY = "away", pgettext_lazy("authorisation", "missing at the door: did not come in")

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="authorisation")
    state = models.CharField(max_length=7, choices=State)
    parent_name = models.CharField(_("Parent’s name"), max_length=120, blank=True)
    parent_email = models.EmailField(_("Parent’s e-mail"), blank=True)
    parent_phone = models.CharField(_("Phone to be reached during the evening"), max_length=20, blank=True)
    image = models.BooleanField(_("pictures accepted"), default=False)
    data_agreed = models.BooleanField(_("use of the data agreed with the child"), default=False)
    text_version = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="link") | ~models.Q(text_version=""),
                name="events_authorisation_by_link_says_which_text",
            )
        ]

    def __str__(self):
        return f"{self.registration} · {self.get_state_display()}"

    @property
    def spoken_phone(self):
        return spoken_phone(self.parent_phone)

    @property
    def is_refused(self):
        return self.state == self.State.REFUSED

    @property
    def waits_for_parent(self):
        return self.state == self.State.ASKED

    @classmethod
    @transaction.atomic
    def ask(cls, registration, *, parent_name, parent_email, by=None):
        """Write to a parent, with a link that is used once (D59, D64); links sent before no longer work.

        ValidationError when the registration is cancelled, not a minor's, or authorised already.
        """
        Registration.objects.filter(pk=registration.pk).hold()
        if not Registration.objects.without_authorisation().filter(pk=registration.pk).exists():
            raise ValidationError(_("No authorisation is missing for this person: nothing was sent."), code="stale")
        links.revoke(PARENT, registration.pk)
        values = {"state": cls.State.ASKED, "parent_name": parent_name, "parent_email": parent_email.strip().lower()}
        asked, _made = cls.objects.update_or_create(
            registration=registration, defaults={**values, "asked_at": timezone.now(), "answered_at": None, "by": by}
        )
        step = registration.steps.create(kind=RegistrationStep.Kind.PARENT_ASKED, by=by)
        emails_care.authorisation_asked(asked, asked.link(), step=step.pk)
        return asked

    def link(self):
        """The parent's live link to one answer, made when there is none."""
        live = Link.objects.live().filter(kind=Link.Kind.ACT, purpose=PARENT, subject=str(self.registration_id))
        ends = self.registration.event.ends_at or timezone.now()
        lasts = max(ends - timezone.now(), LEAST_LIFE)
        return live.order_by("-pk").first() or links.act(PARENT, self.registration_id, lasts=lasts)

    @transaction.atomic
    def answer(self, link, *, accepts, parent_name, parent_phone="", image=False, data_agreed=False):
        """Keep a parent's yes or no, once: who, when, which text (D56, D59); pictures only when they say so."""
        if not links.spend(link):
            raise ValidationError(_("This link was already used: your first answer is kept."), code="stale")
        Registration.objects.filter(pk=self.registration_id).hold()
        self.registration.refresh_from_db()
        now = timezone.now()
        self.state = self.State.BY_LINK if accepts else self.State.REFUSED
        self.parent_name, self.parent_phone, self.text_version = parent_name, parent_phone, VERSION
        self.image, self.data_agreed, self.answered_at = accepts and image, accepts and data_agreed, now
        self.save()
        self._apply(authorised_at=now if accepts else None, now=now)
        kind = RegistrationStep.Kind.AUTHORISED if accepts else RegistrationStep.Kind.PARENT_REFUSED
        step = self.registration.steps.create(kind=kind)
        emails_care.withdraw_to_parent(self)
        emails_care.authorisation_answered(self, self.link() if self._may_change(now) else None, step=step.pk)

    @classmethod
    @transaction.atomic
    def receive(cls, registration, *, by, at_door=False):
        """Record the paper that a parent signed; `at_door`, it was seen when the minor arrived."""
        if not Registration.objects.without_authorisation().filter(pk=registration.pk).exists():
            return
        state = cls.State.AT_DOOR if at_door else cls.State.ON_PAPER
        values = {"state": state, "answered_at": timezone.now(), "by": by}
        received, _made = cls.objects.update_or_create(registration=registration, defaults=values)
        registration.record_authorisation(by=by)
        links.revoke(PARENT, registration.pk)
        emails_care.withdraw_to_parent(received)

    @classmethod
    @transaction.atomic
    def turn_away(cls, registration, *, by):
        """Record that a minor came without authorisation and did not take part (D59)."""
        values = {"state": cls.State.TURNED_AWAY, "answered_at": timezone.now(), "by": by}
        cls.objects.update_or_create(registration=registration, defaults=values)
        registration.steps.create(kind=RegistrationStep.Kind.TURNED_AWAY, by=by)

    def _may_change(self, now):
        return not self.registration.event.has_begun(now)

    def _apply(self, *, authorised_at, now):
        Registration.objects.filter(pk=self.registration_id).update(authorised_at=authorised_at)
        self.registration.authorised_at = authorised_at
        pictures = {"registration": self.registration, "purpose": ConsentRecord.Purpose.IMAGE}
        if not self.image:
            RegistrationConsent.objects.standing().filter(**pictures).update(withdrawn_at=now)
        elif not RegistrationConsent.objects.standing().filter(**pictures).exists():
            RegistrationConsent.objects.create(**pictures, text_version=VERSION)
