"""Finding one's idea again by its receipt, and contesting who holds it (D11)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import links
from foundation.codes import spaced
from ideas import emails, guarding, journeys
from ideas.forms import ClaimForm, ReceiptForm
from ideas.models import Claim, Idea
from members.access import organiser_required

MOST_CLAIMS = 50  # a year of evenings has a handful


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """Find an idea by its receipt; with an address attached, the link goes there instead of the screen (D11)."""
    form = ReceiptForm(request.POST or None)
    mailed = False
    if request.method == "POST" and form.is_valid():
        idea = _by_receipt(request, form)
        if idea and idea.author_email:
            link = idea.access_link()
            emails.idea_found(idea, link=f"{link.key}:{timezone.now():%Y%m%d%H}")
            mailed = True
        elif idea:
            return links.grant(request, redirect(journeys.path_of(idea)), idea.access_link())
    context = {"form": form, "mailed": mailed, "receipt": form.cleaned_data["receipt"] if mailed else ""}
    return render(request, "ideas/find.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request):
    """« Cette adresse n’est pas la mienne »: the team decides, and both are told."""
    form = ClaimForm(
        request.POST if request.method == "POST" else None, initial={"receipt": request.GET.get("recu", "")[:40]}
    )
    if request.method == "POST" and form.is_valid():
        idea = _by_receipt(request, form)
        typed = form.cleaned_data
        if idea and not idea.author_email:
            form.add_error("receipt", _("No address goes with this idea: its receipt alone opens it."))
        elif idea and not guarding.may_follow(request, idea, typed["email"]):
            form.add_error(None, _("Several addresses were already tried: wait an hour, please. Your words are kept."))
        elif idea:
            Claim.make(idea, email=typed["email"], words=typed["words"], language=request.LANGUAGE_CODE)
            return render(request, "ideas/claimed.html", {"email": typed["email"], "territory": idea.territory})
    return render(request, "ideas/claim.html", {"form": form}, status=422 if form.errors else 200)


@organiser_required
@require_safe
def claims(request):
    """What the team has to decide about who wrote an idea, the oldest first."""
    open_claims = Claim.objects.managed_by(request.user).open().select_related("idea__event", "idea__gathering")
    found = open_claims.order_by("pk")[:MOST_CLAIMS]
    context = {"claims": [{"claim": one, "receipt": spaced(one.idea.receipt)} for one in found]}
    return render(request, "ideas/claims.html", context)


@organiser_required
@require_POST
def claim_decide(request, pk, act):
    """Give the idea to who asked, or leave it where it is."""
    found = get_object_or_404(Claim.objects.managed_by(request.user).select_related("idea__event"), pk=pk)
    try:
        (found.grant if act == "donner" else found.refuse)(by=request.user)
        messages.success(request, _("It is decided: both people are told by mail."))
    except ValidationError as stale:
        messages.error(request, stale.messages[0])
    return redirect("ideas:claims")


def _by_receipt(request, form):
    if not guarding.may_find(request):
        form.add_error(None, _("Many receipts were tried from here. Wait ten minutes, then try again."))
        return None
    idea = Idea.objects.not_withdrawn().filter(receipt=form.cleaned_data["receipt"]).first()
    if idea is None:
        form.add_error("receipt", _("No idea has this receipt. Look at it again: it has eight letters and figures."))
    return idea
