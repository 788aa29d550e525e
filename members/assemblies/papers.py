"""Paper ballots: who took one, and what two tellers read, each apart; they count once both found the same (D50)."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.assemblies.models import AssemblyStep, BallotRight, Officer, PaperCount, Teller, Voted
from members.assemblies.models.voter import locked
from members.assemblies.sitting import appoint
from members.assemblies.voting import checked, waiting_for, why_closed
from members.cooperative.models import College


@transaction.atomic
def name_teller(assembly, *, name, by, now=None):
    """Make someone a teller, in the minutes too, with an access link of their own; return the `Teller`."""
    teller = Teller.objects.create(assembly=assembly, name=name, created_at=now or timezone.now())
    teller.access_link()
    appoint(assembly, kind=Officer.Kind.TELLER, who=name, by=by, now=now)
    return teller


def one_phone(assembly):
    """The `AssemblyStep` by which the board let both counts be typed on one phone; None: each needs its own (D50)."""
    return assembly.steps.filter(kind=AssemblyStep.Kind.ONE_PHONE).select_related("by").first()


@transaction.atomic
def allow_one_phone(assembly, *, by, now=None):
    """Let one browser open the links of both tellers, with the trace of who allowed it; twice, it stays so.

    ValidationError once the meeting is over.
    """
    assembly = locked(assembly)
    if not assembly.is_open:
        raise ValidationError(_("The meeting is not in session: open it first."))
    if one_phone(assembly) is None:
        assembly.record(AssemblyStep.Kind.ONE_PHONE, by=by, now=now)


def taken_up(teller, held):
    """The other teller of this assembly whose count the browser holds already (`held`, tellers), or None (D50)."""
    return held.beside(teller).first() if one_phone(teller.assembly) is None else None


@transaction.atomic
def take_paper(right, *, by, now=None):
    """Mark that a paper ballot was handed over for `right`: no screen votes for it any more.

    Handed over twice, it stays so. ValidationError `voted` when a screen voted already, `closed`.
    """
    now = now or timezone.now()
    _must_be_open(right.resolution, now=now)
    voted, made = Voted.objects.get_or_create(right=right, defaults={"on": timezone.localdate(now), "on_paper": True})
    if not made and not voted.on_paper:
        raise ValidationError(_("This person’s vote is recorded already: no paper ballot is needed."), code="voted")


@transaction.atomic
def give_back_paper(right, *, by, now=None):
    """Take the mark away: the paper ballot came back unused; done twice, it stays so."""
    _must_be_open(right.resolution, now=now or timezone.now())
    Voted.objects.filter(right=right, on_paper=True).delete()


def paper_rights(resolution):
    """The rights that took a paper ballot."""
    return BallotRight.objects.filter(resolution=resolution, voted__on_paper=True)


def taken(resolution):
    """Return {college, as `entries` name it: paper ballots handed over}."""
    return Counter(_key(college) for college in paper_rights(resolution).values_list("voter__college", flat=True))


def read_alone(resolution):
    """The names of the colleges of which one secret paper ballot was handed over: who counts learns what it says."""
    if not resolution.secret:
        return []
    alone = [key for key, number in taken(resolution).items() if number == 1]
    named = dict(College.objects.filter(pk__in=[key for key in alone if key]).values_list("pk", "name"))
    return sorted(named.get(int(key or 0)) or gettext("All members") for key in alone)


@transaction.atomic
def save_count(resolution, teller, *, entries, now=None):
    """Keep what `teller` read so far, in the shape of `PaperCount.entries`; ValidationError for what cannot be.

    `handed` once it was handed over: it is taken back first.
    """
    _must_be_open(resolution, now=now or timezone.now(), late=True)
    entries = _tidy(resolution, entries)
    count, _made = PaperCount.objects.get_or_create(resolution=resolution, teller=teller)
    if not PaperCount.objects.filter(pk=count.pk, handed=False).update(entries=entries):
        raise ValidationError(_("You handed this count over: take it back to change it."), code="handed")


@transaction.atomic
def hand_over(resolution, teller, *, now=None):
    """Say that the count of `teller` is whole; ValidationError `many` when it holds more ballots than were taken."""
    _must_be_open(resolution, now=now or timezone.now(), late=True)
    count, _made = PaperCount.objects.get_or_create(resolution=resolution, teller=teller)
    _must_fit(resolution, count.entries)
    PaperCount.objects.filter(pk=count.pk).update(handed=True)


@transaction.atomic
def take_back(resolution, teller, *, now=None):
    """Open again a count handed over, to correct it; what was read stays."""
    _must_be_open(resolution, now=now or timezone.now(), late=True)
    PaperCount.objects.filter(resolution=resolution, teller=teller).update(handed=False)


def differences(resolution):
    """Return [(key, choice, {teller: number})] of the lines on which counts handed over differ; [] when they agree.

    In an open vote the key is that of a right, and the numbers are 1 or 0.
    """
    counts = {one.teller: _lines(one.entries) for one in handed_counts(resolution)}
    lines = sorted({line for found in counts.values() for line in found})
    seen = [(*line, {teller: found.get(line, 0) for teller, found in counts.items()}) for line in lines]
    return [one for one in seen if len(set(one[2].values())) > 1]


def handed_counts(resolution):
    return PaperCount.objects.filter(resolution=resolution, handed=True).select_related("teller").order_by("teller")


def agreed(resolution):
    """Return (entries, names of the tellers) that count: ({}, "") without paper ballots.

    ValidationError says what is missing: two counts (`two`), the same one (`differ`), room for it (`many`).
    """
    if not paper_rights(resolution).exists():
        return {}, ""
    counts = list(handed_counts(resolution))
    if len(counts) < 2:
        raise ValidationError(
            _("Paper ballots were handed over: two people count them, each on their own, before the vote closes."),
            code="two",
        )
    if any(one.entries != counts[0].entries for one in counts):
        raise ValidationError(
            _("The two counts of the paper ballots differ: those who count see where. Count these ballots again."),
            code="differ",
        )
    _must_fit(resolution, counts[0].entries)
    return counts[0].entries, ", ".join(one.teller.name for one in counts)[:300]


def _must_be_open(resolution, *, now, late=False):
    """Hold the vote; papers are still counted when screens no longer vote (`late`), until the closing."""
    held = waiting_for(resolution)
    if why := why_closed(held, now=held.opened_at if late and held.opened_at else now):
        raise ValidationError(why, code="closed")


def _tidy(resolution, entries):
    """Return `entries` without what is nothing; ValidationError for an unknown college, right or choice."""
    if not resolution.secret:
        known = {str(pk) for pk in paper_rights(resolution).values_list("pk", flat=True)}
        return {key: checked(resolution, said, on_paper=True) for key, said in entries.items() if key in known and said}
    colleges = {_key(pk) for pk in College.objects.filter(cooperative=resolution.assembly.cooperative_id).values_list(
        "pk", flat=True
    )} | {""}  # fmt: skip
    if not entries.keys() <= colleges:
        raise ValidationError(_("This college is not one of the cooperative."), code="college")
    tidy = {}
    for college, said in entries.items():
        lines = Counter()
        for choice, number in said.items():
            if number:
                lines[checked(resolution, choice, on_paper=True)] += number
        if lines:
            tidy[college] = dict(sorted(lines.items()))
    return tidy


def _must_fit(resolution, entries):
    """Refuse more ballots than were handed over, college by college, with the figures."""
    if not resolution.secret:
        return
    room, names = (
        taken(resolution),
        dict(College.objects.filter(pk__in=[key for key in entries if key]).values_list("pk", "name")),
    )
    for college, said in entries.items():
        if (read := sum(said.values())) > room[college]:
            raise ValidationError(
                _("%(college)s: you read %(read)s paper ballots and %(taken)s were handed over. Count them again."),
                params={
                    "college": names.get(int(college or 0), _("All members")),
                    "read": read,
                    "taken": room[college],
                },
                code="many",
            )


def _lines(entries):
    """Return {(key, choice): number} of entries of both shapes."""
    found = {}
    for key, said in entries.items():
        found |= (
            {(key, choice): number for choice, number in said.items()} if isinstance(said, dict) else {(key, said): 1}
        )
    return found


def _key(college):
    """A college as the keys of JSON say it; "" where there are none."""
    return str(college or "")
