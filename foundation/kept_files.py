"""Files kept as rows, their bytes stored beside under a key that nobody guesses.

They are stored before the transaction that makes the row, and deleted after the one that deletes it: a crash in between
leaves a file that no row knows, which `sweep` takes away.
"""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.http import FileResponse, Http404

from foundation.kept_pictures import CLOSED

LOST_AFTER = timedelta(days=1)  # a file without a row may be one whose row is being written
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


class KeptFile(models.Model):
    """One file, in the folder `FOLDER` of the media; the model has its `key`."""

    FOLDER = ""

    class Meta:
        abstract = True

    @property
    def stored_name(self):
        return f"{self.FOLDER}/{self.key}.bin"

    def store(self, content):
        """Write its bytes; before any transaction."""
        default_storage.save(self.stored_name, ContentFile(content))

    @contextmanager
    def stored(self, content):
        """Write its bytes, then run what saves the row; a refusal leaves nothing behind."""
        self.store(content)
        try:
            yield
        except BaseException:
            default_storage.delete(self.stored_name)
            raise

    def discard_stored(self):
        """Delete what is stored once the current transaction is committed."""
        name = self.stored_name
        transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def answer(row, *, name, ending, shown=False):
    """Return the response that gives a file under `name`, to be saved unless `shown`; 404 when it is not there.

    It is harmless even if it is not what its `ending` ("pdf") says: nothing in it runs.
    """
    try:
        stored = default_storage.open(row.stored_name)
    except FileNotFoundError:
        raise Http404 from None
    kind = TYPES.get(ending, "application/octet-stream")
    response = FileResponse(stored, as_attachment=not shown, filename=name, content_type=kind)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sweep(model, *, now):
    """Delete the files of `model`, pictures or others, that no row knows, once a day old; return how many."""
    folder, old = Path(settings.MEDIA_ROOT) / model.FOLDER, (now - LOST_AFTER).timestamp()
    files = [file for file in (*folder.glob("*.bin"), *folder.glob("*.jpg")) if file.stat().st_mtime < old]
    known = set(model.objects.values_list("key", flat=True))
    lost = [file for file in files if file.stem.removesuffix("-small") not in known]
    for file in lost:
        file.unlink(missing_ok=True)
    return len(lost)
