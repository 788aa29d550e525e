"""A project moves from stage to stage, stops, resumes, joins another: one guarded verb each (D21, D23)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import living_groups
from ideas.models import IdeaStep
from ideas.models import Stage as IdeaStage
from ideas.models import advance as advance_idea
from projects import emails, stages, stopping
from projects.models.project import Project, ProjectIdea
from projects.models.stage import DECIDED, PREPARED, STOPPED, Stage, before, following
from projects.models.step import ProjectStep

Kind = ProjectStep.Kind


class Unready(ValidationError):
    """A stage refused: `missing` is the list of `Missing` conditions, which the page shows with their links."""

    def __init__(self, missing):
        super().__init__([condition.sentence for condition in missing])
        self.code, self.missing = "condition", missing


@transaction.atomic
def advance(project, stage, *, by=None, membership=None):
    """Move the project to `stage`, the next one, once everything it asks for is there; return the `ProjectStep`.

    ValidationError, nothing changed: `committee` (that stage is decided by the committee, D23), `order` (a stage in
    between), `Unready` (what is missing, each with its address), `stale` (it moved meanwhile, or stopped).
    """
    stage, now = Stage(stage), Project.objects.get(pk=project.pk)
    if stage not in PREPARED:
        raise ValidationError(
            _("That step belongs to the expert committee: nobody else can take it."), code="committee"
        )
    if now.stage in STOPPED or now.stage == stage:
        raise _stale()
    if following(now.stage) != stage:
        awaited = following(now.stage)
        words = {"stage": stage.label, "next": awaited.label if awaited in PREPARED else now.get_stage_display()}
        raise ValidationError(_("“%(stage)s” is not the next stage: it is “%(next)s”.") % words, code="order")
    if missing := stages.missing_for(now, stage):
        raise Unready(missing)
    _move(project, now.stage, stage)
    step = project.record(Kind.ADVANCED, by=by, membership=membership, stage=stage)
    _tell(project, emails.stage_reached, step=step)
    return step


@transaction.atomic
def go_back(project, *, why, by=None, membership=None):
    """Go back one stage, with the reason; never out of what the committee decided."""
    why, now = _reason(why), Project.objects.get(pk=project.pk)
    if now.stage not in PREPARED or before(now.stage) is None:
        raise ValidationError(_("This project cannot go back from where it is."), code="forbidden")
    _move(project, now.stage, before(now.stage))
    return project.record(Kind.WENT_BACK, by=by, membership=membership, stage=project.stage, why=why)


@transaction.atomic
def suspend(project, *, why, by=None, membership=None):
    """Stop for a while, with the reason: the group and the authors of its ideas are told; it can resume."""
    why, stage = _reason(why), Project.objects.get(pk=project.pk).stage
    if stage in STOPPED:
        raise _stale()
    _move(project, stage, Stage.SUSPENDED, came_from=stage)
    _release_ideas(project, why=why, by=by, membership=membership)
    return _stopped(project, Kind.SUSPENDED, why=why, by=by, membership=membership)


@transaction.atomic
def abandon(project, *, why, by=None, membership=None, set_aside=False):
    """Stop for good, with the reason; its ideas are free for another project, or set aside with it when `set_aside`."""
    why, now = _reason(why), Project.objects.get(pk=project.pk)
    if now.is_over:
        raise _stale()
    came_from = now.came_from or now.stage
    _move(project, now.stage, Stage.ABANDONED, came_from=came_from)
    _release_ideas(project, why=why, by=by, membership=membership, set_aside=set_aside)
    project.made_of.standing().update(left_at=timezone.now())
    Project.objects.filter(pk=project.pk).update(seeking_bearer=False)
    return _stopped(project, Kind.ABANDONED, why=why, by=by, membership=membership)


@transaction.atomic
def resume(project, *, by=None, membership=None):
    """Go on from the stage where it stopped; without a green light, what was in committee is prepared again (D24).

    ValidationError, nothing changed: `taken` when its ideas or its group have another project since.
    """
    now = Project.objects.get(pk=project.pk)
    if now.stage not in (Stage.POSTPONED, Stage.SUSPENDED, Stage.ABANDONED):
        raise _stale()
    prepared_again = now.came_from == Stage.IN_COMMITTEE and not now.favourable  # a green light stands (D30)
    stage = Stage.MODELLED if prepared_again else now.came_from
    if stage in DECIDED and not (now.favourable and now.open_conditions == 0):
        raise ValidationError(
            _("The committee has to decide anew before this project is accompanied."), code="decision"
        )
    _restore(project, now.stage, stage)
    _take_ideas_back(project, by=by, membership=membership)
    step = project.record(Kind.RESUMED, by=by, membership=membership, stage=stage)
    project.group.touch()
    _tell(project, emails.resumed, step=step)
    return step


@transaction.atomic
def merge(source, target, *, why, by=None, membership=None):
    """`source` goes on within `target`, of the same territory: a pointer, which `unmerge` takes away."""
    why, now, into = _reason(why), Project.objects.get(pk=source.pk), Project.objects.get(pk=target.pk)
    if now.pk == into.pk or now.territory_id != into.territory_id:
        raise ValidationError(_("Choose another project of the same territory."), code="target")
    if now.is_over or into.is_over:
        raise _stale()
    if now.stage in DECIDED or now.stage == Stage.IN_COMMITTEE:
        raise ValidationError(_("What the committee reads or decided cannot be merged."), code="committee")
    _move(source, now.stage, Stage.MERGED, came_from=now.came_from or now.stage, merged_into=into)
    Project.objects.filter(pk=source.pk).update(seeking_bearer=False)
    target.record(Kind.RECEIVED, by=by, membership=membership, stage=into.stage, details=now.name, why=why)
    return _stopped(source, Kind.MERGED, why=why, by=by, membership=membership, details=into.name)


@transaction.atomic
def unmerge(project, *, by=None, membership=None):
    """Undo a merge: the project stands alone again, at the stage where it was."""
    now = Project.objects.select_related("merged_into").get(pk=project.pk)
    if not now.is_merged:
        raise _stale()
    _restore(project, now.stage, now.came_from, merged_into=None)
    now.merged_into.record(Kind.LET_GO, by=by, membership=membership, stage=now.merged_into.stage, details=now.name)
    step = project.record(Kind.UNMERGED, by=by, membership=membership, stage=project.stage)
    _tell(project, emails.resumed, step=step)
    return step


def _move(project, source, stage, *, came_from="", **values):
    moved = Project.objects.filter(pk=project.pk, stage=source)
    if not moved.update(stage=stage, stage_at=timezone.now(), came_from=came_from, **values):
        raise _stale()
    project.refresh_from_db()


def _restore(project, source, stage, **values):
    try:
        with transaction.atomic():
            _move(project, source, stage, **values)
    except IntegrityError:
        raise _taken() from None


def _stopped(project, kind, *, why, by, membership, details=""):
    project.refresh_from_db()
    step = project.record(kind, by=by, membership=membership, stage=project.stage, why=why, details=details)
    back = stopping.tell(project, why=why, by=by)
    files = {key: found for one in back for key, found in one.files.items()}
    for member in project.group.memberships.reachable():
        if member.pk != step.membership_id or member.pk in files:
            emails.stopped(member, project=project, step=step, taken_back=back, files=files.get(member.pk, ()))
    return step


def _tell(project, mail, *, step):
    for member in project.group.memberships.reachable():
        if member.pk != step.membership_id:
            mail(member, project=project, step=step)


def _release_ideas(project, *, why, by, membership, set_aside=False):
    """Its ideas go back to their group, or seek one; their authors read why (D18)."""
    for idea in _wholes(project):
        if idea.stage == IdeaStage.PROJECT:
            stage = IdeaStage.GROUPED if living_groups(idea).exists() else IdeaStage.KEPT
            stage = IdeaStage.SET_ASIDE if set_aside else stage
            advance_idea(idea, stage, by=by, role=_idea_role(membership), why=why)


def _take_ideas_back(project, *, by, membership):
    try:
        with transaction.atomic():
            project.made_of.exclude(left_at=None).update(left_at=None)
    except IntegrityError:
        raise _taken() from None
    for idea in _wholes(project):
        if idea.stage == IdeaStage.SET_ASIDE:  # taken up again first: no other way leads out of the reserve
            advance_idea(idea, IdeaStage.KEPT, by=by, role=_idea_role(membership))
        if idea.stage != IdeaStage.PROJECT:
            advance_idea(idea, IdeaStage.PROJECT, by=by, role=_idea_role(membership))


def _wholes(project):
    """The ideas of the project as they live now: the whole of one merged since; those withdrawn live no more."""
    made_of = ProjectIdea.objects.filter(project=project).select_related("idea__whole").order_by("pk")
    wholes = {(row.idea.whole or row.idea).pk: row.idea.whole or row.idea for row in made_of}
    return [idea for idea in wholes.values() if idea.is_standing]


def _idea_role(membership):
    return IdeaStep.Role.GROUP if membership else IdeaStep.Role.TEAM


def _reason(why):
    if not why.strip():
        raise ValidationError(_("Say why: the group, and whoever wrote its ideas, will read it."), code="reason")
    return why.strip()[:300]


def _stale():
    return ValidationError(_("This project moved meanwhile: look at the page again."), code="stale")


def _taken():
    return ValidationError(
        _("Its group, or one of its ideas, has another project since: it cannot go on as before."), code="taken"
    )
