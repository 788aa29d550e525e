"""Compares what was sent with what is stored, and tells how long pages took: arithmetic, nothing is asked here."""

import math
from collections import Counter
from dataclasses import asdict, dataclass, field

PERCENTS = (50, 95, 99)


def percentile(values, percent):
    """Return the smallest of `values` that at least `percent` % of them do not pass; None without any."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else None


@dataclass(frozen=True)
class Timing:
    """How long one page took: questions asked, milliseconds, and answers that should not have been ({status: number}).

    The status of a question that nobody answered is 0.
    """

    page: str
    count: int
    p50: float
    p95: float
    p99: float
    longest: float
    errors: dict = field(default_factory=dict)


def timings(measures):
    """Return the `Timing` of each page of these `Measure`s, in the order in which pages were first asked for."""
    pages = {}
    for measure in measures:
        pages.setdefault(measure.page, []).append(measure)
    return [_timing(page, of_page) for page, of_page in pages.items()]


def _timing(page, measures):
    answered = [measure.seconds * 1000 for measure in measures if measure.status] or [0.0]
    p50, p95, p99 = (round(percentile(answered, percent), 1) for percent in PERCENTS)
    errors = Counter(measure.status for measure in measures if not measure.is_fine)
    return Timing(page, len(measures), p50, p95, p99, round(max(answered), 1), dict(sorted(errors.items())))


@dataclass(frozen=True)
class Tally:
    """One kind of thing: how many were sent, acknowledged and stored; `lost` were acknowledged and are not stored,

    `doubled` are stored more often than they were sent, `strange` were never sent, `unanswered` stayed on phones.
    """

    kind: str
    sent: int
    acknowledged: int
    stored: int
    lost: int
    doubled: int
    strange: int
    unanswered: int

    @property
    def is_exact(self):
        return not (self.lost or self.doubled or self.strange or self.unanswered)


def tally(kind, sent, acknowledged, stored):
    """Return the `Tally` of three collections of keys, which may hold a key several times."""
    sent, acknowledged, stored = Counter(sent), Counter(acknowledged), Counter(stored)
    beyond = stored - sent
    return Tally(
        kind=kind,
        sent=sent.total(),
        acknowledged=acknowledged.total(),
        stored=stored.total(),
        lost=(acknowledged - stored).total(),
        doubled=sum(number for key, number in beyond.items() if key in sent),
        strange=sum(number for key, number in beyond.items() if key not in sent),
        unanswered=(sent - acknowledged).total(),
    )


@dataclass(frozen=True)
class Report:
    """A whole rehearsal. `troubles` are sentences; `mails` were written, `over` stickers taken beyond three."""

    participants: int
    seconds: float
    database: str
    tallies: list[Tally]
    timings: list[Timing]
    cut: int = 0
    again: int = 0
    over: int = 0
    mails: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def questions(self):
        return sum(timing.count for timing in self.timings)

    @property
    def server_errors(self):
        """[(page, status, number)] of answers 5xx, and of questions without answer (0)."""
        return self._errors(lambda status: status >= 500 or not status)

    @property
    def refusals(self):
        """[(page, status, number)] of answers 4xx that nobody expected."""
        return self._errors(lambda status: 0 < status < 500)

    def _errors(self, wanted):
        return [
            (timing.page, status, number)
            for timing in self.timings
            for status, number in timing.errors.items()
            if wanted(status)
        ]

    @property
    def is_good(self):
        return (
            all(tally.is_exact for tally in self.tallies)
            and not (self.over or self.mails or self.troubles)
            and not (self.server_errors or self.refusals)
        )

    def as_data(self):
        """The report as JSON data."""
        return {**asdict(self), "questions": self.questions, "good": self.is_good}
