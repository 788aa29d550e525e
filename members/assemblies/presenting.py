"""A result in words and bars, for its page, the projector and the minutes: nothing but what `showing` allows (D50)."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members.assemblies.models import Result
from members.assemblies.resulting import PLAIN
from members.assemblies.tallying import HALF, spread
from members.cooperative.models import College

Outcome = Result.Outcome
GOOD = (Outcome.ADOPTED, Outcome.ELECTED)


@dataclass(frozen=True)
class Line:
    """One line of the table, and its bar: `share` is the exact part for, of 1 (None: nobody voted for nor against)."""

    label: str
    weight: str = ""
    voted_for: int = 0
    against: int = 0
    others: int = 0
    part: str = ""  # what it brings to the share for

    @property
    def share(self):
        cast = self.voted_for + self.against
        return Fraction(self.voted_for, cast) if cast else None

    @property
    def width(self):
        """Of the bar of the votes for, in hundredths, as SVG writes numbers."""
        return f"{float(100 * self.share):.2f}" if self.share is not None else "0"

    @property
    def rest_width(self):
        return f"{100 - float(self.width):.2f}" if self.share is not None else "0"


@dataclass(frozen=True)
class Standing:
    """A candidate: votes, share, and what came of it."""

    name: str
    votes: int | None
    percent: str
    width: str
    state: str  # « elected », « tied », « not »


@dataclass(frozen=True)
class Presented:
    """What a page of a result shows; `percent` is empty where only the outcome is told."""

    result: Result
    percent: str = ""
    needed: str = ""
    nuance: str = ""
    lines: tuple = ()
    total: Line | None = None
    standings: tuple = ()
    notes: tuple = field(default_factory=tuple)
    bar: str = ""

    @property
    def resolution(self):
        return self.result.resolution

    @property
    def is_good(self):
        return self.result.outcome in GOOD

    @property
    def outcome(self):
        return self.result.get_outcome_display()

    @property
    def has_weights(self):
        return any(line.weight for line in self.lines)

    @property
    def has_parts(self):
        return any(line.part for line in self.lines)

    @property
    def has_others(self):
        return any(line.others for line in self.lines)

    @property
    def has_votes(self):
        """Whether the votes of candidates may be shown; `has_shares`, their shares: of all of them, or of none."""
        return any(one.votes is not None for one in self.standings)

    @property
    def has_shares(self):
        return any(one.percent for one in self.standings)

    @property
    def threshold(self):
        """Where the line of the majority stands on the bars, in hundredths."""
        return f"{float(100 * Fraction(self.result.threshold)):.2f}"


def presented(result, *, names=None):
    """Return the `Presented` of a `Result`, in the language in force; `names` are those of `names_of`, when known."""
    if result.resolution.is_election:
        return _election(result)
    return _vote(result, names_of(result.resolution.assembly) if names is None else names)


def announced(assembly):
    """Return the `Presented` of each announced result of `assembly`, in the order of its resolutions."""
    found = Result.objects.released().for_display().filter(resolution__assembly=assembly)
    names = names_of(assembly)
    return [presented(one, names=names) for one in found.order_by("resolution__number")]


def latest(assembly):
    """Return the `Presented` that the wall shows: the last one announced, or None."""
    found = Result.objects.released().for_display().filter(resolution__assembly=assembly)
    last = found.order_by("-release__at", "-pk").first()
    return presented(last) if last else None


def names_of(assembly):
    """Return {college: name}, keys as texts, in the order of the colleges."""
    known = College.objects.filter(cooperative=assembly.cooperative_id).values_list("pk", "name")
    return {str(pk): name for pk, name in known}


def percent(value, *, digits=2):
    """« 60,00 % » of an exact number of hundredths."""
    said = Decimal(value.numerator) / Decimal(value.denominator)
    return pgettext("percent", "%(n)s%%") % {"n": number_format(said, decimal_pos=digits)}


def bar_said(result):
    """The majority in words: « plus de 50 % », « au moins les 2/3 » (D48)."""
    threshold = Fraction(result.threshold)
    whole = (100 * threshold).denominator == 1
    said = percent(100 * threshold, digits=0) if whole else _("%(fraction)s of the votes") % {"fraction": threshold}
    words = pgettext("majority", "more than %(bar)s") if result.strict else pgettext("majority", "at least %(bar)s")
    return words % {"bar": said}


def quorum_said(result):
    """« 49 personnes sur 73 · quorum atteint » (D47)."""
    who = ngettext("%(n)s person of %(entitled)s", "%(n)s people of %(entitled)s", result.took_part)
    said = who % {"n": result.took_part, "entitled": result.entitled}
    if not result.needed:
        return _("%(who)s · no quorum is asked for") % {"who": said}
    reached = _("quorum reached") if result.has_quorum else _("quorum not reached: %(n)s were needed")
    return f"{said} · {reached % {'n': result.needed} if not result.has_quorum else reached}"


def _vote(result, names):
    showing, notes = result.showing, []
    groups = [Group(*line) for line in showing["groups"]]
    needed = bar_said(result)
    if not groups:
        notes.append(_("The figures are not given: they would tell how someone voted. This vote was secret."))
        return Presented(result, needed=needed, notes=tuple(notes), bar=needed)
    percents, digits = [Fraction(one) for one in showing["percents"]], showing["digits"]
    if any(len(group.colleges) > 1 for group in groups):
        notes.append(
            _("This vote was secret: colleges are counted together, and shares rounded, so that nobody’s vote is told.")
            if result.method != PLAIN
            else _("This vote was secret: colleges are counted together.")
        )
    parts = _parts(result, groups, percents[0], digits)
    lines = tuple(
        Line(_label(group, names), _weight(result, group), group.voted_for, group.against, group.others, part)
        for group, part in zip(groups, parts, strict=True)
    )
    if percents[2]:
        notes.append(_rest_said(result, percents[2], digits))
    if _weights_decide(result, groups):
        notes.append(_("Each college has its own weight: those who are more in all do not always win."))
    whole = percent(Fraction(100), digits=0) if any(line.weight for line in lines) else ""
    total = Line(
        pgettext("colleges", "Together"), whole,
        sum(one.voted_for for one in groups), sum(one.against for one in groups), sum(one.others for one in groups),
        percent(percents[0], digits=digits),
    )  # fmt: skip
    return Presented(
        result, percent=percent(percents[0], digits=digits), needed=needed, nuance=_nuance(result, percents[0]),
        lines=lines, total=total, notes=tuple(notes), bar=needed,
    )  # fmt: skip


@dataclass(frozen=True)
class Group:
    colleges: list
    voted_for: int
    against: int
    others: int


def _parts(result, groups, total, digits):
    """What each line brings to the share for, the sum of which is the total; nothing where lines are together."""
    exact = Fraction(result.for_share)
    if digits == 0 or result.method == PLAIN or not exact:
        return [""] * len(groups)
    votes = {group.colleges[0]: (group.voted_for, group.against) for group in groups}
    voting = sum(Fraction(result.weights[one]) for one, pair in votes.items() if any(pair))
    base = 100 if result.silent == "zero" else voting
    gifts = [100 * Fraction(result.weights[one]) * _given(result, *pair) / base for one, pair in votes.items()]
    return [percent(one) for one in spread(gifts, total)]


def _given(result, voted_for, against):
    if result.method == "bloc":
        return int(voted_for > against)
    return Fraction(voted_for, voted_for + against) if voted_for + against else 0


def _weights_decide(result, groups):
    """Whether a plain count would have decided otherwise: a page that shows its figures says why."""
    voted_for = sum(one.voted_for for one in groups)
    cast = voted_for + sum(one.against for one in groups)
    plain = Fraction(voted_for, cast) if cast else 0
    enough = plain > Fraction(result.threshold) if result.strict else plain >= Fraction(result.threshold)
    return result.is_decided and bool(enough and plain) != result.adopted


def _nuance(result, shown):
    """Said when rounding hides on which side of the majority the share is."""
    exact, threshold = 100 * Fraction(result.for_share), 100 * Fraction(result.threshold)
    if exact == threshold or shown != threshold:
        return ""
    return _("a little more, before rounding") if exact > threshold else _("a little less, before rounding")


def _rest_said(result, rest, digits):
    said = {"share": percent(rest, digits=digits)}
    if result.method == "bloc":
        return _("%(share)s went to neither side: colleges that were divided equally, or did not vote.") % said
    return _("%(share)s went to neither side: colleges in which nobody voted for or against.") % said


def _election(result):
    showing, needed = result.showing, bar_said_half()
    names = {str(pk): name for pk, name in result.resolution.candidates.values_list("pk", "name")}
    order = (
        sorted(names, key=lambda one: (-Fraction(result.shares.get(one, 0)), names[one])) if showing else list(names)
    )
    percents = showing.get("percents", {})
    standings = tuple(
        Standing(
            names[one],
            showing["votes"].get(one, 0) if showing else None,
            _share_said(result, one, percents, showing["digits"]) if one in percents else "",
            f"{float(Fraction(percents[one])):.2f}" if one in percents else "",
            "elected" if one in result.elected else "tied" if one in result.tied else "not",
        )
        for one in order
    )
    return Presented(
        result, needed=needed, standings=standings, notes=tuple(_election_notes(result, showing)), bar=needed
    )


def _share_said(result, candidate, percents, digits):
    """A candidate's share; where rounding hides on which side of one half it is, that is said."""
    exact, shown = 100 * Fraction(result.shares[candidate]), Fraction(percents[candidate])
    said = percent(shown, digits=digits)
    if shown != 50 or exact == 50:
        return said
    nuance = _("a little more, before rounding") if exact > 50 else _("a little less, before rounding")
    return _("%(percent)s (%(nuance)s)") % {"percent": said, "nuance": nuance}


