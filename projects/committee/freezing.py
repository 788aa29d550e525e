"""A file is frozen: its words and its documents are copied under one fingerprint, and the project lives on (D24).

What is stored is written before the transaction that makes the rows, which stays short; a crash in between leaves
files that no row knows, which `kept_files.sweep` takes away.
"""

import hashlib
import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from projects.committee import comparing
from projects.committee.coming_back import said_since
from projects.committee.models import AgendaItem, CommitteeFile, FileDocument, FileFreezing, Proposal, Session
from projects.sheets.printing import chapters

FORMAT = 1
MOST_DOCUMENTS = 40
MOST_BYTES = 60 * 1024 * 1024  # of the documents of one file
WORDS_A_MINUTE = 220


def freeze(item, *, by, now=None):
    """Copy the project's file as it stands and return the `CommitteeFile`; again, until the votes open (D24).

    Each time leaves a line (`FileFreezing`). ValidationError `late` once the votes are open or the file is no longer
    on the agenda; a document that cannot be read any more is named in the copy rather than lost silently.
    """
    now = now or timezone.now()
    must_be_prepared(item)
    copies, absent = _copied_documents(item.project)
    try:
        content = content_of_file(item, copies=copies, absent=absent)
        with transaction.atomic():
            Session.objects.select_for_update().get(pk=item.session_id)  # whoever opens the votes waits, or came first
            must_be_prepared(item)
            return _kept(item, content, copies, by=by, now=now)
    except BaseException:
        for copy in copies:
            default_storage.delete(copy.stored_name)
        raise


def must_be_prepared(item):
    """ValidationError `late` unless the file is on the agenda of a session whose votes are not open yet."""
    preparing = (Session.Status.DRAFT, Session.Status.CALLED)
    if not AgendaItem.objects.listed().filter(pk=item.pk, session__status__in=preparing).exists():
        raise ValidationError(
            _("The vote is open, or this file left the agenda: the copy that experts read does not change any more."),
            code="late",
        )


def content_of_file(item, *, copies=(), absent=()):
    """Return what is frozen, as JSON says it: words in reading order, and what each document is.

    {"format", "project": {"name", "summary", "territory", "commune", "theme"}, "chapters", "tables", "warnings" (as
    `printing.chapters`), "documents": [{"name", "kind", "size", "sha256"}], "absent": [name], "changes": see
    `comparing.changes_between`, "since": ISO date of the earlier session, "" without one, "back": `said_since`}. In the
    platform's first language, whoever freezes it: questions are part of what is judged. No name of a person.
    """
    project, earlier = item.project, earlier_file(item)
    with override(settings.LANGUAGE_CODE):
        content = {
            "format": FORMAT,
            "project": {
                "name": project.name,
                "summary": project.summary,
                "territory": project.territory.name,
                "commune": str(project.commune or ""),
                "theme": str(project.theme or ""),
            },
            **chapters(project),
        }
    content["documents"] = [
        {"name": copy.name, "kind": copy.kind, "size": copy.size, "sha256": copy.sha256} for copy in copies
    ]
    content["absent"] = list(absent)
    content["back"] = said_since(project)
    content = json.loads(canonical(content).replace("\\u0000", ""))  # lists for tuples; no NUL (PostgreSQL)
    content["changes"] = comparing.changes_between(earlier.content, content) if earlier else []
    content["since"] = timezone.localdate(earlier.item.session.starts_at).isoformat() if earlier else ""
    return content


def earlier_file(item):
    """The copy that a session before this one judged, the latest; None for a first time."""
    files = CommitteeFile.objects.filter(
        item__project=item.project_id,
        item__status=AgendaItem.Status.CLOSED,
        item__session__starts_at__lt=item.session.starts_at,
    )
    return files.exclude(item=item).select_related("item__session").order_by("-item__session__starts_at", "-pk").first()


def canonical(content):
    """The one text of `content`, whatever database kept it: sorted keys, no space."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(content):
    """SHA-256 of the copy, in hexadecimal: of its words, and through their own digests of all its documents."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def broken(file):
    """Return what no longer is as it was frozen, as sentences; empty when the copy is intact."""
    found = [] if fingerprint(file.content) == file.sha256 else [_("The words of the copy were changed.")]
    rows = {row.rank: row for row in file.documents.all()}
    for rank, said in enumerate(file.content["documents"]):
        stored = _stored(rows[rank].stored_name) if rank in rows else None
        if stored is None or hashlib.sha256(stored).hexdigest() != said["sha256"]:
            found.append(_("“%(name)s” is no longer as it was copied.") % {"name": said["name"]})
    return found


def minutes_to_read(content):
    """How long an attentive reader needs: its words, two minutes for the figures and for each paper."""
    words = len(content["project"]["summary"].split())
    for chapter in content["chapters"]:
        for section in chapter["sections"]:
            for block in section["blocks"]:
                words += sum(len(answer.split()) for _question, answer in block["answers"])
    papers = sum(1 for document in content["documents"] if document["kind"] != "jpg")
    return max(1, -(-words // WORDS_A_MINUTE) + (2 if content["tables"] else 0) + 2 * papers)


def _kept(item, content, copies, *, by, now):
    digest = fingerprint(content)
    values = {
        "content": content, "sha256": digest, "minutes_to_read": minutes_to_read(content), "frozen_at": now,
    }  # fmt: skip
    file, _made = CommitteeFile.objects.update_or_create(item=item, defaults=values)
    for document in file.documents.all():
        document.discard_stored()
    file.documents.all().delete()
    for copy in copies:
        copy.file = file
    FileDocument.objects.bulk_create(copies)
    FileFreezing.objects.create(file=file, sha256=digest, at=now, by=by)
    return file


def _copied_documents(project):
    """(copies stored, not saved; names of what could not be read): its photos, then the papers that the team chose."""
    copies, absent, weight = [], [], 0
    for name, kind, stored_name in _documents_of(project):
        content = _stored(stored_name)
        if content is None or len(copies) >= MOST_DOCUMENTS or weight + len(content) > MOST_BYTES:
            absent.append(name)
            continue
        weight += len(content)
        digest = hashlib.sha256(content).hexdigest()
        copy = FileDocument(name=name, kind=kind, size=len(content), sha256=digest, rank=len(copies))
        copy.store(content)
        copies.append(copy)
    return copies, absent


def _documents_of(project):
    """(name, kind, where it is stored) of what goes with the file."""
    for place, photo in enumerate(project.photos.order_by("pk"), start=1):
        yield photo.alt or str(_("Photo %(number)s") % {"number": place}), "jpg", photo.file_name()
    proposal = Proposal.objects.filter(project=project).order_by("-pk").first()
    if proposal:
        for paper in proposal.documents.kept().order_by("pk"):
            yield paper.name.replace("\x00", ""), paper.kind, paper.stored_name


def _stored(name):
    try:
        with default_storage.open(name) as stored:
            return stored.read()
    except FileNotFoundError:
        return None
