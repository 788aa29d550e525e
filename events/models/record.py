"""What is kept beside an evening and a registration: what happened, who people say to be (D8), their consents (D56)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import ConsentRecord


class Profile(models.TextChoices):
    """What people say of themselves, one or several (D8)."""

    INHABITANT = "inhabitant", _("inhabitant")
    MANAGER = "manager", _("company manager")
    EMPLOYEE = "employee", _("employee")
    ENTREPRENEUR = "entrepreneur", _("entrepreneur")
    FUNDER = "funder", _("funder")
    STUDENT = "student", _("student")
    PUPIL = "pupil", _("high school pupil")
    ELECTED = "elected", _("elected representative")
    RETIRED = "retired", _("retired person")
    ASSOCIATION = "association", _("member of an association")
    OTHER = "other", _("other")


class RegistrationProfile(models.Model):
    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="profiles")
    profile = models.CharField(max_length=12, choices=Profile)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "profile"], name="events_profile_once")]

    def __str__(self):
        return self.get_profile_display()


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class RegistrationConsent(ConsentRecord):
    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="consents")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "purpose"], condition=Q(withdrawn_at=None), name="events_consent_once"
            )
        ]

    def __str__(self):
        return f"{self.registration} · {self.get_purpose_display()}"


class RegistrationStep(models.Model):
    class Kind(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("person", "registered")
        MOVED = "moved", _("changed workshop")
        CHANGED = "changed", pgettext_lazy("person", "changed")
        CANCELLED = "cancelled", pgettext_lazy("person", "cancelled")
        REINSTATED = "reinstated", _("registered again")
        PRESENT = "present", _("marked present")
        PRESENCE_UNDONE = "undone", _("presence taken back")
        TICKET_SENT = "ticket", _("ticket sent again")
        AUTHORISED = "authorised", _("parent’s authorisation received")
        PARENT_ASKED = "parent", _("a parent was asked")
        PARENT_REFUSED = "refused", _("refused by the parent")
        TURNED_AWAY = "away", _("came without authorisation, did not come in")
        CONSENT_WITHDRAWN = "consent", _("consent withdrawn")
        ERASED = "erased", _("data erased")
        WAITING = "waiting", _("put on the waiting list")
        OFFERED = "offered", _("a seat was offered")
        SEATED = "seated", _("seat accepted")
        OFFER_ENDED = "offer_ended", _("the offer ended without an answer")
        LEFT_LIST = "left_list", _("left the waiting list")
        WISHED = "wished", _("wishes changed")
        MERGED = "merged", _("moved with the table")

    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.registration} · {self.get_kind_display()}"


class EventStep(models.Model):
    """What happened to the evening, by whom, when."""

    class Kind(models.TextChoices):
        CREATED = "created", pgettext_lazy("evening", "created")
        CHANGED = "changed", pgettext_lazy("evening", "changed")
        PUBLISHED = "published", pgettext_lazy("evening", "published")
        UNPUBLISHED = "unpublished", pgettext_lazy("evening", "back to draft")
        STARTED = "started", pgettext_lazy("evening", "begun")
        FINISHED = "finished", pgettext_lazy("evening", "over")
        ARCHIVED = "archived", pgettext_lazy("evening", "archived")
        CANCELLED = "cancelled", pgettext_lazy("evening", "cancelled")
        SEATS_TOLD = "seats_told", _("the tables were told to everyone")

    SEEN_IN_CALENDARS = (Kind.CHANGED, Kind.CANCELLED)

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.event} · {self.get_kind_display()}"
