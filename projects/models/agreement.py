"""The sentences that a team agrees to before a stage: data with good defaults, agreed to one by one (D21)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Membership
from members.models import Territory
from projects.models.project import Project
from projects.models.stage import Stage
from projects.models.step import ProjectStep


class StageSentence(models.Model):
    """A sentence of a territory for one stage: as soon as it has one, its own replace the usual ones."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="stage_sentences")
    stage = models.CharField(max_length=12, choices=Stage)
    text = models.CharField(_("the sentence"), max_length=250)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class Agreement(models.Model):
    """The team said yes to one sentence: when, who, in which role. A rewritten sentence is agreed to anew."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="agreements")
    stage = models.CharField(max_length=12, choices=Stage)
    key = models.CharField(max_length=40)  # of a usual sentence, or « s » and a digest of the territory's own
    text = models.CharField(max_length=250)  # as it was read
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=9, choices=ProjectStep.Role)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "stage", "key"], name="projects_sentence_agreed_once"),
        ]

    def __str__(self):
        return self.text
