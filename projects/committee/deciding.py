"""What the votes on a file say: quorum, majority, casting vote, third session (D26, D29, D30): arithmetic alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

GO, CONDITIONAL_GO, DEFERRAL, NO_GO = "go", "conditional_go", "deferral", "no_go"
ABSTENTION = "abstention"
NOT_DECIDED = "not_decided"
FAVOURABLE = (GO, CONDITIONAL_GO)
CHOICES = (GO, CONDITIONAL_GO, DEFERRAL, NO_GO, ABSTENTION)  # from the most favourable to the least, then none


@dataclass(frozen=True)
class Reason:
    """Why the votes say what they say: `code` for programs, `sentence` in plain words for people."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Result:
    """What the votes say.

    `outcome` is one of the four decisions or `not_decided`; `counts` {choice: number}; `cast` the votes but the
    abstentions; `voters` who voted; `base` who could; `quorum` whether D26 is met; `reasons` a list of `Reason`.
    """

    outcome: str
    counts: Mapping
    cast: int
    voters: int
    base: int
    quorum: bool
    reasons: list


def decide(
    votes, *, members, recused, second_call=False, casting_vote=None, third_session=False, minimum_cast=3
):  # fmt: skip
    """Return the `Result` of `votes`, {expert: choice}, of which those of the recused or of non-members do not count.

    `members` and `recused` are collections of experts; `casting_vote` is the choice of the chair when the committee's
    rules let it break an exact half, else None; `third_session` when the file was put back twice already (D30);
    `second_call` when a first session did not reach its quorum (D26). ValueError for a word that is no choice.
    """
    for choice in [*votes.values(), *([] if casting_vote is None else [casting_vote])]:
        if choice not in CHOICES:
            raise ValueError(f"{choice!r} is none of {', '.join(CHOICES)}")
    voting = set(members) - set(recused)
    counted = [choice for expert, choice in votes.items() if expert in voting]
    counts = {choice: counted.count(choice) for choice in CHOICES}
    voters, base = len(counted), len(voting)
    cast = voters - counts[ABSTENTION]
    quorum = cast >= max(minimum_cast, 1) and (second_call or 2 * voters >= base)
    outcome, tie_broken = _majority(counts, cast, casting_vote, third_session) if quorum else (NOT_DECIDED, False)
    reasons = explain(
        outcome, counts=counts, base=base, minimum_cast=minimum_cast, second_call=second_call,
        third_session=third_session, tie_broken=tie_broken,
    )  # fmt: skip
    return Result(outcome, MappingProxyType(counts), cast, voters, base, quorum, reasons)


def _majority(counts, cast, casting_vote, third_session):
    """Return the outcome of D29, and whether the chair's vote made it.

    The chair's vote weighs a hair more than another: it breaks an exact half, at each of the three thresholds, and
    changes nothing else. So a more favourable vote can never make the outcome less favourable.
    """
    broken = []

    def more_than_half(*choices):
        number = sum(counts[choice] for choice in choices)
        if 2 * number == cast and casting_vote in choices:
            broken.append(choices)
            return True
        return 2 * number > cast

    if more_than_half(GO):
        outcome = GO
    elif more_than_half(*FAVOURABLE):
        outcome = CONDITIONAL_GO
    elif more_than_half(NO_GO):
        outcome = NO_GO
    else:
        outcome = NO_GO if third_session else DEFERRAL
    return outcome, bool(broken)


def explain(
    outcome, *, counts, base, minimum_cast, second_call=False, third_session=False, tie_broken=False, figures=True
):
    """Return the list of `Reason` of an outcome; without `figures`, none tells how many gave which answer (D31)."""
    voters, abstentions = sum(counts.values()), counts[ABSTENTION]
    reasons = [_quorum(voters, base, second_call=second_call)]
    if voters - abstentions < max(minimum_cast, 1):
        said = ngettext(
            "At least %(n)s vote other than an abstention is needed: there was none.",
            "At least %(n)s votes other than abstentions are needed: there were fewer.",
            max(minimum_cast, 1),
        )
        reasons.append(Reason("cast_missing", said % {"n": max(minimum_cast, 1)}))
    if outcome == NOT_DECIDED:
        return [*reasons, Reason("carried_over", _("Nothing is decided: the file goes to another session."))]
    reasons += _why(outcome, counts, voters - abstentions, third_session, tie_broken, figures)
    if abstentions and figures:
        said = ngettext(
            "%(n)s abstention: it counts for the number of voters, not for the majority.",
            "%(n)s abstentions: they count for the number of voters, not for the majority.",
            abstentions,
        )
        reasons.append(Reason("abstentions", said % {"n": abstentions}))
    return reasons


def _quorum(voters, base, *, second_call):
    words = {"voters": voters, "base": base}
    if second_call:
        said = _(
            "Second session on this file: %(voters)s of %(base)s experts voted, and their number no longer matters."
        )
        return Reason("second_call", said % words)
    if 2 * voters >= base:
        return Reason("quorum_reached", _("%(voters)s of %(base)s experts voted: at least half, as is needed.") % words)
    return Reason("quorum_missing", _("%(voters)s of %(base)s experts voted: fewer than the half needed.") % words)


def _why(outcome, counts, cast, third_session, tie_broken, figures):
    favourable = counts[GO] + counts[CONDITIONAL_GO]
    if tie_broken:
        said = _("The votes were split exactly in half: the chair’s vote decides, as the committee’s rules say.")
        return [Reason("casting_vote", said)]
    if outcome == GO:
        return [
            _of("majority_go", _("More than half of the votes cast are for a green light."), counts[GO], cast, figures)
        ]
    if outcome == CONDITIONAL_GO:
        said = _("More than half of the votes cast are favourable, with or without conditions.")
        return [_of("majority_favourable", said, favourable, cast, figures)]
    if 2 * counts[NO_GO] > cast:
        said = _("More than half of the votes cast do not retain the project.")
        return [_of("majority_no_go", said, counts[NO_GO], cast, figures)]
    if third_session:
        said = _("No majority to retain the project, sent back to work twice already: this third session decides.")
        return [Reason("third_session", said)]
    if 2 * counts[DEFERRAL] > cast:
        said = _("More than half of the votes cast ask that the project be worked on again.")
        return [_of("majority_deferral", said, counts[DEFERRAL], cast, figures)]
    return [Reason("no_majority", _("No answer has more than half of the votes cast: the project is to be worked on."))]


def _of(code, said, number, cast, figures):
    """A sentence, followed by how many of how many unless they are withheld."""
    counted = _(" (%(n)s of %(cast)s)") % {"n": number, "cast": cast} if figures else ""
    return Reason(code, f"{said.rstrip('.')}{counted}.")
