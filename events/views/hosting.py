"""« Une soirée chez nous », for whoever asks: the form, the proof of the address, the state of the request (D66)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.forms.hosting import HostingForm, TerritoryChoiceForm, WordsForm
from events.models import HostingRequest
from events.models.engagement import ASKING, FOLLOWING
from foundation import links, throttling
from foundation.models import Link
from foundation.refusals import attempt
from members.consents import VERSION

MOST_PER_NETWORK, MOST_PER_LETTERBOX, WINDOW = 10, 3, 60 * 60  # requests an hour; a town hall sends one a year


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def hosting_ask(request):
    """The request; `?territoire=` chooses where. It reaches the team once the address is proved."""
    form = HostingForm(
        request.POST if request.method == "POST" else None, initial={"territory": _chosen_territory(request)}
    )
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, status=422 if form.errors else 200)
    asked = form.save(commit=False)
    if form.is_trapped:
        return redirect("events:hosting_sent")
    if not _is_allowed(request, asked.email):
        form.add_error(None, _("Many requests came from here in an hour: yours was not sent. Try again later."))
        return _form_page(request, form, status=429)
    asked.email, asked.consent_version, asked.language = asked.email.lower(), VERSION, get_language() or "fr"
    asked.ask()
    return redirect("events:hosting_sent")


def _chosen_territory(request):
    choice = TerritoryChoiceForm(request.GET)
    return choice.cleaned_data["territoire"] if choice.is_valid() else None


def _is_allowed(request, email):
    network = throttling.allow(f"hosting:{throttling.address(request)}", limit=MOST_PER_NETWORK, per=WINDOW)
    return network and throttling.allow(f"hosting-to:{email.lower()}", limit=MOST_PER_LETTERBOX, per=WINDOW)


def _form_page(request, form, *, status):
    return render(request, "events/hosting_ask.html", {"form": form}, status=status)


@login_not_required
@require_safe
def hosting_sent(request):
    return render(request, "events/hosting_sent.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def hosting_prove(request, token):
    """One button proves the address and sends the request to the team (D64): opening the link changes nothing."""
    link = links.find(token, purpose=ASKING, kind=Link.Kind.ACT)
    asked = HostingRequest.objects.unproved().filter(pk=link.subject).first() if link else None
    if asked is None:
        return render(request, "events/hosting_lost.html", status=410)
    if request.method != "POST":
        return render(request, "events/hosting_prove.html", {"asked": asked, "territory": asked.territory})
    with transaction.atomic():
        if links.spend(link):
            asked.prove()
    access = links.find(asked.follow_link().rstrip("/").rpartition("/")[2], purpose=FOLLOWING, kind=Link.Kind.ACCESS)
    messages.success(request, _("Your request has reached the team. You can follow it here."))
    return links.grant(request, redirect(asked), access)


@login_not_required
@require_safe
def hosting_link(request, token):
    """Exchange the token for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=FOLLOWING, kind=Link.Kind.ACCESS)
    asked = HostingRequest.objects.proved().filter(pk=link.subject).first() if link else None
    if asked is None:
        return render(request, "events/hosting_lost.html", status=410)
    return links.grant(request, redirect(asked), link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def hosting_follow(request, code):
    """Where the request stands, for whoever made it: by the link of a mail, or signed in with the same address."""
    asked = _of_visitor(request, code)
    if asked is None:
        return render(request, "events/hosting_lost.html", status=404)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(request, lambda: asked.reply(words=form.cleaned_data["words"]), done=_("Your answer has left."))
        return redirect(asked)
    context = {"asked": asked, "territory": asked.territory, "steps": asked.steps.all()[:50], "form": form}
    return render(request, "events/hosting_follow.html", context, status=422 if form.errors else 200)


def _of_visitor(request, code):
    opened = links.granted(request, purpose=FOLLOWING)
    mine = HostingRequest.objects.proved().filter(pk__in=[pk for pk in opened if pk.isdecimal()])
    return (mine | HostingRequest.objects.asked_by(request.user).order_by()).for_display().filter(code=code).first()
