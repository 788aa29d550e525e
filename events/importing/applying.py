"""Does what a plan says, in batches, and takes it back within a day."""

import math
from collections import defaultdict

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from events import emails
from events.models import (
    Attendance,
    Event,
    ImportBatch,
    ImportRow,
    Registration,
    RegistrationConsent,
    RegistrationStep,
    Table,
)
from events.models.serving import offer_free
from foundation import jobs
from foundation.folding import fold
from foundation.importing.lines import name_key
from members.models import Commune

BATCH = 500  # lines per transaction (see `bench` in the import's note): well under a second
BATCH_WITH_MAILS = 50  # each ticket is rendered as text and HTML within the transaction
SMALL = 500  # lines applied within the request
APPLY, UNDO = "import-apply", "import-undo"
CONSENT_VERSION = "import"  # people said yes to the text of the other service, not to ours
Outcome = ImportRow.Outcome


def begin(batch, *, tell, at_once=None, watch=None):
    """Apply the plan of `batch`: now when it is small, else by a job. Mails leave only when `tell`."""
    count = batch.rows.to_apply().count()
    if at_once is None:
        at_once = count <= (BATCH_WITH_MAILS if tell else SMALL)
    with transaction.atomic():
        batch.begin_applying(tell=tell)
        job = jobs.start(APPLY, batch.pk, total=count, nudged=not at_once)
    return _go_on(batch, job, at_once, watch)


def begin_undoing(batch, *, at_once=None, watch=None):
    """Take back the registrations that `batch` made: now when they are few, else by a job."""
    count = batch.rows.to_undo().count()
    if at_once is None:
        at_once = count <= SMALL
    with transaction.atomic():
        batch.begin_undoing()
        job = jobs.start(UNDO, batch.pk, total=count, nudged=not at_once)
    return _go_on(batch, job, at_once, watch)


def _go_on(batch, job, at_once, watch):
    if at_once:
        jobs.run(job.pk, watch=watch)
        batch.refresh_from_db()
    return batch


@jobs.kind(APPLY)
def apply(lease):
    """Register the lines of one plan; begun again after a crash, it does those that are not done."""
    batch = ImportBatch.objects.select_related("event").filter(pk=lease.subject, status="applying").first()
    if batch is None:
        return
    communes = _Communes()
    left = batch.rows.to_apply().count()
    total = left + batch.rows.filter(done_at__isnull=False).count()
    size = BATCH_WITH_MAILS if batch.tell else BATCH
    while left:
        with transaction.atomic():
            rows = list(batch.rows.to_apply().select_related("workshop").order_by("number")[:size])
            left -= len(rows)
            lease.advance(done=total - left, total=total)
            _register(batch, rows, communes)
        if not rows:
            break
        jobs.breathe()
    batch.mark_applied()


def _register(batch, rows, communes):
    """Register these lines, but for those whose ticket or address arrived by another way since the plan."""
    now = timezone.now()
    Table.objects.filter(workshop__in={row.workshop_id for row in rows if row.workshop_id}).hold()
    refs = {row.source_ref for row in rows}
    known_refs = set(
        Registration.objects.filter(event=batch.event, source=batch.source, source_ref__in=refs)
        .values_list("source_ref", flat=True)
    )  # fmt: skip
    addresses = {row.email for row in rows if row.email} | {row.payer_email for row in rows if row.payer_email}
    owners = {
        owner.email: owner for owner in Registration.objects.known().filter(event=batch.event, email__in=addresses)
    }
    made, matched, left_out, full = {}, [], [], set()
    room = _room(batch.event)
    for row in rows:
        owner = owners.get(row.email) if row.email else None
        if row.source_ref in known_refs:
            matched.append((row, "already_imported"))
        elif owner and not row.chosen and name_key(owner.full_name) == name_key(row.full_name):
            matched.append((row, "already_registered"))
        elif len(made) >= room:
            left_out.append((row, "evening_full"))
        else:
            made[row] = registration = _registration(batch, row, communes, owns_address=owner is None, full=full)
            if registration.email:
                owners[registration.email] = registration
    Registration.objects.bulk_create(made.values())
    _record(batch, made)
    for outcome, others in ((Outcome.MATCHED, matched), (Outcome.SKIPPED, left_out)):
        for row, code in others:
            reasons = [*row.reasons, [code, {}]]
            ImportRow.objects.filter(pk=row.pk).update(outcome=outcome, reasons=reasons, done_at=now)
    # One statement for all: the ticket's reference is unique in an event.
    same_ticket = Registration.objects.filter(event=batch.event, source=batch.source, source_ref=OuterRef("source_ref"))
    imported = ImportRow.objects.filter(pk__in=[row.pk for row in made])
    imported.update(registration=Subquery(same_ticket.values("pk")[:1]), done_at=now)
    if batch.tell:
        for registration in made.values():
            if registration.address:
                emails.registration_confirmed(registration)


