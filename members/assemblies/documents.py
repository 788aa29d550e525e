"""Documents of an assembly are put in, byte for byte: taken away only while it is a draft (D45)."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import uploads
from members.assemblies import planning
from members.assemblies.models import Assembly, AssemblyStep, Document
from members.assemblies.models.document import FOLDER, new_key

TAKEN = ("pdf",)  # opened by any phone, and printed as it is read
MOST = 30
LOST_SECONDS = 24 * 60 * 60  # a stored file without a row may be one whose row is being written
Kind = AssemblyStep.Kind


def add(assembly, upload, *, name="", kind=Document.Kind.OTHER, by, now=None):
    """Keep an uploaded PDF, outside any transaction, and return its row; until the meeting begins.

    ValidationError when it is no PDF, too heavy, one too many (`many`), or `stale` once the meeting has begun.
    """
    if assembly.documents.count() >= MOST:
        raise ValidationError(_("There are thirty documents already: put some of them together."), code="many")
    uploads.check(upload, extensions=TAKEN)
    upload.seek(0)
    content, now = upload.read(), now or timezone.now()
    row = Document(
        assembly=assembly, key=new_key(), kind=kind, name=(name.strip() or Path(upload.name).stem)[:140],
        extension="pdf", size=len(content), sha256=hashlib.sha256(content).hexdigest(), added_by=by, added_at=now,
    )  # fmt: skip
    default_storage.save(row.stored_name, ContentFile(content))
    try:
        with transaction.atomic():
            preparing = (Assembly.Status.DRAFT, Assembly.Status.CALLED)
            known = Assembly.objects.select_for_update(of=("self",)).filter(pk=assembly.pk, status__in=preparing)
            if not known.exists():
                raise ValidationError(_("This meeting has begun or is over: its documents stay as they are."))
            row.save()
            assembly.record(Kind.DOCUMENT, by=by, details=row.name, now=now)
    except BaseException:
        default_storage.delete(row.stored_name)
        raise
    return row


@transaction.atomic
def remove(document, *, by, now=None):
    """Take a document away from a draft. ValidationError `stale` once members were called: they may have read it."""
    planning.lock_draft(document.assembly)
    document.assembly.record(Kind.UNDOCUMENT, by=by, details=document.name, now=now)
    document.discard_stored()
    document.delete()


def sweep(*, now):
    """Delete stored files that no row knows since a day; return how many."""
    old = now.timestamp() - LOST_SECONDS
    files = [file for file in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*.bin") if file.stat().st_mtime < old]
    known = set(Document.objects.values_list("key", flat=True))
    lost = [file for file in files if file.stem not in known]
    for file in lost:
        file.unlink(missing_ok=True)
    return len(lost)
