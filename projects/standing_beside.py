"""What is said of a project on the pages of lower floors: of the group that makes it, of an idea it was born of."""

from django.template.loader import render_to_string

from ideas.groups.opening import is_of_team
from projects.models import Project, ProjectIdea


def on_group(request, group):
    """Lead the group to its project; without one, lead the team to start it, once the idea allows it (D18)."""
    project = Project.objects.living().filter(group=group).order_by("-pk").first()
    starts = project is None and not group.is_closed and is_of_team(request, group)
    if project is None and not starts:
        return ""
    return render_to_string("projects/_of_group.html", {"project": project, "group": group}, request=request)


def on_idea(request, idea):
    """Lead whoever reads an idea to the page of its project, when the group put it online and says where it is from."""
    kept = ProjectIdea.objects.standing().filter(idea=idea)
    project = Project.objects.public().filter(made_of__in=kept, page__shows_ideas=True).order_by("-pk").first()
    return render_to_string("projects/_of_idea.html", {"project": project}, request=request) if project else ""
