"""Filters kept under a name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ideas.sorting.forms import BoardForm
from ideas.sorting.models import SavedFilter
from ideas.sorting.selecting import ideas_of
from ideas.sorting.views.asked import asked
from ideas.sorting.views.board import show
from members.access import organiser_required


@organiser_required
@require_POST
def filter_keep(request):
    form = BoardForm(asked(request), person=request.user, ideas=ideas_of(request.user))
    try:
        kept = SavedFilter.keep(request.user, name=request.POST.get("nom", ""), query=form.query)
    except ValidationError as refused:
        return show(request, form, error=refused.messages[0], status=422)
    messages.success(request, _("Filter kept: “%(name)s”.") % {"name": kept})
    return redirect(f"{reverse('sorting:board')}?{form.query}")


@organiser_required
@require_POST
def filter_drop(request, pk):
    kept = get_object_or_404(SavedFilter, pk=pk, person=request.user)
    kept.delete()
    messages.success(request, _("Filter deleted: “%(name)s”.") % {"name": kept})
    return redirect(f"{reverse('sorting:board')}?{asked(request).urlencode()}")
