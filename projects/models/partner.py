"""Structures that help a project: what they bring, since when, and whether they agreed to be shown."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Structure
from projects.models.project import Project


class PartnerQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def shown(self):
        """Those that agreed to be named on the public page (D56)."""
        return self.standing().exclude(agreed_on=None)


class Partner(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    structure = models.ForeignKey(Structure, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name of the structure"), max_length=120)
    brings = models.CharField(_("what it brings"), max_length=250, blank=True)
    contact = models.CharField(_("whom to ask there"), max_length=200, blank=True)  # read by the team only
    since = models.DateField(_("since"), null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)  # the day it agreed to be shown
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                condition=Q(ended_at=None),
                name="projects_partner_once",
                violation_error_message=_("This partner is in the list already."),
            ),
        ]

    def __str__(self):
        return self.name
