"""Asking to become a member, on the site (D43): the form of a cooperative, and what comes next."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import throttling
from members.cooperative import emails_register as emails
from members.cooperative.applying import joining_words, known_with
from members.cooperative.forms.joining import PublicJoiningForm
from members.cooperative.models import Cooperative

MOST_PER_NETWORK, MOST_PER_LETTERBOX, WINDOW = 20, 3, 60 * 60  # an hour: a hall may apply after an assembly


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, slug):
    """Anyone asks to join; an address that is known already changes nothing, and is written to (D3)."""
    cooperative = _found(slug)
    words = joining_words(cooperative)
    if not words.is_open:
        return _page(request, cooperative, words, None, status=200 if request.method != "POST" else 403)
    form = PublicJoiningForm(request.POST if request.method == "POST" else None, cooperative=cooperative)
    if request.method != "POST" or not form.is_valid():
        return _page(request, cooperative, words, form, status=422 if form.errors else 200)
    if form.is_trapped:
        return redirect("cooperative:applied", slug)
    if not _is_allowed(request, form.cleaned_data["email"]):
        form.add_error(None, _("Many applications came from here in an hour: yours was not sent. Try again later."))
        return _page(request, cooperative, words, form, status=429)
    return _send(request, cooperative, words, form)


@login_not_required
@require_safe
def applied(request, slug):
    cooperative = _found(slug)
    return render(request, "cooperative/applied.html", {"cooperative": cooperative, "territory": cooperative.territory})


def _send(request, cooperative, words, form):
    told = form.cleaned_data
    known = known_with(cooperative, told["email"], organisation=told["organisation"])
    if known and getattr(getattr(known, "application", None), "key", None) != told["key"]:
        emails.known(known)
        return redirect("cooperative:applied", cooperative.territory.slug)
    try:
        form.apply()
    except ValidationError as refusal:
        form.add_error(None, " ".join(refusal.messages))
        return _page(request, cooperative, words, form, status=422)
    return redirect("cooperative:applied", cooperative.territory.slug)


def _found(slug):
    return get_object_or_404(Cooperative.objects.select_related("territory"), territory__slug=slug)


def _is_allowed(request, email):
    network = throttling.allow(f"joining:{throttling.address(request)}", limit=MOST_PER_NETWORK, per=WINDOW)
    return network and throttling.allow(f"joining-to:{email.lower()}", limit=MOST_PER_LETTERBOX, per=WINDOW)


def _page(request, cooperative, words, form, *, status):
    context = {"cooperative": cooperative, "territory": cooperative.territory, "words": words, "form": form}
    return render(request, "cooperative/apply.html", context, status=status)
