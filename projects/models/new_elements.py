"""What changed since the committee said no, or asked to work on it again: asked before a file comes back (D32)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Membership


class NewElements(models.Model):
    """The group's own words about one decision, kept, and shown to the experts beside the file."""

    decision = models.OneToOneField("projects.Decision", models.CASCADE, related_name="new_elements")
    text = models.TextField(_("what changed since"), max_length=3000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("new elements")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="projects_new_elements_say_something")]

    def __str__(self):
        return self.text[:80]
