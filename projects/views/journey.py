"""« Où en est mon idée ? » for everyone, more for who wrote it, all for the team (D18)."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from foundation import typography
from ideas.models import Idea
from ideas.models.family import family_of
from ideas.views.authors import mine
from projects import tree
from projects.journey import Reader, journey_of, path_of


@login_not_required
@require_safe
def journey(request, slug):
    """The tree of an idea and its table; the address of a part leads to that of its whole (D17)."""
    known = Idea.objects.not_withdrawn().select_related("event__territory", "gathering", "whole")
    idea = get_object_or_404(known, slug=slug)
    reader = _reader(request, idea)
    if not (reader.team or reader.mine or Idea.objects.listed().filter(pk=idea.whole_id or idea.pk).exists()):
        raise Http404
    if idea.whole_id:
        return redirect(path_of(idea))
    found = journey_of(idea, reader=reader)
    others = ""
    if found.others:
        others = ngettext("and %(n)s other", "and %(n)s others", found.others) % {"n": found.others}
    draw = {"others": others, "dates": partial(_day, language=get_language())}
    context = {
        "journey": found,
        "idea": idea,
        "territory": idea.event.territory,
        "mine": bool(reader.mine),
        "own": next(iter(mine(request).filter(pk__in=reader.mine)), None) if reader.mine else None,
        "others": others,
        "across": tree.across(found.leaves, found.stops, **draw),
        "downwards": tree.downwards(found.leaves, found.stops, **draw),
        "is_listed": Idea.objects.listed().filter(pk=idea.pk).exists(),
    }
    return render(request, "projects/journey.html", context)


def _reader(request, idea):
    """Return who looks: an author by receipt or proved address, of the whole or of a part; the team of its evening."""
    family = family_of(idea).not_withdrawn()
    held = frozenset(family.filter(pk__in=mine(request).values("pk")).values_list("pk", flat=True))
    team = request.user.is_authenticated and Idea.objects.managed_by(request.user).filter(pk=idea.pk).exists()
    return Reader(mine=held, team=team)


def _day(at, *, language):
    return typography.plain_date(timezone.localtime(at), language=language)
