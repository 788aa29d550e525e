"""Where each expert stands with each file of a session: declared, read, given an opinion, voted; never how (D25, D28).

Six statements, whatever the number of files and experts: the experts' page and the secretary's read the same.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, TextChoices
from django.utils.translation import pgettext_lazy

from projects.committee.models import AgendaItem, Declaration, Expert, FileReading, Opinion, Undertaking, Voting


class Next(TextChoices):
    """What an expert has to do next for a file, in order."""

    UNDERTAKE = "undertake", pgettext_lazy("next for a file", "Read the undertaking")
    DECLARE = "declare", pgettext_lazy("next for a file", "Declare")
    READ = "read", pgettext_lazy("next for a file", "Read")
    JUDGE = "judge", pgettext_lazy("next for a file", "Give my opinion")
    VOTE = "vote", pgettext_lazy("next for a file", "Vote")
    WAIT = "wait", pgettext_lazy("next for a file", "Wait for the vote")
    DONE = "done", pgettext_lazy("next for a file", "Done")
    RECUSED = "recused", pgettext_lazy("next for a file", "I stand down")
    OVER = "over", pgettext_lazy("next for a file", "Closed")


TO_DO = (Next.UNDERTAKE, Next.DECLARE, Next.READ, Next.JUDGE, Next.VOTE)


@dataclass(frozen=True)
class Standing:
    """One expert and one file: what was done, `next` is what remains."""

    undertook: bool
    declared: str  # a `Declaration.Kind`, empty for none
    read: bool  # the copy that stands
    read_before: bool  # a former copy only: it was frozen again since (D24)
    judged: bool
    voted: bool
    next: Next

    @property
    def is_recused(self):
        return self.declared == Declaration.Kind.RECUSED

    @property
    def is_to_do(self):
        return self.next in TO_DO


class Acts:
    """What was done about some files, by whom; four statements."""

    def __init__(self, items):
        declared = Declaration.objects.filter(item__in=items)
        self._declared = {(item, expert): kind for item, expert, kind in _pairs(declared, "kind")}
        readings = FileReading.objects.filter(file__item__in=items, expert__isnull=False).order_by()
        read = set(readings.values_list("file__item", "expert", Q(sha256=F("file__sha256"))).distinct())
        self._read = {(item, expert) for item, expert, is_current in read if is_current}
        self._read_before = {(item, expert) for item, expert, _is_current in read} - self._read
        self._judged = set(_pairs(Opinion.objects.standing().written().filter(item__in=items)))
        self._voted = set(_pairs(Voting.objects.filter(item__in=items)))

    def of(self, item, expert):
        """{"declared", "read", "read_before", "judged", "voted"} of an expert and a file, as in `Standing`."""
        pair = (item.pk, expert.pk)
        return {
            "declared": self._declared.get(pair, ""),
            "read": pair in self._read,
            "read_before": pair in self._read_before,
            "judged": pair in self._judged,
            "voted": pair in self._voted,
        }


class SessionStanding:
    """All of a session: `experts` who sit (with `person`, `undertook`), `items` in order, and how each stands."""

    def __init__(self, session):
        self.session = session
        undertook = Exists(Undertaking.objects.in_force().filter(expert=OuterRef("pk")))
        self.experts = list(Expert.objects.sitting_at(session).for_display().annotate(undertook=undertook))
        self._undertook = {one.pk for one in self.experts if one.undertook}
        self.items = list(session.items.standing().select_related("project", "file", "closing__decision"))
        self._acts = Acts(self.items)

    def of(self, item, expert):
        """Return the `Standing` of `expert`, one of `experts`, with `item`, one of `items`."""
        done = {"undertook": expert.pk in self._undertook, **self._acts.of(item, expert)}
        return Standing(**done, next=_next(item, self.session, **done))

    def voters(self, item):
        """The experts who judge `item`: those who sit and are not recused."""
        return [one for one in self.experts if self._acts.of(item, one)["declared"] != Declaration.Kind.RECUSED]

    def opinions(self, item):
        """How many of its voters gave an opinion."""
        return sum(self._acts.of(item, one)["judged"] for one in self.voters(item))

    def votes(self, item):
        """How many of its voters voted."""
        return sum(self._acts.of(item, one)["voted"] for one in self.voters(item))

    def suggested(self, expert):
        """The file that fewest gave an opinion on, of those `expert` has still to judge; ties by order; or None."""
        open_to = [item for item in self.items if self.of(item, expert).next in TO_DO[:-1]]
        return min(open_to, key=self.opinions, default=None)

    def idle(self):
        """The experts who have still something to do, with the number of files: [(expert, count)]; reminders (D33)."""
        counts = [(one, sum(self.of(item, one).is_to_do for item in self.items)) for one in self.experts]
        return [(expert, count) for expert, count in counts if count]


def files_left(seats, sessions):
    """Return {key of a session: how many of its files wait for its expert}, the others being left out.

    `seats` are the `Expert` of one person, `sessions` those at which they sit; six statements, whatever their number.
    """
    of_committee, left = {one.committee_id: one for one in seats}, Counter()
    undertook = set(Undertaking.objects.in_force().filter(expert__in=seats).values_list("expert", flat=True))
    items = list(AgendaItem.objects.standing().filter(session__in=sessions).select_related("session"))
    acts = Acts(items)
    for item in items:
        expert = of_committee[item.session.committee_id]
        done = {"undertook": expert.pk in undertook, **acts.of(item, expert)}
        left[item.session_id] += _next(item, item.session, **done) in TO_DO
    return left


def _next(item, session, *, undertook, declared, read, read_before, judged, voted):
    if declared == Declaration.Kind.RECUSED:
        return Next.RECUSED
    if voted:  # the opinion informs, the vote decides (D27): nobody is asked for it any more
        return Next.DONE
    if not item.is_listed or not session.takes_declarations:
        return Next.OVER
    steps = [(undertook, Next.UNDERTAKE), (declared, Next.DECLARE), (read, Next.READ), (judged, Next.JUDGE)]
    if missing := next((step for done, step in steps if not done), None):
        return missing
    return Next.WAIT if session.awaits_votes else Next.VOTE


def _pairs(rows, *names):
    return rows.order_by().values_list("item", "expert", *names)
