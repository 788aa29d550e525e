"""The rules of a cooperative as exact figures: read from its settings, frozen in an assembly at its notice (D48)."""

import math
from dataclasses import dataclass, fields
from datetime import timedelta
from fractions import Fraction

ORDINARY, EXTRAORDINARY = "ordinary", "extraordinary"


@dataclass(frozen=True)
class Rules:
    """What decides an assembly; shares are exact parts of 1, durations are in days.

    `kind` and `majority` are « ordinary » or « extraordinary » everywhere: in a mixed assembly each resolution has
    the quorum and the majority of its own kind (D47). Weights are not here: a vote uses those in force on the day of
    the assembly (D42, `colleges.weights_on`).
    """

    notice_days: int
    second_notice_days: int
    additions_share: Fraction
    additions_days: int
    record_days: int
    spouse_proxies: bool
    small_proxies: int
    proxies_divisor: int
    ordinary_quorum: Fraction
    ordinary_quorum_again: Fraction
    extraordinary_quorum: Fraction
    extraordinary_quorum_again: Fraction
    ordinary_majority: Fraction
    ordinary_strict: bool
    extraordinary_majority: Fraction
    extraordinary_strict: bool
    aggregation: str
    silent: str
    remote_ballots: bool

    @classmethod
    def of(cls, cooperative):
        """The rules that the settings of `cooperative` say today."""
        return cls(**{field.name: _read(cooperative, field) for field in fields(cls)})

    @classmethod
    def thaw(cls, kept):
        """The rules that `frozen` kept, exactly; KeyError when `kept` lacks one."""
        return cls(**{field.name: field.type(kept[field.name]) for field in fields(cls)})

    def frozen(self):
        """What JSON can keep of them: fractions as texts (« 1/5 »)."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: str(value) if isinstance(value, Fraction) else value for name, value in values.items()}

    def proxies_limit(self, members):
        """How many proxies one member may hold when the cooperative has `members` members; at least 1 (D46)."""
        if members < self.proxies_divisor:
            return max(1, self.small_proxies)
        return max(1, members // self.proxies_divisor)

    def quorum_of(self, kind, second_call):
        """The part of the entitled members that must take part, an exact Fraction, 0 for none (D47)."""
        if kind == EXTRAORDINARY:
            return self.extraordinary_quorum_again if second_call else self.extraordinary_quorum
        if kind != ORDINARY:
            raise ValueError(f"no quorum for “{kind}”: in a mixed assembly each resolution has its own")
        return self.ordinary_quorum_again if second_call else self.ordinary_quorum

    def people_for_quorum(self, kind, second_call, entitled):
        """How many of `entitled` people make the quorum: 15 of 73 for one fifth; 0 when there is none (D47)."""
        return math.ceil(self.quorum_of(kind, second_call) * entitled)

    def threshold_of(self, majority):
        """Return (Fraction of the votes cast, whether strictly more than it is needed) (D48)."""
        if majority == EXTRAORDINARY:
            return self.extraordinary_majority, self.extraordinary_strict
        if majority != ORDINARY:
            raise ValueError(f"no majority is called “{majority}”")
        return self.ordinary_majority, self.ordinary_strict

    def earliest_date(self, called_on, second_call):
        """The first day on which an assembly called on `called_on` may be held.

        Days are full ones: neither the day of the notice nor that of the assembly counts (D45).
        """
        return called_on + timedelta(days=1 + (self.second_notice_days if second_call else self.notice_days))

    def additions_until(self, held_on):
        """The last day on which members may ask for an addition to the agenda (D45)."""
        return held_on - timedelta(days=self.additions_days)

    def people_for_addition(self, entitled):
        """How many of `entitled` members may together add to the agenda: at least one (D45)."""
        return max(1, math.ceil(self.additions_share * entitled))

    def record_date(self, held_on):
        """The day on which the list of voters is closed for an assembly held on `held_on` (D47)."""
        return held_on - timedelta(days=self.record_days)


def _read(cooperative, field):
    """One rule from the settings: percentages become parts of 1, the two numbers of a majority one fraction."""
    if field.name.endswith("_majority"):
        kind = field.name.removesuffix("_majority")
        return Fraction(getattr(cooperative, f"{kind}_numerator"), getattr(cooperative, f"{kind}_denominator"))
    value = getattr(cooperative, field.name)
    return Fraction(value) / 100 if field.type is Fraction else value
