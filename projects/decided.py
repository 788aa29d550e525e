"""What the committee does to a project's stage: it enters, is taken back, is accompanied (D23, D24).

The decision itself is `Decision.release`; the project's fields are written by `projects.models.decision.settle` alone.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects import emails
from projects.models import Project, ProjectStep, Stage

Kind, Role = ProjectStep.Kind, ProjectStep.Role


@transaction.atomic
def enter_committee(project, *, by, now=None):
    """The project's file is read by the committee from now on (D24); one that it reads already stays where it is.

    Return the `ProjectStep`, None when nothing moved. ValidationError `stage` when it is at another stage.
    """
    if Project.objects.filter(pk=project.pk).at(Stage.IN_COMMITTEE).exists():
        return None
    _move(project, Stage.MODELLED, Stage.IN_COMMITTEE, now=now, said=_("Only a complete file enters the committee."))
    return project.record(Kind.ADVANCED, by=by, role=Role.COMMITTEE, stage=Stage.IN_COMMITTEE)


@transaction.atomic
def leave_committee(project, *, why, by, now=None):
    """The file was withdrawn before any decision: the project is back where its team prepares it.

    What was decided stays: a project with a green light, back for its conditions, does not move. Return the
    `ProjectStep`, None when nothing moved.
    """
    rows = Project.objects.filter(pk=project.pk, favourable=False).at(Stage.IN_COMMITTEE)
    if not rows.update(stage=Stage.MODELLED, stage_at=now or timezone.now()):
        return None
    project.refresh_from_db()
    return project.record(Kind.WENT_BACK, by=by, role=Role.COMMITTEE, stage=Stage.MODELLED, why=why)


@transaction.atomic
def accompany(project, *, by, now=None):
    """Begin to accompany a project that has a green light and no open condition (D23); return the `ProjectStep`.

    Its group is told. ValidationError, nothing changed: `decision` (no favourable decision released), `conditions`
    (some are open), `stage` (it is no longer in committee).
    """
    found = Project.objects.select_for_update().get(pk=project.pk)
    if not found.favourable:
        raise ValidationError(_("Only a green light of the expert committee leads to accompaniment."), code="decision")
    if found.open_conditions:
        raise ValidationError(
            _("Conditions are still open: the committee says when they are lifted."), code="conditions"
        )
    _move(project, Stage.IN_COMMITTEE, Stage.ACCOMPANIED, now=now, said=_("This project is not in committee any more."))
    step = project.record(Kind.ADVANCED, by=by, stage=Stage.ACCOMPANIED)
    for member in project.group.memberships.reachable():
        emails.stage_reached(member, project=project, step=step)
    return step


def _move(project, source, stage, *, now, said):
    if not Project.objects.filter(pk=project.pk).at(source).update(stage=stage, stage_at=now or timezone.now()):
        raise ValidationError(said, code="stage")
    project.refresh_from_db()
