"""The family of an idea: its whole and every part (D17).

Merging moves no row: an idea points to its target, and its whole, the end of the pointers, is computed, so that undoing
is exact. Every idea of a family stands; each keeps its own texts, author, stickers, star, receipt and followers.
Ideas are locked in the order of their keys, always whole families, so that two merges, or a merge and a withdrawal,
follow one another.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas import emails_merging as emails
from ideas import succession
from ideas.models.life import Stage
from ideas.models.record import IdeaStep, bump

TRIES = 5  # a family that moves while it is being locked settles within two


def family_of(idea):
    """Return the ideas of the whole to which `idea` belongs, the head first, then in the order they were written."""
    whole = idea.whole_id or idea.pk
    return (
        _ideas()
        .filter(Q(pk=whole) | Q(whole=whole))
        .order_by(Case(When(pk=whole, then=0), default=1), "created_at", "pk")
    )


@transaction.atomic
def leave(idea, held, *, by=None):
    """Take `idea`, which stands no more, out of its whole, `held` before it changed: nobody reads it there (D14).

    What was merged into it stays together: with its target or, if it was the head, with the oldest of them, which takes
    over its stage and what is tied to it (`ideas.succession`).
    """
    from ideas.models.merging import IdeaMerge

    children = sorted((one for one in held.values() if one.merged_into_id == idea.pk), key=_seniority)
    target = held[idea.pk].merged_into_id
    if target is None and not children:
        return
    heir = target or children[0].pk
    point(held, {idea.pk: None, **{child.pk: heir if child.pk != heir else None for child in children}})
    ended = IdeaMerge.objects.standing().filter(Q(source=idea.pk) | Q(target=idea.pk)).select_related("by")
    moved = [
        IdeaMerge(source=held[one.source_id], target=held[heir], by=one.by, why=one.why, at=one.at)
        for one in ended
        if one.source_id not in {idea.pk, heir}
    ]
    emails.withdraw(list(ended))
    ended.update(undone_at=timezone.now(), undone_by=by)
    IdeaMerge.objects.bulk_create(moved)
    if target is None:
        _take_over(held[heir], idea)
    idea.refresh_from_db(fields=["merged_into", "whole", "stage"])
    bump_all(held)


def hold(keys):
    """Lock the whole families of the ideas of these keys until the end of the transaction; return them, fresh, by key.

    Call it before anything else locks one of them.
    """
    for _attempt in range(TRIES):
        with suppress(_MovedMeanwhile), transaction.atomic():
            locked = _ideas().filter(pk__in=_families(keys)).order_by("pk").select_for_update(no_key=True)
            held = {idea.pk: idea for idea in locked}
            if _families(keys) != set(held):
                raise _MovedMeanwhile
            return held
    raise ValidationError(_("These ideas are changing at this very moment: try again, please."), code="stale")


class _MovedMeanwhile(Exception):
    """A family got or lost an idea between being read and being locked: rolling back frees the locks."""


def _families(keys):
    heads = list(_ideas().filter(pk__in=keys).values_list(Coalesce("whole", "pk"), flat=True))
    return set(_ideas().filter(Q(pk__in=heads) | Q(whole__in=heads)).values_list("pk", flat=True))


def point(held, targets):
    """Point ideas of `held` to `targets`, {key: key of the target or None}, and compute every whole anew."""
    for key, target in targets.items():
        held[key].merged_into_id = target
    moved = []
    for idea in held.values():
        end = idea.pk
        while held[end].merged_into_id:
            end = held[end].merged_into_id
        whole = end if end != idea.pk else None
        if idea.pk in targets or idea.whole_id != whole:
            idea.whole_id = whole
            moved.append(idea)
    _ideas().bulk_update(moved, ["merged_into", "whole"])


def bump_all(held):
    """Tell the lists of every evening of `held`, in one order."""
    for event in sorted({idea.event_id for idea in held.values()}):
        bump(event)


def _seniority(idea):
    """Who takes over: an idea that everyone can read, the oldest."""
    return idea.status != idea.Status.ACCEPTED, idea.created_at, idea.pk


def _take_over(heir, former):
    """Let the life of the whole go on under the name of `heir` (D18)."""
    for idea, stage in ((heir, former.stage), (former, Stage.TO_SORT)):  # put back one day, the former begins anew
        if idea.stage != stage:
            _ideas().filter(pk=idea.pk).update(stage=stage)
            idea.steps.create(kind=IdeaStep.Kind.STAGE, role=IdeaStep.Role.MACHINE, details=stage)
    succession.succeed(former, heir)


def _ideas():
    from ideas.models.idea import Idea

    return Idea.objects
