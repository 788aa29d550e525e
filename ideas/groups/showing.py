"""What the public page of an idea says of its group: who looks for whom, or that its author may found one."""

from django.template.loader import render_to_string

from ideas.groups.models import WorkingGroup, living_groups
from ideas.models import Idea
from ideas.views.authors import mine


def block_of_idea(request, idea):
    """Return the HTML shown on the page of `idea`: its public groups, else « found a group » for its author."""
    groups = WorkingGroup.objects.listed().filter(pk__in=living_groups(idea).values("pk")).order_by("pk")[:2]
    found = list(groups)
    may_found = not found and may_be_founded(request, idea)
    if not found and not may_found:
        return ""
    return render_to_string("groups/_of_idea.html", {"groups": found, "idea": idea}, request=request)


def may_be_founded(request, idea):
    """Whether this visitor wrote `idea`, left an address, and nobody works on it."""
    if not idea.author_email or not mine(request).filter(pk=idea.pk).exists():
        return False
    alone = Idea.objects.accepted().filter(pk=idea.pk, merged_into=None).exists()
    return alone and not living_groups(idea).exists()
