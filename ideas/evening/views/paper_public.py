"""Where the QR of a paper sheet leads its author: to the idea once typed, else to typing it oneself (D11, D13)."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation import origins
from ideas import guarding
from ideas.evening.paper import find_sheet
from ideas.evening.places import Place
from ideas.evening.views.received import RECEIVED
from ideas.forms import CROWDED, TERMS, IdeaForm


@csrf_exempt  # no cookie to bind a token to, as at a table: the origin is checked instead
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request, code):
    found = find_sheet(code) if guarding.may_find(request) else None
    if found is None:
        return render(request, "evening/sheet_unknown.html", {"code": code[:20]}, status=404)
    place = Place(_code_of(found), found.destination, found.table, found.gathering)
    form = IdeaForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, found, place, form)
    if not origins.is_own(request):
        return _page(request, found, place, form, status=403, foreign=True)
    if not form.is_valid():
        return _page(request, found, place, form, status=422)
    if found.is_typed or not place.is_open(now=timezone.now()):
        return _page(request, found, place, form, status=409)
    if not guarding.has_room(request, event=place.event, table=place.table, queued=False):
        form.add_error(None, CROWDED)
        return _page(request, found, place, form, status=429)
    return _keep(request, found, place, form)


def _keep(request, found, place, form):
    try:
        idea = found.keep(form.draft(language=request.LANGUAGE_CODE), by_author=True)
    except ValidationError:
        found.refresh_from_db()
        form.add_error(None, _("Someone typed this sheet a moment ago. What you wrote is kept below, to compare."))
        return _page(request, found, place, form, status=409)
    return redirect("evening:received", code=place.code, token=signing.dumps(idea.pk, salt=RECEIVED))


def _code_of(found):
    return (found.gathering or found.table or found.event).code


def _page(request, found, place, form, *, status=200, foreign=False):
    idea = found.idea
    context = {
        "sheet": found,
        "place": place,
        "territory": place.event.territory,
        "form": form,
        "foreign": foreign,
        "idea": None if idea is None or idea.is_withdrawn else idea,
        "is_open": place.is_open(now=timezone.now()),
        "terms": TERMS,
    }
    return render(request, "evening/sheet.html", context, status=status)
