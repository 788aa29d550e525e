"""An assembly is planned and its agenda written, until the members are called: then it is locked (D45)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from foundation.templatetags.french import hour, long_date
from members.assemblies.models import Assembly, AssemblyStep, Candidate, Resolution

Kind = AssemblyStep.Kind
MOST_RESOLUTIONS = 60  # of one assembly: beyond, nobody votes with care
FIELDS = ("kind", "starts_at", "place", "remote_link", "agenda", "words")
RESOLUTION_FIELDS = ("title", "text", "majority", "secret", "choosing", "seats")


@transaction.atomic
def plan(cooperative, *, by, now=None, **values):
    """Plan an assembly of `cooperative`, with the values of `FIELDS`, and return it: nobody is told yet."""
    assembly = Assembly.objects.create(cooperative=cooperative, **values)
    assembly.record(Kind.PLANNED, by=by, details=spoken(assembly), now=now)
    return assembly


@transaction.atomic
def change(assembly, *, by, now=None, **values):
    """Change what is prepared; False when nothing changed. ValidationError `stale` once members were called."""
    if all(getattr(assembly, name) == value for name, value in values.items()):
        return False
    lock_draft(assembly)
    Assembly.objects.filter(pk=assembly.pk).update(**values)
    assembly.refresh_from_db()
    assembly.record(Kind.CHANGED, by=by, details=spoken(assembly), now=now)
    return True


@transaction.atomic
def write_resolution(assembly, *, values, candidates=(), by, resolution=None, now=None):
    """Write the next resolution, or `resolution` anew, with its `candidates` ([(name, presentation)]); return it.

    ValidationError `stale` once members were called, `many` beyond `MOST_RESOLUTIONS`, `again` for a second call: its
    shorter notice and its quorum are for what the first one could not decide (D45, D47).
    """
    if assembly.is_second_call:
        raise ValidationError(
            _("A second call has the agenda of the first, as it was: a new resolution needs a new meeting."),
            code="again",
        )
    lock_draft(assembly)
    if resolution is None:
        resolution = new_resolution(assembly, values=values, candidates=candidates)
    else:
        assembly.resolutions.filter(pk=resolution.pk).update(**values)
        resolution.refresh_from_db()
        _list_candidates(resolution, candidates)
    assembly.record(Kind.CHANGED, by=by, details=str(resolution), now=now)
    return resolution


def new_resolution(assembly, *, values, candidates=()):
    """The next resolution of an agenda that the caller holds, with its `candidates` ([(name, presentation)])."""
    if assembly.resolutions.count() >= MOST_RESOLUTIONS:
        raise ValidationError(_("An agenda holds sixty resolutions at most: hold another meeting."), code="many")
    last = assembly.resolutions.aggregate(last=Max("number"))["last"] or 0
    resolution = assembly.resolutions.create(number=last + 1, **values)
    _list_candidates(resolution, candidates)
    return resolution


@transaction.atomic
def remove_resolution(resolution, *, by, now=None):
    """Take a resolution off the agenda; those after it move up. ValidationError `stale` once members were called."""
    assembly = resolution.assembly
    lock_draft(assembly)
    said, number = str(resolution), resolution.number
    resolution.delete()
    for one in assembly.resolutions.filter(number__gt=number).order_by("number"):
        Resolution.objects.filter(pk=one.pk).update(number=one.number - 1)
    assembly.record(Kind.CHANGED, by=by, details=said, why=str(_("taken off the agenda")), now=now)


@transaction.atomic
def move_resolution(resolution, *, up, by, now=None):
    """Exchange a resolution with the one before (`up`) or after it; nothing at the end of the list."""
    assembly = resolution.assembly
    lock_draft(assembly)
    rows = assembly.resolutions.all()
    other = (
        rows.filter(number__lt=resolution.number).order_by("-number").first()
        if up
        else rows.filter(number__gt=resolution.number).order_by("number").first()
    )
    if other is None:
        return
    spare = rows.aggregate(last=Max("number"))["last"] + 1  # numbers are unique at every instant
    for pk, number in ((resolution.pk, spare), (other.pk, resolution.number), (resolution.pk, other.number)):
        Resolution.objects.filter(pk=pk).update(number=number)
    assembly.record(Kind.CHANGED, by=by, details=resolution.title, why=str(_("moved in the agenda")), now=now)


def lock_draft(assembly):
    """Hold the assembly in this transaction while it is a draft; ValidationError `stale` once members were called."""
    draft = Assembly.objects.select_for_update(of=("self",)).filter(pk=assembly.pk, status=Assembly.Status.DRAFT)
    if not draft.exists():
        raise ValidationError(
            _("The members were called: the agenda is locked. Members may still ask for an addition."), code="stale"
        )


def spoken(assembly):
    """The assembly in one line of its history: when and where."""
    said = _("%(day)s, %(hour)s") % {"day": long_date(assembly.starts_at), "hour": hour(assembly.starts_at)}
    return f"{said} · {assembly.place}" if assembly.place else str(said)


def _list_candidates(resolution, candidates):
    resolution.candidates.all().delete()
    Candidate.objects.bulk_create(
        Candidate(resolution=resolution, name=name, presentation=presentation, rank=rank)
        for rank, (name, presentation) in enumerate(dict(candidates).items())
    )
