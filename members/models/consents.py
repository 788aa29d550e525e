"""What people agreed to (D56)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentRecord(models.Model):
    """One consent for one purpose, with the version of the text that was read (D56); concrete beside its subject."""

    class Purpose(models.TextChoices):
        NEWSLETTER = "newsletter", _("news of the territory")
        IMAGE = "image", _("pictures")
        NAME_SHOWN = "name_shown", _("name shown")
        TERMS = "terms", _("contribution terms")
        NEEDS = "needs", _("access and diet needs")
        JOINING = "joining", _("carrying on with an idea")

    purpose = models.CharField(max_length=12, choices=Purpose)
    text_version = models.CharField(max_length=12)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
