"""Idea sheets are made before they are printed: each gets its number and its code, once."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.views.organising.opening import evening_required
from foundation.refusals import saying_why
from ideas.evening.forms.printing import SheetForm
from ideas.evening.printing import sheets


@evening_required
@require_POST
def sheets_make(request, event):
    """Make the sheets chosen, or new ones after the last; then show them, ready to be printed."""
    form = SheetForm(request.POST, event=event)
    options = form.options
    with saying_why(request):
        options["de"] = sheets.make(event, options, anew="nouvelles" in request.POST)
        messages.success(request, _("The sheets are ready: print them below."))
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in options.items()})
    return redirect(f"{reverse('events:print_page', args=[event.slug, sheets.DOCUMENT.name])}?{query.urlencode()}")
