"""Who bears a project, or presents it: asked, accepted by that person, ended with a date (D19, D24)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups.models import Membership
from projects.models.project import Project


class BearingQuerySet(models.QuerySet):
    def bearers(self):
        return self.filter(kind=Bearing.Kind.BEARER)

    def asked(self):
        """Waiting for the person's answer."""
        return self.filter(status=Bearing.Status.ASKED)

    def current(self):
        """Accepted, and going on; whoever left the group bears nothing any more."""
        return self.filter(status=Bearing.Status.ACCEPTED, membership__left_at=None)

    def after(self, since):
        """Borne at some moment after `since`."""
        there = Q(membership__left_at=None) | Q(membership__left_at__gt=since)
        return self.filter(there, Q(status=Bearing.Status.ACCEPTED) | Q(status=Bearing.Status.ENDED, until__gt=since))


class Bearing(models.Model):
    """Writing an idea is not bearing it: someone of the team is asked, and only bears once they accepted (D19)."""

    class Kind(models.TextChoices):
        BEARER = "bearer", _("project bearer")
        PRESENTER = "presenter", _("presents the project")  # to the committee, when nobody bears it (D24)

    class Status(models.TextChoices):
        ASKED = "asked", pgettext_lazy("bearing", "asked")
        ACCEPTED = "accepted", pgettext_lazy("bearing", "accepted")
        DECLINED = "declined", pgettext_lazy("bearing", "declined")
        CANCELLED = "cancelled", pgettext_lazy("bearing", "no longer asked")
        ENDED = "ended", pgettext_lazy("bearing", "ended")

    project = models.ForeignKey(Project, models.CASCADE, related_name="bearings")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="bearings")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.BEARER)
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)
    name_shown_at = models.DateTimeField(null=True, blank=True)  # consent to be named on the public page (D56)
    name_shown_text = models.CharField(max_length=20, blank=True)  # the version of the text agreed to

    objects = BearingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=Q(status="accepted"),
                name="projects_one_bearer_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=Q(status="asked"),
                name="projects_one_person_asked_at_a_time",
                violation_error_message=_("Someone is asked already: wait for the answer, or ask no more."),
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", since__isnull=False, until__isnull=True)
                | Q(status="ended", since__isnull=False, until__isnull=False)
                | Q(status__in=("asked", "declined", "cancelled"), since__isnull=True, until__isnull=True),
                name="projects_bearing_has_its_dates",
            ),
        ]

    def __str__(self):
        return f"{self.project} · {self.membership}"

    @property
    def is_asked(self):
        return self.status == self.Status.ASKED

    @property
    def is_current(self):
        return self.status == self.Status.ACCEPTED

    @property
    def name_is_shown(self):
        return self.is_current and self.name_shown_at is not None
