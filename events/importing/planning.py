"""The dry run: compares a file with who is registered, and stores what would be done with each line and why."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from events.importing import rows as parsing
from events.importing import sources
from events.models import ColumnMapping, ImportBatch, ImportRow, Registration
from events.models.imports import check_takes_lists
from foundation import jobs, spreadsheets
from foundation.folding import fold
from foundation.importing.lines import name_key

BATCH = 500  # lines per transaction: about a tenth of a second
SMALL = 500  # lines planned within the request: they need no worker
KIND = "import-plan"
Outcome = ImportRow.Outcome
_OUTCOMES = {
    parsing.ACCEPTED: Outcome.NEW,
    parsing.DOUBTFUL: Outcome.DOUBTFUL,
    parsing.SKIPPED: Outcome.SKIPPED,
    parsing.REJECTED: Outcome.REJECTED,
}


@dataclass(frozen=True)
class Known:
    """Someone registered, or a line above: `line` is None for a registration."""

    name: str
    email: str
    payer_email: str
    live: bool = True
    line: int | None = None


class Acquaintances:
    """Who is registered for an event, by ticket, by address and by name; lines that are taken join them."""

    def __init__(self, event, source):
        self.tickets, self.addresses, self.names = {}, {}, defaultdict(list)
        names = ("given_name", "family_name", "email", "payer_email", "brought_by__email")
        registered = event.registrations.values_list("source", "source_ref", "status", *names)
        for origin, ref, status, given, family, email, payer, bringer in registered.iterator():
            live = status == Registration.Status.REGISTERED
            known = Known(f"{given} {family}".strip(), email or "", payer or bringer or "", live)
            if ref and origin == source:
                self.tickets[ref] = known
            if live:
                self.add(known)

    def add(self, known):
        self.names[name_key(known.name)].append(known)
        if known.email:
            self.addresses.setdefault(known.email, known)


def compare(row, known):
    """Return (outcome, row) of one `ParsedRow` beside the `Acquaintances`; the row says why."""
    ticket = known.tickets.get(row.ref)
    if row.verdict == parsing.SKIPPED:
        gone = row.reasons[-1].code == "status"
        return Outcome.SKIPPED, row.noting("still_registered") if gone and ticket and ticket.live else row
    if row.verdict == parsing.REJECTED:
        return Outcome.REJECTED, row
    if ticket:
        return Outcome.MATCHED, row.noting("already_imported" if ticket.live else "cancelled_here")
    owner = known.addresses.get(row.email) if row.email else None
    if owner and name_key(owner.name) == row.name_key:
        if owner.line is None:
            return Outcome.MATCHED, row.noting("already_registered")
        return Outcome.DOUBTFUL, row.noting("same_name_on_line", line=owner.line)
    if owner:
        row = replace(row, email="", payer_email=row.email).noting("address_of_other", name=owner.name)
    namesakes = known.names.get(row.name_key, ())
    if namesakes:
        return Outcome.DOUBTFUL, _doubt(row, namesakes)
    return _OUTCOMES[row.verdict], row


def _doubt(row, namesakes):
    address = row.email or row.payer_email
    for other in namesakes:
        if other.line is None and address and address in (other.email, other.payer_email):
            return row.noting("same_name_same_payer", name=other.name)
    other = namesakes[0]
    if other.line is not None:
        return row.noting("same_name_on_line", line=other.line)
    return row.noting("same_name", name=other.name)


def open_file(content):
    """Return (sheet, mapping) of a file's bytes; ValidationError with a sentence when it is no table."""
    sheet = spreadsheets.read(content, is_header=sources.is_header)
    return sheet, sources.recognise(sheet.header)


