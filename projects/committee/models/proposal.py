"""A project's team says that its file is ready for the committee, and with which documents (D24)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import GroupFile, Membership
from projects.models import Project
from projects.models.stage import Stage


class ProposalQuerySet(models.QuerySet):
    def standing(self):
        """Waiting for a session: neither taken back nor on an agenda, and the project can still enter (D24)."""
        return self.filter(ended_at=None, project__stage=Stage.MODELLED)

    def open(self):
        """Not taken back, and on no agenda, whatever became of the project."""
        return self.filter(ended_at=None)


class Proposal(models.Model):
    """« Proposer au comité »: once at a time; it ends when the secretary takes the file, or the team takes it back."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="proposals")
    documents = models.ManyToManyField(GroupFile, related_name="+", verbose_name=_("documents that go with the file"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("file proposed to the committee")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(ended_at=None), name="committee_proposed_once_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.project}"
