"""« Tableau »: where everything stands between ideas and the committee, and who is expected where."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import organiser_required
from projects import board as boards
from projects import funnel
from projects.forms.boarding import BoardForm


@organiser_required
@require_safe
def board(request):
    form = BoardForm(request.GET, person=request.user)
    ideas, groups, projects = boards.filtered(request.user, form.wanted())
    steps = boards.steps_of(ideas, projects)
    bars, height = funnel.drawn(steps)
    context = {
        "form": form,
        "bars": bars,
        "width": funnel.WIDTH,
        "height": height,
        "bar_height": funnel.BAR,
        "waits": boards.waits_of(ideas, groups, projects, now=timezone.now()),
    }
    return render(request, "projects/team_board.html", context)
