"""How a project is born: of one or several whole ideas, with the group that works on them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import found_group, living_groups
from ideas.models import Idea, IdeaStep, advance
from ideas.models import Stage as IdeaStage
from projects import emails
from projects.models.project import Project, ProjectIdea
from projects.models.step import ProjectStep

MOST_IDEAS = 12  # a project of more ideas than that is several projects


@transaction.atomic
def start_project(ideas, *, by=None, membership=None, name="", summary="", group=None):
    """Make a project of `ideas`, whole and standing ones; return the `Project`.

    Its team is `group`, else the living group of the first of them that has one, else a group founded now. The ideas
    become a project (D18), and each is in one living project at most. ValidationError, nothing changed: `none`,
    `merged`, `taken` (an idea, or the group, already has its project), or what `advance` refuses.
    """
    ideas = list(ideas)[: MOST_IDEAS + 1]
    if not ideas or len(ideas) > MOST_IDEAS:
        raise ValidationError(_("Choose between one and twelve ideas."), code="none")
    _refuse_what_cannot(ideas)
    group = group or _group_of(ideas) or found_group(ideas[0], by=by)
    first = ideas[0]
    try:
        with transaction.atomic():
            project = Project.objects.create(
                territory=first.territory,
                group=group,
                event=first.event,
                theme=first.theme,
                commune=first.commune,
                name=name.strip() or first.title,
                summary=summary.strip() or (first.solution or first.need)[:800],
            )
            for idea in ideas:
                ProjectIdea.objects.create(project=project, idea=idea)
    except IntegrityError:  # a colleague made it at this instant
        raise _taken() from None
    role = IdeaStep.Role.GROUP if membership else IdeaStep.Role.TEAM
    for idea in ideas:
        advance(idea, IdeaStage.PROJECT, by=by, role=role)
    step = project.record(ProjectStep.Kind.STARTED, by=by, membership=membership, stage=project.stage)
    group.touch()
    for member in group.memberships.reachable():
        emails.started(member, project=project, step=step)
    return project


def project_of(idea):
    """The living project that an idea, or the whole it is a part of, was made into; None without one."""
    family = [idea.pk, idea.whole_id] if idea.whole_id else [idea.pk]
    return Project.objects.filter(made_of__idea__in=family, made_of__left_at=None).order_by("-pk").first()


def _refuse_what_cannot(ideas):
    keys = [idea.pk for idea in ideas]
    if ProjectIdea.objects.standing().filter(idea__in=keys).exists():
        raise _taken()
    if Idea.objects.filter(pk__in=keys).exclude(merged_into=None).exists():
        raise ValidationError(_("An idea of these was merged: choose the whole."), code="merged")
    if len({idea.territory_id for idea in ideas}) > 1:
        raise ValidationError(_("These ideas are of several territories: merge them first."), code="territories")


def _group_of(ideas):
    return next((group for idea in ideas if (group := living_groups(idea).first())), None)


def _taken():
    return ValidationError(_("An idea of these, or its group, already has its project."), code="taken")
