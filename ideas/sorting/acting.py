"""Does one thing to a selection of ideas, each by its own verb, keeps what was before, and undoes it (D18).

Ideas go by eights: a transaction stays far under a second, and others write in between.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Theme
from ideas.models import Idea, IdeaStep, Stage, advance
from ideas.models.life import ALLOWED, Missing, Unmet
from ideas.sorting.models import Bulk, BulkMove, arranging
from ideas.sorting.selecting import team_of
from members.models import Person

MOST = 200  # ideas in one act: some seconds of mails to write; beyond, nobody has looked at what moves
SLICE = 8


@dataclass(frozen=True)
class Act:
    """`kind` is a `Bulk.Kind`; `value` a stage, the name of a tag, or the key of a theme or a person ("": none)."""

    kind: str
    value: str = ""
    why: str = ""


def act(wanted, keys, *, by, key):
    """Do `wanted` to the ideas of `keys` (fetched by who calls, at most `MOST`) and return its `Bulk`.

    What cannot be done to an idea is kept in `Bulk.refused` with its title and why; the others go on. The same `key`
    twice acts once and returns the same `Bulk`.
    """
    bulk, is_new = Bulk.objects.get_or_create(
        key=key, defaults={"by": by, "kind": wanted.kind, "value": wanted.value[:64]}
    )
    if not is_new:
        return bulk
    Bulk.objects.forgotten(timezone.now()).filter(by=by).delete()
    target, refused, same = _Target(wanted, by=by), [], 0
    for some in _slices(keys):
        with transaction.atomic():
            for idea in _held(some):
                try:
                    with transaction.atomic():
                        same += not target.reach(idea, bulk)
                except ValidationError as why:
                    refused.append(_refusal(idea, why))
    bulk.note(refused=refused, same=same)
    return bulk


def undo(bulk, *, by):
    """Put the ideas of `bulk` back as they were, by allowed steps; return (put back, titles of those that moved since).

    ValidationError `late` when it is too late, undone already, or someone else's.
    """
    if not Bulk.objects.undoable_by(by, now=timezone.now()).filter(pk=bulk.pk).update(undone_at=timezone.now()):
        raise ValidationError(_("It is too late to undo this, or it was undone already."), code="late")
    done, moved = 0, []
    keys = list(bulk.moves.values_list("idea", flat=True))
    for some in _slices(keys):
        with transaction.atomic():
            moves = {move.idea_id: move for move in bulk.moves.filter(idea__in=some).select_related("step")}
            for idea in _held(some):
                try:
                    with transaction.atomic():
                        _back(idea, moves[idea.pk], bulk, by=by)
                    done += 1
                except ValidationError:
                    moved.append(idea.title)
    return done, moved


class _Target:
    """Where the ideas of an act go, read once for all of them."""

    def __init__(self, wanted, *, by):
        self.wanted, self.by, self._teams = wanted, by, {}
        kind, value = wanted.kind, wanted.value
        self.theme = Theme.objects.filter(pk=value).first() if kind == Bulk.Kind.THEME and value else None
        self.person = Person.objects.filter(pk=value).first() if kind == Bulk.Kind.ASSIGN and value else None

    def reach(self, idea, bulk):
        """Do it to one idea and keep what was before; False when there was nothing to do."""
        before, step = self._before(idea), None
        if self.wanted.kind == Bulk.Kind.STAGE:
            step = advance(idea, self.wanted.value, by=self.by, role=IdeaStep.Role.TEAM, why=self.wanted.why)
            done = step is not None
        elif self.wanted.kind == Bulk.Kind.TAG:
            done = arranging.tag(idea, self.wanted.value, by=self.by)
        elif self.wanted.kind == Bulk.Kind.UNTAG:
            done = arranging.untag(idea, self.wanted.value)
        elif self.wanted.kind == Bulk.Kind.THEME:
            done = arranging.give_theme(idea, self.theme)
        else:
            done = arranging.assign(idea, self.person, team=self._team(idea))
        if done:
            BulkMove.objects.create(bulk=bulk, idea=idea, before=before, step=step)
        return done

    def _before(self, idea):
        held = {Bulk.Kind.STAGE: idea.stage, Bulk.Kind.THEME: idea.theme_id, Bulk.Kind.ASSIGN: idea.assigned_to_id}
        return str(held.get(self.wanted.kind) or "")

    def _team(self, idea):
        if idea.territory_id not in self._teams:
            self._teams[idea.territory_id] = set(team_of([idea.territory_id]).values_list("pk", flat=True))
        return self._teams[idea.territory_id]


def _refusal(idea, why):
    """[title, why, address and words of the link to what is missing, empty when nothing is]."""
    missing = why.missing if isinstance(why, Unmet) else Missing("")
    return [idea.title, why.messages[0], missing.url, str(missing.act)]


def _back(idea, move, bulk, *, by):
    """Undo one move, unless someone changed the same thing since (ValidationError)."""
    if bulk.kind == Bulk.Kind.STAGE:
        return _step_back(idea, move, by=by)
    if bulk.kind == Bulk.Kind.TAG:
        return _must(arranging.untag(idea, bulk.value))
    if bulk.kind == Bulk.Kind.UNTAG:
        return _must(arranging.tag(idea, bulk.value, by=by))
    if bulk.kind == Bulk.Kind.THEME:
        _must(str(idea.theme_id or "") == bulk.value)
        return arranging.give_theme(idea, Theme.objects.filter(pk=move.before).first() if move.before else None)
    _must(str(idea.assigned_to_id or "") == bulk.value)
    former = Person.objects.filter(pk=move.before).first() if move.before else None
    return arranging.assign(idea, former, team={former.pk} if former else set())


def _step_back(idea, move, *, by):
    taken = idea.steps.filter(kind=IdeaStep.Kind.STAGE).order_by("-pk")
    _must(move.step_id and taken.values_list("pk", flat=True).first() == move.step_id)
    for stage in _way(idea.stage, move.before):
        said = taken.filter(details=stage).exclude(why="").values_list("why", flat=True).first()
        advance(idea, stage, by=by, role=IdeaStep.Role.TEAM, why=said or "" if stage == Stage.SET_ASIDE else "")


def _way(start, end):
    """The fewest allowed steps from a stage to another: undoing goes by the same rules as doing."""
    ways, seen = [[Stage(start)]], {Stage(start)}
    for way in ways:
        if way[-1] == end:
            return way[1:]
        for stage in ALLOWED[way[-1]]:
            if stage not in seen:
                seen.add(stage)
                ways.append([*way, stage])
    raise ValidationError(_("No step leads back."), code="forbidden")


def _must(stands):
    if not stands:
        raise ValidationError(_("This idea changed meanwhile: look at the page again."), code="stale")


def _held(keys):
    """The ideas of these keys, held until the transaction ends in the order of keys, as whoever merges them does."""
    ideas = Idea.objects.select_for_update(of=("self",)).select_related("territory", "event").filter(pk__in=keys)
    return sorted(ideas.order_by("pk"), key=lambda idea: idea.event_id)


def _slices(keys):
    """Keys by eights, evening after evening: two acts never wait for one another in a ring."""
    known = list(Idea.objects.filter(pk__in=keys).order_by("event", "pk").values_list("pk", flat=True))
    return [known[start : start + SLICE] for start in range(0, len(known), SLICE)]
