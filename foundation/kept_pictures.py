"""Pictures kept as rows, their files beside: two JPEG files named by a key that nobody guesses.

The files are written before the transaction that makes the row and deleted after the one that deletes it: a crash in
between leaves a file that no row knows, which `kept_files.sweep` takes away.
"""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.codes import new_code

CLOSED = "default-src 'none'; sandbox"


def new_key():
    return new_code(KeptPicture.KEY_LENGTH)


class KeptPicture(models.Model):
    """One picture; concrete beside what it shows, in the folder `FOLDER` of the media."""

    KEY_LENGTH = 16
    FOLDER = ""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    small_width = models.PositiveSmallIntegerField()
    small_height = models.PositiveSmallIntegerField()
    alt = models.CharField(_("what the photo shows"), max_length=200, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @classmethod
    def drawn(cls, picture, **values):
        """Write the files of a `pictures.Picture` and return its row, not saved yet; outside any transaction."""
        (width, height), (small_width, small_height) = picture.size, picture.small_size
        sizes = {"width": width, "height": height, "small_width": small_width, "small_height": small_height}
        row = cls(key=new_key(), **sizes, **values)
        default_storage.save(row.file_name(), ContentFile(picture.large))
        default_storage.save(row.file_name(small=True), ContentFile(picture.small))
        return row

    def file_name(self, *, small=False):
        return f"{self.FOLDER}/{self.key}{'-small' if small else ''}.jpg"

    def discard_files(self):
        """Delete the files once the current transaction is committed."""
        names = [self.file_name(), self.file_name(small=True)]
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names], robust=True)


def answer(row, *, small=False):
    """Return the response that shows a kept picture, harmless even if it were something else; 404 without its file."""
    try:
        with default_storage.open(row.file_name(small=small)) as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")  # some hundred kilobytes at most
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Disposition"] = f'inline; filename="{Path(row.file_name(small=small)).name}"'
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response
