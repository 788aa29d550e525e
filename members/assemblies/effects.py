"""What an adopted resolution changes in the cooperative: weights of colleges (D42), exclusion of a member (D44)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.typography import plain_date
from members.assemblies.models import AssemblyStep, Effect, Result
from members.cooperative import colleges, leaving
from members.cooperative.rules import EXTRAORDINARY


def decision_of(result):
    """Return the `Decision` that the floor below asks for: the resolution in words, its day, what came of it."""
    resolution, assembly = result.resolution, result.resolution.assembly
    day = timezone.localdate(assembly.starts_at)
    words = {
        "n": resolution.number,
        "kind": assembly.get_kind_display(),
        "day": plain_date(day),
        "title": resolution.title,
    }
    reference = _("Resolution %(n)s of the %(kind)s of %(day)s: %(title)s") % words
    adopted = result.adopted and result.is_released
    return colleges.Decision(reference=reference[:200], on=day, majority=resolution.majority, adopted=adopted)


def offered(result):
    """Return the kinds of effect that may still be given to `result`: none unless it was adopted and announced.

    Both change the statutes, or take someone's place away: they need the extraordinary majority.
    """
    if not concerns(result):
        return []
    done = set(result.effects.values_list("kind", flat=True))
    return [kind for kind in Effect.Kind if kind not in done]


def concerns(result):
    """Say whether this decision may change weights or the register, or did: adopted like the statutes, announced."""
    return result.adopted and result.is_released and result.resolution.majority == EXTRAORDINARY


@transaction.atomic
def change_weights(result, percents, *, since, by, now=None):
    """Put new weights in force from `since`, once; ValidationError with the figures when the law refuses them (D42)."""
    _once(result, Effect.Kind.WEIGHTS, by=by, now=now)
    cooperative = result.resolution.assembly.cooperative
    return colleges.set_weights(cooperative, percents, since=since, decided_by=decision_of(result), by=by)


@transaction.atomic
def exclude(result, member, *, by, now=None):
    """Exclude `member` by this resolution, once; ValidationError with what lacks: reasons, days, hearing (D44)."""
    if member.cooperative_id != result.resolution.assembly.cooperative_id:
        raise ValidationError(_("This member is not of this cooperative."), code="stranger")
    _once(result, Effect.Kind.EXCLUSION, by=by, now=now)
    return leaving.exclude(member, decided_by=decision_of(result), by=by)


def _once(result, kind, *, by, now):
    """Record the effect; the second of two clicks, or of two people, is refused: ValidationError `done`."""
    Result.objects.select_for_update(no_key=True, of=("self",)).get(pk=result.pk)
    if kind not in offered(result):
        raise ValidationError(
            _("This decision took effect already, or was not adopted at the majority of the statutes."), code="done"
        )
    now = now or timezone.now()
    effect = Effect.objects.create(result=result, kind=kind, by=by, at=now)
    words = f"{effect.get_kind_display()} · {result.resolution}"
    result.resolution.assembly.record(AssemblyStep.Kind.EFFECT, by=by, details=words, now=now)
