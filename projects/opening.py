"""Who may open a project's pages: its group, by link (D64) or proved address (D65), and the territory's team."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ideas.groups.opening import membership_in
from projects.models import Bearing, Project


def project_required(view):
    """Open `view(request, project, membership, …)` of a `slug` to the group and to the team; strangers get 404.

    `membership` is None for the team (D60). What is over can still be read: the verbs refuse to change it.
    """

    @login_not_required
    @wraps(view)
    def opened(request, slug, *args, **kwargs):
        project = found(slug)
        membership = membership_in(request, project.group)
        if membership is None and not is_of_team(request, project):
            raise Http404
        return view(request, project, membership, *args, **kwargs)

    return opened


def steering_required(view):
    """As `project_required`, for who leads the group, who bears the project, and the team; other members get 403."""

    @wraps(view)
    def steered(request, project, membership, *args, **kwargs):
        if not steers(request, project, membership):
            raise PermissionDenied
        return view(request, project, membership, *args, **kwargs)

    return project_required(steered)


def steers(request, project, membership):
    """Whether this visitor moves the project on, names its bearer and publishes its page."""
    if membership is None or membership.is_lead or is_of_team(request, project):
        return True
    return Bearing.objects.current().filter(project=project, membership=membership).exists()


def is_of_team(request, project):
    """Whether this visitor organises the project's territory."""
    return request.user.is_authenticated and Project.objects.managed_by(request.user).filter(pk=project.pk).exists()


def acting(request, membership):
    """Return who acts, for the verbs: {"by": person or None, "membership": their membership, None for the team}."""
    return {"by": request.user if request.user.is_authenticated else None, "membership": membership}


def found(slug):
    """Return the project of `slug` with what its pages show; 404 without one."""
    known = Project.objects.select_related(
        "territory", "group__territory", "group__idea__event__territory", "event", "theme", "commune", "merged_into"
    )
    if not (project := known.filter(slug=slug).first()):
        raise Http404
    return project
