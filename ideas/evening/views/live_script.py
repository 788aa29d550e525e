"""The script of one table, adapted by who facilitates it: their own copy, which no other table follows."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.views.scripting import script_page
from ideas.evening.views.live_opening import about, back, facilitator_required


@facilitator_required
@require_http_methods(["GET", "HEAD", "POST"])
def live_script(request, live):
    if live.table is None or not live.words:
        messages.error(request, _("There is no script to adapt yet: your table or the programme is to be told."))
        return back(live, "deroule")
    page = script_page(request, live.event, live.words, table=live.table)
    if page is None:
        return back(live, "deroule")
    context = {**about(live.person), **page, "live": live, "minutes": live.work.minutes}
    return render(request, "evening/live_script.html", context, status=422 if page["steps"].is_bound else 200)
