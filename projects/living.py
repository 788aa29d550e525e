"""What the stages « has a group » and « became a project » wait for: the group, the project itself (D18)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import WorkingGroup
from ideas.models.life import Missing
from projects.models import Project


def group_missing(idea):
    """None when a group that stands is at work on `idea`."""
    if WorkingGroup.objects.standing().filter(idea=idea).exists():
        return None
    url = reverse("groups:found", args=[idea.pk])
    return Missing(_("It has no group yet: found its group first."), url=url, act=_("Found its group"))


def project_missing(idea):
    """None when a living project is made of `idea`."""
    if Project.objects.living().filter(made_of__idea=idea, made_of__left_at=None).exists():
        return None
    url = f"{reverse('projects:team_start')}?idee={idea.pk}"
    return Missing(_("It has no project yet: begin its project first."), url=url, act=_("Begin its project"))
