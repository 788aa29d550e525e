"""The frozen copy that the experts judge, with its documents, and who read it (D24, D60)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.codes import new_code
from foundation.kept_files import KeptFile
from ideas.groups.models.file import spoken_weight
from projects.committee.models.agenda import AgendaItem
from projects.committee.models.expert import Expert

KEY_LENGTH = 20


def new_key():
    return new_code(KEY_LENGTH)


class CommitteeFile(models.Model):
    """A project's file as it stood when it was frozen; the project lives on beside it (D24).

    `content` holds words only, in the order in which they are read (`freezing.content_of_file`); no name of a person.
    `sha256` is of the content and of every document: `freezing.is_intact` counts it again.
    """

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="file")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    minutes_to_read = models.PositiveSmallIntegerField(_("minutes to read it"), default=1)
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file of the committee")

    def __str__(self):
        return f"{self.item_id} · {self.mark}"

    @property
    def mark(self):
        """The beginning of its fingerprint, as people compare it: « 3f9a 12c4 0b7e »."""
        return " ".join(self.sha256[place : place + 4] for place in (0, 4, 8))


class FileFreezing(models.Model):
    """One time the file was frozen: when, by whom and what its fingerprint was; the last one is what is read."""

    file = models.ForeignKey(CommitteeFile, models.CASCADE, related_name="freezings")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.file_id} · {self.sha256[:12]}"


class FileDocument(KeptFile):
    """A document copied with the file, so that the project may delete its own."""

    FOLDER = "committee"

    file = models.ForeignKey(CommitteeFile, models.CASCADE, related_name="documents")
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["file", "rank"], name="committee_one_document_per_rank")]

    def __str__(self):
        return self.name

    @property
    def weight(self):
        return spoken_weight(self.size)

    @property
    def is_picture(self):
        return self.kind == "jpg"


class FileReading(models.Model):
    """One opening of a file, of its PDF or of one of its documents (D60); rows are only added."""

    class What(models.TextChoices):
        PAGE = "page", pgettext_lazy("reading", "the page")
        PDF = "pdf", pgettext_lazy("reading", "the PDF")
        DOCUMENT = "document", pgettext_lazy("reading", "a document")

    file = models.ForeignKey(CommitteeFile, models.CASCADE, related_name="readings")
    expert = models.ForeignKey(Expert, models.SET_NULL, null=True, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=8, choices=What, default=What.PAGE)
    document = models.CharField(max_length=200, blank=True)  # its name, which stays when the copy is frozen again
    sha256 = models.CharField(max_length=64)  # of the copy that was read
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["file", "-id"])]

    def __str__(self):
        return f"{self.file_id} · {self.get_what_display()}"

    @property
    def reader(self):
        """Who read it; « ancien membre » once erased."""
        return str(self.person or _("Former member"))
