"""Files that people send: too heavy ones are refused while they arrive, others are known by their content.

`BoundedUploadHandler` stands first in `FILE_UPLOAD_HANDLERS`: a file beyond `UPLOAD_MAX_BYTES` is neither kept in
memory nor written to the disk. The rest of it is read and dropped, because a browser whose connection is cut shows its
own page instead of our sentence.
"""

from functools import wraps
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

DROPPED_AT_MOST = 20  # times the limit: beyond that nobody waits for our sentence, the connection is cut
_STARTS = {  # how the content of a kind of file begins
    "xlsx": (b"PK\x03\x04",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "pdf": (b"%PDF-",),
}
_NEVER_TEXT = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"%PDF-", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"GIF8")


class BoundedUploadHandler(FileUploadHandler):
    """Skips a file beyond `UPLOAD_MAX_BYTES` and leaves a sentence for the form (`refusal`)."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.announced = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0
        # One kilobyte or so of the request is not the file: the other fields of the form.
        if self.announced > settings.UPLOAD_MAX_BYTES + 64 * 1024:
            self._refuse(self.announced)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._refuse(self.announced)
        return raw_data

    def file_complete(self, file_size):
        return None

    def _refuse(self, size):
        self.request.refused_upload = too_heavy(self.file_name, size)
        if size > settings.UPLOAD_MAX_BYTES * DROPPED_AT_MOST:
            raise StopUpload(connection_reset=True)
        raise SkipFile


class SeveralUploadHandler(BoundedUploadHandler):
    """For a page that takes several files at once: each has the limit for itself, whatever they weigh together."""

    def new_file(self, *args, **kwargs):
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.received = 0

    def _refuse(self, size):
        self.request.refused_upload = too_heavy(self.file_name, self.received)
        self.request.refused_names = [*getattr(self.request, "refused_names", []), self.file_name]
        raise SkipFile


def several(view):
    """Open a page that takes several files at once: the handler is set before anything, the token too, reads them."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def opened(request, *args, **kwargs):
        request.upload_handlers = [SeveralUploadHandler(request), *request.upload_handlers[1:]]
        return checked(request, *args, **kwargs)

    return opened


def refused_names(request):
    """Return the names of the files beyond `UPLOAD_MAX_BYTES` that `SeveralUploadHandler` did not take."""
    _files = request.FILES  # the handlers run when the request is read for the first time
    return getattr(request, "refused_names", [])


def refusal(request):
    """Return the sentence (ValidationError) for a file that was refused while it arrived, or None."""
    _files = request.FILES  # the handlers run when the request is read for the first time
    return getattr(request, "refused_upload", None)


def check(upload, *, extensions):
    """Refuse, with a ValidationError that says why, a file whose name, size or content is not what we take.

    `extensions` are lower-case names without a dot; the content must begin as such a file does.
    """
    extension = PurePath(upload.name).suffix.lower().lstrip(".")
    if extension not in extensions:
        raise ValidationError(
            _("“%(name)s” is not a file that we can read. Choose one whose name ends with %(endings)s."),
            code="extension",
            params={"name": upload.name, "endings": _(" or ").join(f".{known}" for known in extensions)},
        )
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise too_heavy(upload.name, upload.size)
    if not upload.size:
        raise ValidationError(
            _("“%(name)s” is empty: nothing was read. Export the list once more from its source."),
            code="empty",
            params={"name": upload.name},
        )
    upload.seek(0)
    start = upload.read(8)
    upload.seek(0)
    expected = _STARTS.get(extension)
    if not (start.startswith(expected) if expected else not start.startswith(_NEVER_TEXT)):
        raise ValidationError(
            _("“%(name)s” does not hold what its name says. Export it once more, without changing the name’s ending."),
            code="content",
            params={"name": upload.name},
        )


def too_heavy(name, size):
    return ValidationError(
        _(
            "“%(name)s” weighs %(size)s MB; we take at most %(limit)s MB. Nothing was kept. "
            "Cut it into several files, or remove the columns you do not need."
        ),
        code="size",
        params={
            "name": name,
            "size": max(1, round(size / 1024 / 1024)),
            "limit": limit_in_mb(),
        },
    )


def limit_in_mb():
    return max(1, settings.UPLOAD_MAX_BYTES // 1024 // 1024)
