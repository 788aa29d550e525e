"""The history of a project: when, who, in which role, what and why (D18)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups.models import Membership
from projects.models.stage import Stage


class ProjectStep(models.Model):
    class Kind(models.TextChoices):
        STARTED = "started", _("the project is born")
        DESCRIBED = "described", _("the project was described anew")
        ADVANCED = "advanced", _("reached a stage")
        WENT_BACK = "back", _("went back one stage")
        SUSPENDED = "suspended", _("was suspended")
        ABANDONED = "abandoned", _("was abandoned")
        RESUMED = "resumed", _("was resumed")
        MERGED = "merged", _("joined another project")
        UNMERGED = "unmerged", _("stands alone again")
        RECEIVED = "received", _("another project joined it")
        LET_GO = "let_go", _("another project stands alone again")
        SEEKS = "seeks", _("seeks a bearer")
        SEEKS_NO_MORE = "seeks_not", _("no longer seeks a bearer")
        BEARER_ASKED = "asked", _("someone was asked to bear it")
        BEARER_ACCEPTED = "accepted", _("someone accepted to bear it")
        BEARER_DECLINED = "declined", _("someone preferred not to bear it")
        BEARER_ENDED = "ended", _("someone no longer bears it")
        PARTNER = "partner", _("a partner helps")
        PARTNER_LEFT = "no_partner", _("a partner no longer helps")
        PUBLISHED = "published", _("its page was published")
        UNPUBLISHED = "withdrawn", _("its page was taken offline")
        LISTED = "listed", _("put on the list of projects that seek someone")
        LISTING_CONFIRMED = "relisted", _("still seeks someone: confirmed")
        LISTING_ENDED = "unlisted", _("left the list of projects that seek someone")
        INTRODUCED = "introduced", _("someone who wrote was put in touch")
        DECIDED = "decided", _("the committee gave its decision")
        LIFTED = "lifted", _("a condition of the committee was lifted")
        OVERDUE = "overdue", _("the day of a condition passed: the committee will speak of it again")
        RENEWED = "renewed", _("what changed since the committee’s answer was written")

    class Role(models.TextChoices):
        """In which role someone took a step: it stays when the name goes (D18)."""

        LEAD = "lead", _("leads the group")
        MEMBER = "member", pgettext_lazy("group", "member")
        TEAM = "team", _("the team")
        COMMITTEE = "committee", _("the committee")
        MACHINE = "machine", _("the platform")

        @classmethod
        def of(cls, membership):
            return cls.LEAD if membership.is_lead else cls.MEMBER

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.CharField(max_length=12, choices=Stage, blank=True)  # the one it is at after this step
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=9, choices=Role)
    details = models.CharField(max_length=300, blank=True)  # the name of a structure, of another project, or a decision
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["project", "-id"]), models.Index(fields=["kind", "stage", "at"])]

    def __str__(self):
        return f"{self.project_id} · {self.get_kind_display()}"

    @property
    def who(self):
        """Who took it, as the group reads it: the name of a member, else the role; erased names are gone (D18)."""
        if self.membership:
            return f"{self.membership.shown_name} ({self.get_role_display()})"
        return str(self.get_role_display())

    @property
    def said(self):
        """What it is about: a way of bearing, a decision, or the name of a structure or of another project."""
        from projects.models.bearing import Bearing
        from projects.models.project import Project

        known = Project.Decision if self.kind == self.Kind.DECIDED else Bearing.Kind
        return str(dict(known.choices).get(self.details, self.details))
