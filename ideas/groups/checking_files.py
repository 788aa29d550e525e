"""Files that a group keeps: known by their content, without what the camera noted, never a programme (D58).

What comes out is what is kept: photos are drawn anew, the rest is the file as it was sent, checked.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation import pictures, uploads

PHOTOS = ("jpg", "jpeg", "png", "webp")
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
TEXTS = ("txt", "csv")
TAKEN = ("pdf", *PHOTOS, *OFFICE, *OPEN, *TEXTS)
WITH_MACROS = ("docm", "xlsm", "pptm", "dotm", "xltm", "xlsb")
OLD_OFFICE = ("doc", "xls", "ppt")
MOST_UNPACKED = 200 * 1024 * 1024  # bytes of an office document once unpacked: beyond, a small file hides a bomb
MOST_PARTS = 5000  # files inside an office document
LONGEST_NAME = 120
_PAGES = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"#!")


@dataclass(frozen=True)
class Accepted:
    """A file to keep: the name shown, its extension, its bytes."""

    name: str
    kind: str
    content: bytes


def read(upload):
    """Return the `Accepted` of an uploaded file; ValidationError says in words for people why it is not taken."""
    name = PurePath(upload.name.replace("\\", "/")).name
    stem, kind = PurePath(name).stem.strip()[:LONGEST_NAME] or "fichier", PurePath(name).suffix.lower().lstrip(".")
    _refuse_by_name(name, kind)
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise too_heavy(name, upload.size)
    if not upload.size:
        raise _refused(_("“%(name)s” is empty."), name)
    if kind in PHOTOS:
        return Accepted(f"{stem}.jpg", "jpg", _photo(upload, name))
    upload.seek(0)
    content = upload.read()
    _refuse_by_content(name, kind, content)
    return Accepted(f"{stem}.{kind}", kind, content)


def too_heavy(name, size):
    sentence = _("“%(name)s” weighs %(size)s MB; we take at most %(limit)s MB per file.")
    return _refused(sentence, name, size=max(1, round(size / 1024 / 1024)), limit=uploads.limit_in_mb())


def _refuse_by_name(name, kind):
    if kind in WITH_MACROS:
        sentence = _("“%(name)s” can hold macros, small programmes. Save it without them (.docx, .xlsx, .pptx).")
        raise _refused(sentence, name)
    if kind in OLD_OFFICE:
        sentence = _(
            "“%(name)s” is in an old office format, which can hide programmes. Save it as %(better)s or as PDF."
        )
        raise _refused(sentence, name, better=f".{kind}x")
    if kind not in TAKEN:
        sentence = _("“%(name)s” is not a kind of file that we keep: PDF, photos, office documents, plain text or CSV.")
        raise _refused(sentence, name)


def _refuse_by_content(name, kind, content):
    lies = _refused(_("“%(name)s” does not hold what its name says."), name)
    if kind == "pdf" and not content.startswith(b"%PDF-"):
        raise lies
    if kind in TEXTS and not _is_text(content):
        raise lies
    if kind in OFFICE or kind in OPEN:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                _refuse_parts(name, packed)
                if not _is_document(kind, packed):
                    raise lies
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise lies from None


def _refuse_parts(name, packed):
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused(_("“%(name)s” unpacks into far more than it weighs: we do not keep it."), name)
    names = [part.filename.lower() for part in parts]
    if any(part.endswith("vbaproject.bin") or part.startswith(("basic/", "scripts/")) for part in names):
        raise _refused(_("“%(name)s” holds macros, small programmes. Save it without them, then send it again."), name)
    if any(part.flag_bits & 0x1 for part in parts):
        raise _refused(_("“%(name)s” is locked by a password: we cannot look whether it is sound."), name)


def _is_document(kind, packed):
    names = packed.namelist()
    if kind in OFFICE:
        return "[Content_Types].xml" in names and any(part.startswith(OFFICE[kind]) for part in names)
    if "mimetype" not in names or packed.getinfo("mimetype").file_size > 200:
        return False
    return packed.read("mimetype").decode("ascii", "replace").strip() == OPEN[kind]


def _is_text(content):
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):  # a spreadsheet's CSV may be UTF-16
        return False
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return not start.startswith((*_PAGES, b"mz\x90", b"pk\x03\x04", b"%pdf-", b"\x89png", b"\xff\xd8\xff", b"gif8"))


def _photo(upload, name):
    """The bytes of a photo drawn anew: no EXIF is left."""
    try:
        return pictures.read(upload).large
    except ValidationError as refusal:
        raise _refused("%(name)s · %(why)s", name, why=refusal.messages[0]) from None


def _refused(sentence, name, **params):
    return ValidationError(sentence, code="file", params={"name": name, **params})
