"""Documents of an assembly are put in, byte for byte: taken away only while it is a draft (D45)."""

import hashlib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import uploads
from members.assemblies import planning
from members.assemblies.models import Assembly, AssemblyStep, Document
from members.assemblies.models.document import new_key

TAKEN = ("pdf",)  # opened by any phone, and printed as it is read
MOST = 30
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
    with row.stored(content), transaction.atomic():
        preparing = (Assembly.Status.DRAFT, Assembly.Status.CALLED)
        known = Assembly.objects.select_for_update(of=("self",)).filter(pk=assembly.pk, status__in=preparing)
        if not known.exists():
            raise ValidationError(_("This meeting has begun or is over: its documents stay as they are."))
        row.save()
        assembly.record(Kind.DOCUMENT, by=by, details=row.name, now=now)
    return row


@transaction.atomic
def remove(document, *, by, now=None):
    """Take a document away from a draft. ValidationError `stale` once members were called: they may have read it."""
    planning.lock_draft(document.assembly)
    document.assembly.record(Kind.UNDOCUMENT, by=by, details=document.name, now=now)
    document.discard_stored()
    document.delete()
