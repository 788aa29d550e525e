"""Writes the members that a plan says, in one transaction, and takes them back within a day if nothing happened."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.capital import locked
from members.cooperative.importing.planning import plan_of
from members.cooperative.models import ImportedMember, Member, MemberStep, RegisterImport, ShareMovement

WRITTEN = {"movements", "steps", "imported"}  # rows of a member that an import itself makes
MOST_NAMED = 5
Kind, Status = ShareMovement.Kind, RegisterImport.Status


def apply(batch, *, by, leave_out):
    """Enter the ready lines of `batch` in the register, all or none; returns how many.

    A file with refused lines is taken only when `leave_out` says that they may be missing. The numbers of the file are
    kept; where it has none, they follow the highest, in the order of entry. ValidationError says why nothing was done.
    """
    try:
        with transaction.atomic():
            cooperative = locked(batch.cooperative_id)
            batch.step((Status.PLANNED,), Status.APPLIED, applied_at=timezone.now())
            plan = plan_of(batch)
            if not plan.ready:
                raise ValidationError(_("No line of this file can be entered: nothing was done."), code="nothing")
            if plan.refused and not leave_out:
                raise ValidationError(_("Some lines cannot be read: mend the file, or say that they are left out."))
            _write(batch, cooperative, plan.ready, by=by)
            batch.forget_file()
    except IntegrityError:  # someone was registered under one of these numbers at the same instant
        raise ValidationError(
            _("The register has changed meanwhile: nothing was done. Look at the lines again.")
        ) from None
    return len(plan.ready)


def _write(batch, cooperative, rows, *, by):
    numbers = _numbers(cooperative, rows)
    people = [_member(cooperative, row, number) for row, number in zip(rows, numbers, strict=True)]
    Member.objects.bulk_create(people)
    pairs = list(zip(people, rows, strict=True))
    ImportedMember.objects.bulk_create(
        ImportedMember(batch=batch, member=member, line=row.line.place) for member, row in pairs
    )
    ShareMovement.objects.bulk_create(
        movement for member, row in pairs for movement in _movements(batch, member, row.line, by=by)
    )
    MemberStep.objects.bulk_create(
        MemberStep(
            member=member, kind=MemberStep.Kind.IMPORTED, on=member.registered_on, by=by, details=batch.file_name
        )
        for member, _row in pairs
    )


def _numbers(cooperative, rows):
    """Return the number of each row: that of the file, else what follows the highest, by day of entry."""
    taken = [row.line.number for row in rows if row.line.number]
    highest = cooperative.members.order_by("-number").exclude(number=None).values_list("number", flat=True).first()
    following = max([*taken, highest or 0]) + 1
    given = {}
    for row in sorted(rows, key=lambda row: (row.line.joined_on, row.line.place)):
        if not row.line.number:
            given[row.line.place] = following
            following += 1
    return [row.line.number or given[row.line.place] for row in rows]


def _member(cooperative, row, number):
    line = row.line
    member = Member(
        cooperative=cooperative,
        number=number,
        kind=Member.Kind.STRUCTURE if line.is_structure else Member.Kind.PERSON,
        given_name=line.given_name,
        family_name=line.family_name,
        organisation=line.organisation,
        email=line.email,
        phone=line.phone,
        address=line.address,
        category=row.category,
        college=row.college,
        is_authority=line.is_authority,
        notices_by_mail_since=line.mail_agreed_on,
        status=Member.Status.LEFT if line.left_on else Member.Status.REGISTERED,
        applied_on=line.joined_on,
        registered_on=line.joined_on,
        left_on=line.left_on,
    )
    member.folded = member.folded_text()
    return member


def _movements(batch, member, line, *, by):
    """What was held at the entry, and given back at the way out; the former register says no more."""
    if not line.shares:
        return
    said = {"cooperative": member.cooperative, "member": member, "details": batch.file_name, "by": by}
    amount = line.shares * member.cooperative.share_value
    yield ShareMovement(kind=Kind.OPENING, shares=line.shares, amount=amount, on=line.joined_on, **said)
    if line.left_on:
        yield ShareMovement(kind=Kind.REFUNDED, shares=-line.shares, amount=-amount, on=line.left_on, **said)


@transaction.atomic
def undo(batch, *, now=None):
    """Take back all that `batch` wrote, within 24 hours, if nothing happened to its members since; all or nothing.

    Returns how many left the register. ValidationError says what happened since, and to whom.
    """
    now = now or timezone.now()
    locked(batch.cooperative_id)
    if not batch.can_be_undone(now):
        raise ValidationError(_("An import can be undone for 24 hours, once. Correct the members one by one."))
    members = Member.objects.filter(imported__batch=batch)
    _check_untouched(batch, members)
    batch.step((Status.APPLIED,), Status.UNDOING)  # what keeps movements for ever lets these ones go
    keys = list(members.values_list("pk", flat=True))
    ShareMovement.objects.filter(member__in=keys).delete()
    MemberStep.objects.filter(member__in=keys).delete()
    Member.objects.filter(pk__in=keys).delete()
    batch.step((Status.UNDOING,), Status.UNDONE, undone_at=now)
    return len(keys)


def _check_untouched(batch, members):
    """Refuse when anything hangs on these members that the import did not write: a vote, a movement, a letter…"""
    touched = set()
    relations = [one for one in Member._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    for relation in relations:
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": members.values("pk")})
        if relation.get_accessor_name() in WRITTEN:
            rows = _later(rows, batch)
        touched.update(rows.values_list(f"{relation.field.name}__pk", flat=True)[:MOST_NAMED])
    names = [str(member) for member in members.filter(pk__in=touched).order_by("number")[:MOST_NAMED]]
    if names:
        raise ValidationError(
            ngettext(
                "This import can no longer be undone: something happened since to %(names)s. Nothing was changed.",
                "This import can no longer be undone: something happened since to these members: %(names)s. "
                "Nothing was changed.",
                len(names),
            )
            % {"names": ", ".join(names)}
        )
    _check_numbers(batch, members)


def _later(rows, batch):
    """Among movements and steps, those written after the import; the line of the file itself never is."""
    return rows.none() if rows.model is ImportedMember else rows.filter(at__gt=_written_until(batch))


def _written_until(batch):
    last = ShareMovement.objects.filter(kind=Kind.OPENING, member__imported__batch=batch).order_by("-at").first()
    steps = MemberStep.objects.filter(kind=MemberStep.Kind.IMPORTED, member__imported__batch=batch)
    return max([steps.latest("at").at, *([last.at] if last else [])])


def _check_numbers(batch, members):
    """Refuse when someone was registered after them: the register would have a hole (D43)."""
    since = MemberStep.objects.filter(
        kind__in=(MemberStep.Kind.REGISTERED, MemberStep.Kind.IMPORTED),
        member__cooperative=batch.cooperative_id,
        at__gt=_written_until(batch),
    ).exclude(member__in=members.values("pk"))
    if later := since.select_related("member").order_by("pk").first():
        raise ValidationError(
            _("%(name)s was registered since, with the number that follows: this import can no longer be undone.")
            % {"name": later.member}
        )


def numbers_of(batch):
    """Return (lowest, highest) number of those that `batch` entered, or (None, None)."""
    found = Member.objects.filter(imported__batch=batch).aggregate(low=Min("number"), high=Max("number"))
    return found["low"], found["high"]
