"""Documents of an assembly: what members read before they vote, available as long as the notice (D45)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.codes import new_code
from foundation.kept_files import KeptFile
from members.assemblies.models.assembly import Assembly

KEY_LENGTH = 20


def new_key():
    return new_code(KEY_LENGTH)


class DocumentQuerySet(models.QuerySet):
    def given_with(self, assembly):
        """Those that members read before `assembly`: its own, and those of the meeting that it calls again."""
        return self.filter(assembly__in=[pk for pk in (assembly.pk, assembly.second_call_of_id) if pk])


class Document(KeptFile):
    """A file that the board gives to members; once they are called it is added to, never taken away."""

    FOLDER = "assemblies"

    class Kind(models.TextChoices):
        ACCOUNTS = "accounts", pgettext_lazy("document", "the accounts")
        REPORT = "report", pgettext_lazy("document", "a report of the board")
        AUDIT = "audit", pgettext_lazy("document", "a report of the auditors")
        STATUTES = "statutes", pgettext_lazy("document", "the statutes, or what would change in them")
        OTHER = "other", pgettext_lazy("document", "something else")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="documents")
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    kind = models.CharField(_("what it is"), max_length=8, choices=Kind, default=Kind.OTHER)
    name = models.CharField(_("name of the document"), max_length=140)
    extension = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a meeting")
        ordering = ["pk"]

    def __str__(self):
        return self.name