def bar_said_half():
    """The majority of elections, which is that of the law whatever the settings (D48)."""
    return pgettext("majority", "more than %(bar)s") % {"bar": percent(100 * HALF, digits=0)}


def _election_notes(result, showing):
    if not showing:
        yield _("The figures are not given: they would tell how someone voted. This vote was secret.")
    else:
        cast = ngettext("%(n)s vote cast", "%(n)s votes cast", showing["cast"]) % {"n": showing["cast"]}
        others = ngettext("%(n)s abstention or blank", "%(n)s abstentions or blank", showing["others"])
        yield f"{cast}, {others % {'n': showing['others']}}."
        if result.resolution.secret and result.method != PLAIN and showing["percents"]:
            yield _("Shares are by college, and rounded: this vote was secret.")
    if result.tied:
        yield _("People with the same share are tied for the last seat: another ballot decides between them.")
    elif result.seats_left and result.is_decided:
        left = ngettext("%(n)s seat was given to nobody.", "%(n)s seats were given to nobody.", result.seats_left)
        yield left % {"n": result.seats_left}


def _label(group, names):
    known = [names.get(one, "") for one in group.colleges]
    if known == [""]:
        return _("Everyone")
    if len(known) > 1 and len(known) == len(names):
        return _("All the colleges")
    return _(", ").join(sorted(known, key=list(names.values()).index))


def _weight(result, group):
    if result.method == PLAIN:
        return ""
    weight = sum(Fraction(result.weights[one]) for one in group.colleges)
    return percent(weight, digits=0 if weight.denominator == 1 else 2)