def _room(event):
    """How many more people the evening takes: where wishes are said it is counted in people, its row being held (D3).

    Elsewhere tables count, and who finds no seat is to be placed by the team.
    """
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    return event.places_left() if event.has_wishes_mode else math.inf


def _registration(batch, row, communes, *, owns_address, full):
    """A registration not yet written; `full` are workshops found full in this batch, not asked again."""
    table = None
    if row.workshop and row.workshop not in full:
        table = Table.objects.filter(workshop=row.workshop).claim()
        if table is None:
            full.add(row.workshop)
    commune = communes.find(row.commune_text, row.postal_code)
    registration = Registration(
        event=batch.event,
        table=table,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email if row.email and owns_address else None,
        payer_email=row.payer_email or row.email,
        phone=row.phone,
        commune=commune,
        commune_text="" if commune else row.commune_text,
        source=batch.source,
        source_ref=row.source_ref,
    )
    registration.folded = registration.folded_text()  # a bulk write does not pass through save()
    return registration


def _record(batch, made):
    RegistrationStep.objects.bulk_create(
        RegistrationStep(
            registration=registration,
            kind=RegistrationStep.Kind.REGISTERED,
            by_id=batch.by_id,
            details=str(row.workshop) if registration.table else "",
        )
        for row, registration in made.items()
    )
    RegistrationConsent.objects.bulk_create(
        RegistrationConsent(
            registration=registration,
            purpose=RegistrationConsent.Purpose.NEWSLETTER,
            text_version=CONSENT_VERSION,
        )
        for row, registration in made.items()
        if row.newsletter and registration.email
    )
    batch.event.bump()


class _Communes:
    """Communes of the project's list by folded name; the postal code decides between namesakes."""

    def __init__(self):
        self.by_name = defaultdict(list)
        for commune in Commune.objects.all():
            self.by_name[_commune_key(commune.name)].append(commune)

    def find(self, name, postal_code):
        found = self.by_name.get(_commune_key(name), [])
        if postal_code:
            found = [commune for commune in found if postal_code in commune.postal_codes.split()]
        return found[0] if len(found) == 1 else None


def _commune_key(name):
    return fold(name).replace("-", " ").replace("'", " ").replace("st ", "saint ")


@jobs.kind(UNDO)
def undo(lease):
    """Delete the registrations that one import made, but for those that lived since; their seats are free again."""
    batch = ImportBatch.objects.select_related("event").filter(pk=lease.subject, status="undoing").first()
    if batch is None:
        return
    left = batch.rows.to_undo().count()
    total = batch.rows.imported().count()
    while left:
        with transaction.atomic():
            rows = list(batch.rows.to_undo().order_by("number")[:BATCH])
            left -= len(rows)
            lease.advance(done=total - left, total=total)
            _take_back(batch, rows)
        if not rows:
            break
        jobs.breathe()
    batch.mark_undone()


def _take_back(batch, rows):
    now = timezone.now()
    pks = [row.registration_id for row in rows]
    Registration.objects.filter(pk__in=pks).hold()
    Table.objects.filter(workshop__tables__registrations__in=pks).hold()
    # Read once they are held: who moved or cancelled at this instant took or gave back a seat.
    people = Registration.objects.select_related("table").in_bulk(pks)
    present = set(Attendance.objects.standing().filter(registration__in=pks).values_list("registration_id", flat=True))
    lived = set(
        RegistrationStep.objects.filter(registration__in=pks)
        .exclude(kind=RegistrationStep.Kind.REGISTERED)
        .values_list("registration_id", flat=True)
    ) | set(Registration.objects.filter(brought_by__in=pks).values_list("brought_by_id", flat=True))
    gone, kept = {}, []
    for row in rows:
        registration = people[row.registration_id]
        if registration.pk in present:
            kept.append((row, "kept_present"))
        elif registration.status == Registration.Status.CANCELLED:
            kept.append((row, "kept_cancelled"))
        elif registration.pk in lived or registration.person_id:
            kept.append((row, "kept_changed"))
        else:
            gone[row] = registration
    for row, code in kept:
        ImportRow.objects.filter(pk=row.pk).update(reasons=[*row.reasons, [code, {}]], undone_at=now)
    ImportRow.objects.filter(pk__in=[row.pk for row in gone]).update(registration=None, undone_at=now)
    emails.withdraw_for_all(batch.event, codes={registration.code for registration in gone.values()})
    freed = {None}  # a place of the evening, where wishes are taken
    for registration in gone.values():
        if registration.table:
            registration.table.release()
            freed.add(registration.table.workshop_id)
    Registration.objects.filter(pk__in=[registration.pk for registration in gone.values()]).delete()
    offer_free(batch.event, freed)
    batch.event.bump()