def receive(event, *, name, content, by, at_once=None, watch=None):
    """Store a file as a new `ImportBatch` and have its plan made: now when it is small, else by a job.

    `content` is the file in bytes; ValidationError with a sentence when it is no table. A list whose columns nobody
    told yet waits for someone to do so.
    """
    check_takes_lists(event, now=timezone.now())
    sheet, mapping = open_file(content)
    columns = mapping.columns
    told = None if mapping.is_certain else ColumnMapping.objects.exactly(event.territory, sheet.header)
    if told:
        columns = told.on(sheet.header)
    elif not mapping.is_certain and (near := ColumnMapping.objects.nearest(event.territory, sheet.header)):
        columns = {**_without(columns, near.on(sheet.header)), **near.on(sheet.header)}
    read = sources.Mapping(mapping.source, columns, sheet.header)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            event=event,
            by=by,
            source=mapping.source.code,
            file_name=name[:150],
            packed=ImportBatch.pack(content),
            columns=columns,
            used=list(read.used),
            ignored=list(read.ignored),
            status=ImportBatch.Status.PLANNING if mapping.is_certain or told else ImportBatch.Status.MAPPING,
        )
        job = None if batch.awaits_columns else _start(batch, sheet, at_once)
    return _go_on(batch, job, sheet, at_once, watch)


def tell_columns(batch, columns, *, sheet, by):
    """Say what the columns of `batch` are ({field: index}) and have its plan made."""
    with transaction.atomic():
        batch.tell_columns(columns, header=sheet.header, by=by)
        job = _start(batch, sheet)
    return _go_on(batch, job, sheet)


def _start(batch, sheet, at_once=None):
    return jobs.start(KIND, batch.pk, total=len(sheet.rows), nudged=not _is_short(sheet, at_once))


def _go_on(batch, job, sheet, at_once=None, watch=None):
    if job and _is_short(sheet, at_once):
        jobs.run(job.pk, watch=watch)
    batch.refresh_from_db()
    return batch


def _is_short(sheet, at_once):
    return len(sheet.rows) <= SMALL if at_once is None else at_once


def _without(columns, told):
    """What we guessed, but for the columns that someone told before."""
    return {field: index for field, index in columns.items() if index not in told.values()}


@jobs.kind(KIND)
def plan(lease):
    """Write the plan of one batch; begun again after a crash, it writes the missing lines."""
    batch = ImportBatch.objects.filter(pk=lease.subject, status=ImportBatch.Status.PLANNING).first()
    if batch is None:
        return
    try:
        sheet, mapping = open_file(batch.content)
    except ValidationError:
        batch.refuse()
        raise
    mapping = replace(mapping, columns=batch.columns)
    parsed = parsing.parse(sheet, mapping)
    workshops = {fold(workshop.title): workshop for workshop in batch.event.workshops.published()}
    known = Acquaintances(batch.event, batch.source)
    written = batch.rows.count()
    for start in range(0, len(parsed), BATCH):
        rows = [_planned(batch, row, known, workshops) for row in parsed[start : start + BATCH]]
        if start + len(rows) <= written:
            continue
        with transaction.atomic():
            lease.advance(done=start + len(rows), total=len(parsed))
            ImportRow.objects.bulk_create(rows)
        jobs.breathe()
    batch.mark_planned()


def _planned(batch, parsed, known, workshops):
    outcome, row = compare(parsed, known)
    if outcome in (Outcome.NEW, Outcome.DOUBTFUL):
        known.add(Known(row.full_name, row.email, row.payer_email, line=row.number))
    workshop = workshops.get(fold(row.workshop)) if row.workshop else None
    if row.workshop and workshop is None and outcome in (Outcome.NEW, Outcome.DOUBTFUL):
        row = row.noting("workshop_unknown", workshop=row.workshop[:90])
    stored = ImportRow(
        batch=batch,
        number=row.number,
        outcome=outcome,
        reasons=[[reason.code, reason.details] for reason in row.reasons],
        source_ref=row.ref[:80],
        given_name=row.given_name[:80],
        family_name=row.family_name[:80],
        email=row.email[:254],
        payer_email=row.payer_email[:254],
        phone=row.phone,
        commune_text=row.commune,
        postal_code=row.postal_code,
        workshop_text=row.workshop,
        workshop=workshop,
        newsletter=row.newsletter,
    )
    stored.folded = stored.folded_text()
    return stored
