"""The lines of the attendance sheet, on a screen or on paper: each voter, their presence, their proxies (D46, D51)."""

from dataclasses import dataclass

from django.db.models import Prefetch

from members.assemblies import sheet
from members.assemblies.models import Presence, Proxy, Voter

MOST = 150  # lines of a screen; beyond, one looks for a name
ABSENT, THERE = "absents", "presents"  # in the address: which lines


@dataclass(frozen=True)
class Line:
    """A voter; `presence` is where they are now (None: not there), `left` when they went, `proxy` the one they gave."""

    voter: Voter
    presence: Presence | None
    left: Presence | None
    proxy: Proxy | None
    held: tuple

    @property
    def signs_anew(self):
        """Whether another delegate signed for the structure: the one of now has to (D41)."""
        return self.is_structure and self.presence is not None and self.presence.signed_by != self.voter.signer

    @property
    def is_structure(self):
        return bool(self.voter.member.organisation)


@dataclass(frozen=True)
class Found:
    """`lines` of the `total` that answer; `strangers` are members found by name who do not vote, with why."""

    lines: list
    total: int
    words: str
    only: str
    strangers: list

    @property
    def first(self):
        """What was asked for; of the whole list, those who still have to come or to sign: who arrives is among them."""
        return [line for line in self.lines if not self._is_done(line)]

    @property
    def there(self):
        """Those of the whole list who came and signed, folded away under the others."""
        return [line for line in self.lines if self._is_done(line)]

    def _is_done(self, line):
        return not (self.words or self.only) and line.presence and not line.signs_anew


def sheet_of(assembly, *, words="", only=""):
    """Return what the desk shows: who answers to `words`, all, or only those who are there or not."""
    words = words.strip()[:60]
    voters = Voter.objects.filter(assembly=assembly).named_like(words)
    there = Presence.objects.of(assembly).current().values("voter")
    if only == THERE:
        voters = voters.filter(pk__in=there)
    elif only == ABSENT:
        voters = voters.exclude(pk__in=there)
    lines = lines_of(assembly, voters[:MOST])
    strangers = sheet.strangers_named_like(assembly, words) if len(words) > 2 else []
    return Found(lines=lines, total=voters.count(), words=words, only=only, strangers=strangers)


def lines_of(assembly, voters):
    """Return [`Line`] of `voters`, a queryset; four statements."""
    came = Prefetch("presences", Presence.objects.order_by("pk"))
    known = voters.select_related("member", "college").prefetch_related(came)
    proxies = Proxy.objects.standing().for_display().filter(assembly=assembly)
    given, held = {}, {}
    for proxy in proxies:
        given[proxy.giver_id] = proxy
        held.setdefault(proxy.holder_id, []).append(proxy)
    return [_line(voter, given.get(voter.member_id), held.get(voter.member_id, ())) for voter in known]


def _line(voter, proxy, held):
    came = list(voter.presences.all())
    last = came[-1] if came else None
    there = last if last and last.until is None else None
    return Line(voter=voter, presence=there, left=None if there else last, proxy=proxy, held=tuple(held))
