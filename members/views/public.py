from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from members.colours import digest as colour_digest
from members.middleware import LANGUAGE_COOKIE
from members.models import Commune, Person, Territory


@login_not_required
@require_safe
def colours(request, slug, digest):
    """The stylesheet of a territory's accent; its address changes with its content, so it is kept for ever.

    An old address (a page kept open while the accent changed) leads to the new one, and is kept by no cache.
    """
    territory = get_object_or_404(Territory, slug=slug)
    if digest != colour_digest(territory.accent):
        return redirect(territory.stylesheet_url)
    response = HttpResponse(territory.stylesheet, content_type="text/css")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@login_not_required
@require_safe
def communes(request):
    """The communes of a postal code, as [{insee, name}], for the forms' lists."""
    code = request.GET.get("cp", "").strip()
    found = Commune.objects.with_postal_code(code)[:60] if len(code) == 5 and code.isdecimal() else []
    response = JsonResponse({"communes": [{"insee": c.insee, "name": c.name} for c in found]})
    response["Cache-Control"] = "public, max-age=86400"
    return response


@csrf_exempt  # a token in every page's foot would keep public pages out of caches; at worst someone reads English
@login_not_required
@require_POST
def set_language(request):
    """Keep the language that was chosen: in a cookie, and with the person."""
    language = "en" if request.POST.get("language") == "en" else "fr"
    if request.user.is_authenticated:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=60 * 60 * 24 * 365, samesite="Lax", httponly=True)
    return response
