"""The assistant's first two steps: who holds the secret link, and the territory they open (D64)."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import starting
from members.models import Territory
from members.sign_in import FirstOrganiserForm
from members.territory_forms import NewTerritoryForm
from members.views.territories import accent_taken
from outbox import transport

KEPT = "first_organiser"  # in the session: the link's token and the names typed, until the territory is open


@login_not_required
@require_http_methods(["GET", "POST"])
def start(request, token):
    """Who you are: names and an address, which a code then proves. GET changes nothing; the link still serves after."""
    if starting.find(token) is None:
        return render(request, "members/start_over.html", {"unclaimed": starting.is_unclaimed()}, status=410)
    kept = request.session.get(KEPT, {})
    form = FirstOrganiserForm(request.POST if request.method == "POST" else None, initial=kept.get("names"))
    if form.is_bound and form.is_valid():
        proved = form.proved_by(request.user)
        if not proved:
            logout(request)  # another address was proved before: this one is to hold the keys
        request.session[KEPT] = {"token": token, "names": form.typed()}
        if proved:
            return redirect("members:start_territory")
        LoginCodeVerificationProcess.initiate(request=request, user=form._user, email=form.cleaned_data["email"])
        after = urlencode({"next": reverse("members:start_territory")})
        return redirect(f"{reverse('account_confirm_login_code')}?{after}")
    context = {"form": form, "steps": starting.steps(None, "who"), "transport": transport.describe()}
    return render(request, "members/start.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def start_territory(request):
    """Open the first territory, whose administrator one becomes; the second factor is then asked for (D60)."""
    begun = Territory.objects.administered_by(request.user).first()
    if begun:
        return redirect(starting.page_url(begun, "territory"))
    kept = request.session.get(KEPT, {})
    if starting.find(kept.get("token")) is None:
        return render(request, "members/start_over.html", {"unclaimed": starting.is_unclaimed()}, status=410)
    form = NewTerritoryForm(accent_taken(request))
    if form.is_bound and form.is_valid():
        try:
            starting.claim(form.instance, token=kept["token"], by=request.user, names=_names(kept))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            del request.session[KEPT]
            messages.success(request, _("%(name)s is open, and you administer it.") % {"name": form.instance})
            return redirect(starting.after(form.instance, "territory"))
    context = {"form": form, "steps": starting.steps(None, "territory")}
    return render(request, "members/start_territory.html", context, status=422 if form.is_bound else 200)


def _names(kept):
    return {name: kept["names"][name] for name in ("given_name", "family_name")}
