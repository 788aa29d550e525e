"""Members are called to an assembly, told of what was added, of a new date, of its cancelling: one verb each (D45).

Each verb is one short transaction that makes an edition and a notice per member; a job then writes the mails.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import jobs
from foundation.templatetags.french import long_date
from members.assemblies import checking, noticing, planning
from members.assemblies.models import Addition, Assembly, AssemblyStep, Edition, Resolution, Result
from members.cooperative.rules import Rules

Kind, Status = AssemblyStep.Kind, Assembly.Status


class Refused(ValidationError):
    """The call is refused; `reasons` says everything that blocks it."""

    def __init__(self, reasons):
        super().__init__([reason.message for reason in reasons], code="refused")
        self.reasons = reasons


def call(assembly, *, by, now=None):
    """Call every registered member: rules and agenda are frozen, one notice each, sent by the job (D45, D48).

    `now` may be in the past, for a history that is put in. `Refused` with the reasons that block, nothing changed;
    ValidationError `stale` when someone called meanwhile.
    """
    now = now or timezone.now()
    blocking = [reason for reason in checking.reasons(assembly, now=now) if reason.blocks]
    if blocking:
        raise Refused(blocking)
    with transaction.atomic():
        draft = Assembly.objects.filter(pk=assembly.pk, status=Status.DRAFT)
        if not draft.update(status=Status.CALLED, called_at=now, edition=1, **_frozen(assembly, assembly.starts_at)):
            raise _stale()
        assembly.refresh_from_db()
        made = _send(assembly, kind=Edition.Kind.CALL, by=by, now=now)
        said = ngettext("%(n)s member", "%(n)s members", len(made)) % {"n": len(made)}
        assembly.record(Kind.CALLED, by=by, details=f"{planning.spoken(assembly)} · {said}", now=now)
    return made


def call_again(assembly, *, starts_at, place="", remote_link="", by, now=None):
    """Prepare a second call of a closed assembly that lacked its quorum; return the draft, with the same agenda (D45).

    What was decided is not put to the vote again. ValidationError `open` unless it is closed, `again` when it was
    prepared already, `decided` when nothing is left to decide.
    """
    left = list(undecided(assembly))
    with transaction.atomic():
        closed = Assembly.objects.select_for_update(of=("self",)).filter(pk=assembly.pk, status=Status.CLOSED)
        if not closed.exists():
            raise ValidationError(_("A meeting is called again once it was held and closed."), code="open")
        if assembly.called_again.exclude(status=Status.CANCELLED).exists():
            raise ValidationError(_("The second call is prepared already."), code="again")
        if not left:
            raise ValidationError(_("Every resolution was decided: nothing is left for a second call."), code="decided")
        draft = Assembly.objects.create(
            cooperative=assembly.cooperative, kind=assembly.kind, second_call_of=assembly, starts_at=starts_at,
            place=place, remote_link=remote_link, agenda=assembly.agenda, words=assembly.words,
        )  # fmt: skip
        for one in left:
            values = {name: getattr(one, name) for name in planning.RESOLUTION_FIELDS}
            planning.new_resolution(draft, values=values, candidates=one.candidates.values_list("name", "presentation"))
        draft.record(Kind.AGAIN, by=by, details=planning.spoken(draft), now=now)
    return draft


def move(assembly, *, starts_at, place, remote_link="", by, now=None):
    """Another date or place for a called assembly: it is called again, with the days that members are owed (D45).

    False when nothing changed. `Refused` when the new date is too early; ValidationError `stale` unless it is called.
    """
    now = now or timezone.now()
    values = {"starts_at": starts_at, "place": place.strip(), "remote_link": remote_link}
    if all(getattr(assembly, name) == value for name, value in values.items()):
        return False
    if timezone.localdate(starts_at) != timezone.localdate(assembly.starts_at):
        if too_early := checking.date_reasons(assembly, now=now, starts_at=starts_at):
            raise Refused(too_early)
        values |= _frozen(assembly, starts_at)
    with transaction.atomic():
        _next_edition(assembly, **values)
        said = _("The meeting is held on %(moment)s.") % {"moment": planning.spoken(assembly)}
        _send(assembly, kind=Edition.Kind.MOVE, said=said, by=by, now=now)
        assembly.record(Kind.MOVED, by=by, details=planning.spoken(assembly), now=now)
    return True


def add_to_agenda(assembly, *, values, askers, received_on, by, candidates=(), now=None):
    """Add what members asked for to a locked agenda, and tell everyone again; return the `Addition` (D45).

    `values` as `planning.RESOLUTION_FIELDS`, `askers` the members who signed, `received_on` the day it came.
    ValidationError: `few` when they are not enough, `late` after the statutes' date, `kind` for a majority that this
    meeting does not vote at, `stale` unless members are called.
    """
    now, rules = now or timezone.now(), Rules.thaw(assembly.rules)
    entitled = set(assembly.cooperative.members.registered(received_on).values_list("pk", flat=True))
    signed, needed = [one for one in askers if one.pk in entitled], rules.people_for_addition(len(entitled))
    last = rules.additions_until(timezone.localdate(assembly.starts_at))
    if len(signed) < needed:
        said = ngettext(
            "%(needed)s member must ask for it (%(share)s %% of the votes): you chose %(n)s.",
            "%(needed)s members must ask for it together (%(share)s %% of the votes): you chose %(n)s.",
            needed,
        )
        share = f"{float(rules.additions_share * 100):g}"
        raise ValidationError(said % {"needed": needed, "share": share, "n": len(signed)}, code="few")
    if received_on > last or timezone.localdate(now) > timezone.localdate(assembly.starts_at):
        said = _("Members could ask until %(day)s: this request came too late.") % {"day": long_date(last)}
        raise ValidationError({"received_on": said}, code="late")
    if assembly.kind != Assembly.Kind.MIXED and values["majority"] != assembly.kind:
        said = _("This meeting does not vote at this majority.")
        raise ValidationError({"majority": said}, code="kind")
    with transaction.atomic():
        _next_edition(assembly)
        resolution = planning.new_resolution(assembly, values=values, candidates=candidates)
        addition = Addition.objects.create(
            assembly=assembly, resolution=resolution, received_on=received_on, edition=assembly.edition, by=by, at=now
        )
        addition.askers.set(signed)
        said = ngettext(
            "%(n)s member had a resolution added: %(title)s.", "%(n)s members had a resolution added: %(title)s.",
            len(signed),
        ) % {"n": len(signed), "title": resolution}  # fmt: skip
        _send(assembly, kind=Edition.Kind.ADDITION, said=said, by=by, now=now)
        assembly.record(Kind.ADDED, by=by, details=said, now=now)
    return addition


@transaction.atomic
def cancel(assembly, *, why, by, now=None):
    """Cancel an assembly that has not begun; whoever was called is told why. ValidationError `reason`, `stale`."""
    if not why.strip():
        raise ValidationError({"why": _("Say why: members will read it.")}, code="reason")
    now, called = now or timezone.now(), assembly.is_called
    standing = Assembly.objects.filter(pk=assembly.pk, status__in=(Status.DRAFT, Status.CALLED))
    if not standing.update(status=Status.CANCELLED, edition=F("edition") + (1 if called else 0)):
        raise ValidationError(_("This meeting has begun or is over: it cannot be cancelled."), code="stale")
    assembly.refresh_from_db()
    if called:
        noticing.withdraw(assembly)
        _send(assembly, kind=Edition.Kind.CANCEL, said=why.strip()[:300], by=by, now=now)
    assembly.record(Kind.CANCELLED, by=by, why=why, now=now)


def call_newcomers(assembly, *, now):
    """A notice of the current edition to whoever was registered since, and votes: their right needs no date (D47)."""
    listed = assembly.cooperative.members.registered(min(assembly.record_on, timezone.localdate(now)))
    missing = listed.exclude(notices__in=assembly.notices.of_edition(assembly.edition))
    made = noticing.make(assembly, missing, now=now)
    if made:
        _start(assembly)
    return made


def _frozen(assembly, starts_at):
    """What the notice freezes: the rules of today, the day on which voters are listed (D47, D48)."""
    rules = Rules.of(assembly.cooperative)
    return {"rules": rules.frozen(), "record_on": rules.record_date(timezone.localdate(starts_at))}


def _next_edition(assembly, **values):
    rows = Assembly.objects.filter(pk=assembly.pk, status=Status.CALLED, edition=assembly.edition)
    if not rows.update(edition=F("edition") + 1, **values):
        raise _stale()
    assembly.refresh_from_db()
    noticing.withdraw(assembly)


def _send(assembly, *, kind, by, now, said=""):
    try:
        with transaction.atomic():
            Edition.objects.create(
                assembly=assembly, number=assembly.edition, kind=kind, said=said[:300], by=by, at=now
            )
    except IntegrityError:  # two windows at the same instant
        raise _stale() from None
    made = noticing.make(assembly, assembly.cooperative.members.registered(timezone.localdate(now)), now=now)
    _start(assembly)
    return made


def _start(assembly):
    jobs.start(noticing.JOB, assembly.pk)


def undecided(assembly):
    """What a second call has to decide: resolutions for which too few took part, or that were never put to the vote."""
    decided = Result.objects.exclude(outcome=Result.Outcome.NO_QUORUM).values("resolution")
    return assembly.resolutions.exclude(status=Resolution.Status.WITHDRAWN).exclude(pk__in=decided)


def _stale():
    return ValidationError(_("This meeting moved meanwhile: look at the page again."), code="stale")
