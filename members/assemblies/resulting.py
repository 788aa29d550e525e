"""A counted vote becomes a result: worked out once from its ballots, then announced by the chair (D48–D50)."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.assemblies import showing
from members.assemblies.closing import pairs_of
from members.assemblies.models import (
    AssemblyStep,
    BallotChoice,
    Candidate,
    NewRound,
    Resolution,
    Result,
    ResultRelease,
)
from members.assemblies.models.urn import NAMES
from members.assemblies.tallying import elect, parts, tally
from members.cooperative.colleges import weights_on

PLAIN = "none"  # of D49: no colleges
Outcome = Result.Outcome


@dataclass(frozen=True)
class Rule:
    """How one resolution is decided: colleges are keys as texts, weights exact percents."""

    weights: dict
    method: str
    silent: str
    threshold: Fraction
    strict: bool

    @classmethod
    def of(cls, resolution):
        """The rules frozen at the notice, with the weights in force on the day of the assembly (D42, D48)."""
        assembly, day = resolution.assembly, timezone.localdate(resolution.assembly.starts_at)
        rules = assembly.rules_in_force
        weights = {str(pk): weight for pk, weight in weights_on(assembly.cooperative, day).items()}
        threshold, strict = rules.threshold_of(resolution.majority)
        return cls(weights, rules.aggregation if weights else PLAIN, rules.silent, threshold, strict)

    @classmethod
    def kept_in(cls, result):
        """The same, as the result says it was: what recounts go by."""
        weights = {college: Fraction(weight) for college, weight in result.weights.items()}
        return cls(weights, result.method, result.silent, Fraction(result.threshold), result.strict)

    def frozen(self):
        weights = {college: str(weight) for college, weight in self.weights.items()}
        return {
            "weights": weights, "method": self.method, "silent": self.silent, "threshold": str(self.threshold),
            "strict": self.strict,
        }  # fmt: skip


def result_of(resolution, *, now=None):
    """Return the `Result` of a counted vote, worked out now when it was not yet; ValidationError `open` before that.

    Whoever asks first writes it; it is the same whoever does. Nothing of it is shown before its announcement.
    """
    if found := Result.objects.for_display().filter(resolution=resolution).first():
        return found
    if not resolution.is_counted:
        raise ValidationError(_("This vote is not closed: it has no result yet."), code="open")
    facts = _facts(resolution, Rule.of(resolution))  # outside of the transaction: what may be shown takes some thought
    with transaction.atomic():
        Resolution.objects.select_for_update(no_key=True).get(pk=resolution.pk)
        result, _made = Result.objects.get_or_create(
            resolution=resolution, defaults=facts | {"counted_at": now or timezone.now()}
        )
    return result


@transaction.atomic
def announce(resolution, *, by, by_chair=None, now=None):
    """Let everyone read the result, once; return the `ResultRelease`. Who may is checked by the page.

    The chair of the assembly does it (`by_chair`, told by the account when not said: a chair may come by the link of
    their notice), or the board in the name of a chair, and then it is kept so. ValidationError `announced` for the
    second of two clicks, or a vote that is not closed.
    """
    now, result = now or timezone.now(), result_of(resolution, now=now) if resolution.is_counted else None
    closed = Resolution.objects.filter(pk=resolution.pk, status=Resolution.Status.CLOSED)
    if result is None or not closed.update(status=Resolution.Status.RELEASED):
        raise ValidationError(
            _("This result was announced already, or the vote is not closed: look at the page again."), code="announced"
        )
    resolution.refresh_from_db()
    by = by if by and by.is_authenticated else None
    by_chair = bool(by and resolution.assembly.chaired_by(by)) if by_chair is None else by_chair
    released = ResultRelease.objects.create(result=result, at=now, by=by, for_the_chair=not by_chair)
    resolution.assembly.record(AssemblyStep.Kind.RESULT, by=by, details=resolution, now=now)
    return released


@transaction.atomic
def new_round(result, *, by, now=None):
    """Prepare the other ballot that an election leaves open, for the seats that nobody took; return its `Resolution`.

    Between those who are tied for the last seats (D48), else all who were not elected. ValidationError `round` when
    there is nothing left to decide, or when it was done already.
    """
    assembly = result.resolution.assembly
    Resolution.objects.select_for_update(no_key=True).get(pk=result.resolution_id)
    if not assembly.is_open or not may_have_new_round(result):
        raise ValidationError(
            _("There is no other ballot to prepare: it was done already, or the meeting is over."), code="round"
        )
    first = result.resolution
    last = assembly.resolutions.order_by("-number").first()
    again = Resolution.objects.create(
        assembly=assembly, number=last.number + 1, majority=first.majority, secret=first.secret, text=first.text,
        choosing=first.choosing, seats=result.seats_left,
        title=_("%(title)s (another ballot)") % {"title": first.title[:110]},
    )  # fmt: skip
    standing = (
        first.candidates.filter(pk__in=result.tied) if result.tied else first.candidates.exclude(pk__in=result.elected)
    )
    Candidate.objects.bulk_create(
        Candidate(resolution=again, name=one.name, presentation=one.presentation, rank=one.rank) for one in standing
    )
    NewRound.objects.create(result=result, resolution=again)
    assembly.record(AssemblyStep.Kind.ROUND, by=by, details=again, now=now)
    return again


def may_have_new_round(result):
    """Whether an announced election left seats that another ballot may give."""
    open_seats = result.is_released and result.is_decided and result.seats_left > 0
    return open_seats and result.resolution.is_election and not hasattr(result, "new_round")


def differences(result):
    """Return the names of what a recount of the published ballots finds otherwise than `result` says: none, or worse.

    No figure is returned: of a secret vote, only what `showing` allows leaves the database.
    """
    try:
        facts = _facts(result.resolution, Rule.kept_in(result))
    except ValidationError:  # a ballot of a college without weight
        return ["counts"]
    voters = ("entitled", "took_part", "needed")
    return sorted(name for name, value in facts.items() if name not in voters and value != getattr(result, name))


def counted(resolution, pairs):
    """Return the `counts` of a `Result` for the (college or None, choice) of each ballot."""
    counts = {}
    for (college, choice), number in Counter(pairs).items():
        line = counts.setdefault(str(college or ""), _empty(resolution))
        if resolution.is_election and choice.startswith(NAMES):
            line["cast"] += number
            for name in choice.removeprefix(NAMES).split(","):
                line["names"][name] = line["names"].get(name, 0) + number
        else:
            line[str(choice)] = line.get(str(choice), 0) + number
    return dict(sorted(counts.items()))


def _empty(resolution):
    if not resolution.is_election:
        return dict.fromkeys((choice.value for choice in BallotChoice), 0)
    return {"cast": 0, "abstention": 0, "blank": 0, "void": 0, "names": {}}


def _facts(resolution, rule):
    """Everything a `Result` says but when, from the ballots and the rules."""
    counts, taking_part = counted(resolution, pairs_of(resolution)), _taking_part(resolution)
    facts = {"counts": counts} | rule.frozen() | taking_part
    found = _elected(resolution, counts, rule) if resolution.is_election else _decided(resolution, counts, rule)
    if taking_part["took_part"] < taking_part["needed"]:
        found |= {"outcome": Outcome.NO_QUORUM, "elected": [], "tied": [], "seats_left": 0}
    return facts | found


def _taking_part(resolution):
    """The quorum of this resolution, as presence stood when its vote opened (D47)."""
    assembly, entitled = resolution.assembly, resolution.assembly.voters.count()
    needed = assembly.rules_in_force.people_for_quorum(resolution.majority, assembly.is_second_call, entitled)
    return {"entitled": entitled, "took_part": resolution.rights.count(), "needed": needed}


def _decided(resolution, counts, rule):
    pairs = {college: (line["for"], line["against"]) for college, line in counts.items()}
    how = {"method": rule.method, "silent": rule.silent, "threshold": rule.threshold, "strict": rule.strict}
    found = _checked(tally, pairs, rule.weights, **how)
    lines = {
        college: (line["for"], line["against"], line["abstention"] + line["blank"] + line["void"])
        for college, line in counts.items()
    }
    return {
        "outcome": Outcome.ADOPTED if found.adopted else Outcome.REJECTED,
        "for_share": str(found.for_share),
        "against_share": str(found.against_share),
        "showing": _shown(
            showing.shown(lines, rule.weights, secret=resolution.secret, known=_blank(resolution), **how)
        ),
        "shares": {}, "elected": [], "tied": [], "seats_left": 0,
    }  # fmt: skip


def _elected(resolution, counts, rule):
    voters = {college: line["cast"] for college, line in counts.items()}
    names = [str(pk) for pk in resolution.candidates.values_list("pk", flat=True)]
    votes = {name: {college: line["names"].get(name, 0) for college, line in counts.items()} for name in names}
    how = {"method": rule.method, "silent": rule.silent}
    found = _checked(elect, votes, voters=voters, seats=resolution.seats, weights=rule.weights, **how)
    return {
        "outcome": Outcome.ELECTED if found.elected else Outcome.NOBODY,
        "shares": {name: str(share) for name, share in found.shares.items()},
        "elected": list(found.elected), "tied": list(found.tied), "seats_left": found.seats_left,
        "showing": _shown_election(resolution, counts, votes, found.shares, rule),
        "for_share": "0", "against_share": "0",
    }  # fmt: skip


def _blank(resolution):
    """{college: (for, against, neither)} of the blank proxies: everyone knows what they say (D46)."""
    if not resolution.rights.blank().exists():
        return {}
    place = (
        ("for", "against").index(follows) if (follows := resolution.closing.blank_choice) in ("for", "against") else 2
    )
    known = {}
    for college in resolution.rights.blank().values_list("voter__college", flat=True):
        known.setdefault(str(college or ""), [0, 0, 0])[place] += 1
    return known


def _checked(work_out, *args, **kwargs):
    try:
        return work_out(*args, **kwargs)
    except ValueError as error:
        raise ValidationError(
            _("A vote came from a college without weight: check the colleges on the day of the meeting."),
            code="weights",
        ) from error


def _shown(found):
    groups = [[list(one.colleges), one.voted_for, one.against, one.others] for one in found.groups]
    return {"groups": groups, "percents": [str(one) for one in found.percents], "digits": found.digits}


def _shown_election(resolution, counts, votes, shares, rule):
    """The votes and share of each candidate, of the whole; nothing where all name someone, or are too few (D50).

    Blank proxies, which abstain, hide nobody: they are counted apart (D46).
    """
    cast = sum(line["cast"] for line in counts.values())
    others = sum(line[name] for line in counts.values() for name in ("abstention", "blank", "void"))
    totals = {name: sum(by_college.values()) for name, by_college in votes.items()}
    hiding = others - sum(sum(line) for line in _blank(resolution).values())
    alike = not cast or (not hiding and any(total == cast for total in totals.values()))
    if resolution.secret and (alike or cast + hiding < showing.FEWEST):
        return {}
    digits = 0 if resolution.secret and rule.method != PLAIN else 2
    against = [
        {college: (named, counts[college]["cast"] - named, 0) for college, named in by_college.items()}
        for by_college in votes.values()
    ]
    tells = resolution.secret and not showing.shares_may_show(
        against, rule.weights, method=rule.method, silent=rule.silent
    )
    percents = {} if tells else {name: str(parts(share, 1 - share, digits=digits)[0]) for name, share in shares.items()}
    return {"cast": cast, "others": others, "votes": totals, "percents": percents, "digits": digits}
