"""What the votes said is written, then confirmed with its reasons: never against the votes (D29, D31).

The outcome is in no form: it comes from the count. Who keeps the committee prepares the words; the chair, or who chairs
the session in their place, confirms them; of a file from which the chair stands down, the secretary does (D25).
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from members.models import Role
from projects.committee.declaring import is_recused
from projects.committee.models import SessionStep
from projects.committee.opening import chairs, keeps
from projects.models import Project
from projects.models.condition import write_conditions

Kind = SessionStep.Kind


def may_confirm(item, person):
    """Whether `person` says that a decision is what the votes said: who chairs, else the secretary (D25, D29)."""
    session = item.session
    if is_recused(person, item):
        return False
    return chairs(person, session) or (keeps(person, session) and not _has_chair(item))


def _has_chair(item):
    """Whether someone who chairs the session may know this file's outcome."""
    session = item.session
    recused = item.declarations.recused().values("expert__person")
    if session.acting_chair_id:
        return not recused.filter(expert=session.acting_chair_id).exists()
    chairing = Role.objects.in_force().filter(territory=session.committee.territory_id, kind=Role.Kind.CHAIR)
    return chairing.exclude(person__in=recused).exists()


@transaction.atomic
def write(item, *, by, version, words, conditions=None):
    """Keep a draft: `words` {field: text}, `conditions` a list of dicts for a conditional go; return the `Decision`.

    ValidationError `stale`, nothing changed, when another window wrote or confirmed it since `version`.
    """
    decision = item.closing.decision
    decision.write(by=by, version=version, **words)
    if conditions is not None and decision.outcome == Project.Decision.CONDITIONAL_GO:
        write_conditions(decision, conditions, by=by)
    return decision


@transaction.atomic
def confirm(item, *, by, now=None):
    """Say that this is what the votes said, and why; PermissionDenied to whoever may not. See `Decision.confirm`."""
    if not may_confirm(item, by):
        raise PermissionDenied
    item.closing.decision.confirm(by=by, now=now)
    item.session.record(Kind.CONFIRMED, by=by, item=item, details=item.project.name, now=now)


@transaction.atomic
def correct(item, *, by):
    """Take a confirmed decision back to its draft, before it is released; it has to be confirmed again."""
    if not (keeps(by, item.session) or chairs(by, item.session)) or is_recused(by, item):
        raise PermissionDenied
    item.closing.decision.correct(by=by)
    item.session.record(Kind.CORRECTED, by=by, item=item, details=item.project.name)
