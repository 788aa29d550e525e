"""« Qui continue ? »: who carries on with an idea, on their own consent (D56), which is not following it (D19)."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Facilitator, Registration
from ideas.models.idea import Idea
from ideas.models.record import IdeaStep, bump
from members.consents import VERSION
from members.models import ConsentRecord
from members.phones import spoken_phone


class JoinerQuerySet(models.QuerySet):
    def standing(self):
        """Those who did not take it back, nor asked for their registration to be erased."""
        return self.filter(Q(registration=None) | Q(registration__erased_at=None), withdrawn_at=None)

    def for_pages(self):
        return self.order_by("pk").select_related("registration")


class Joiner(models.Model):
    """Someone who goes on with an idea after the evening, and what they would do; seen by the team and facilitators."""

    class Role(models.TextChoices):
        CARRY = "carry", _("carry it")
        HELP = "help", _("lend a hand")
        SKILL = "skill", _("bring a skill")
        NEWS = "news", _("be kept informed")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="joiners")
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made with the page: a double tap joins once
    role = models.CharField(_("what they would do"), max_length=5, choices=Role)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, blank=True, related_name="joinings")
    added_by = models.ForeignKey(Facilitator, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = JoinerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "registration"], condition=Q(withdrawn_at=None), name="ideas_joiner_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(given_name="", family_name="", email="", phone=""),
                name="ideas_joiner_withdrawn_is_nameless",
            ),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip() or str(_("Erased name"))

    @property
    def spoken_phone(self):
        return spoken_phone(self.phone)

    @transaction.atomic
    def withdraw(self):
        """Take back the consent: the name and how to reach them go at once (D56); twice changes nothing."""
        nameless = {"given_name": "", "family_name": "", "email": "", "phone": "", "registration": None}
        if not Joiner.objects.standing().filter(pk=self.pk).update(withdrawn_at=timezone.now(), **nameless):
            return
        self.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        _record(self.idea, IdeaStep.Kind.LEFT)


class JoinerConsent(ConsentRecord):
    joiner = models.ForeignKey(Joiner, models.CASCADE, related_name="consents")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["joiner", "purpose"], condition=Q(withdrawn_at=None), name="ideas_joiner_consent_once"
            )
        ]

    def __str__(self):
        return f"{self.joiner} · {self.get_purpose_display()}"


@transaction.atomic
def join(idea, *, key, role, given_name, family_name="", email="", phone="", registration=None, by=None):
    """Note who carries on with a standing idea, with the consent they gave on the page; return the `Joiner`.

    The same `key` (UUID), or the same person of the list, joins once. ValidationError when the idea stands no more.
    """
    known = Joiner.objects.filter(key=key).first()
    if known:
        return known
    if not Idea.objects.standing().filter(pk=idea.pk).exists():
        raise ValidationError(_("This idea was refused or withdrawn: nobody can join it any more."))
    values = {"given_name": given_name, "family_name": family_name, "email": email.lower(), "phone": phone}
    try:
        with transaction.atomic():
            made = Joiner.objects.create(
                idea=idea, key=key, role=role, registration=registration, added_by=by, **values
            )
    except IntegrityError:
        return Joiner.objects.filter(Q(key=key) | Q(idea=idea, registration=registration or -1)).first()
    JoinerConsent.objects.create(joiner=made, purpose=ConsentRecord.Purpose.JOINING, text_version=VERSION)
    _record(idea, IdeaStep.Kind.JOINED)
    return made


def _record(idea, kind):
    idea.steps.create(kind=kind, details=IdeaStep.AT_TABLE)
    bump(idea.event_id)
