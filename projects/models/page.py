"""What the team chose to show of its project, block by block; nothing else of a project is public."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project


class PublicPage(models.Model):
    """Its words are written for everyone, apart from the sheets: what is still being thought over stays inside.

    Its photos are those of the sheets that the team chose to show (`shown_photos`).
    """

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="page")
    need = models.TextField(_("the need"), max_length=1500, blank=True)
    solution = models.TextField(_("the solution"), max_length=1500, blank=True)
    prototype = models.TextField(_("what was tried"), max_length=1500, blank=True)
    help_wanted = models.TextField(_("what would help"), max_length=800, blank=True)
    shows_partners = models.BooleanField(_("show the partners that agreed"), default=True)
    shows_bearer = models.BooleanField(_("show the bearer’s name, if they agreed"), default=True)
    shows_ideas = models.BooleanField(_("show the ideas it was made of"), default=True)
    changed_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self):
        return str(self.project)
