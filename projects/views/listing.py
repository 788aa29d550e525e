"""The listing of a project, in its space; and every listing, for the team (D22)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import keyset
from foundation.refusals import saying_why
from members.access import organiser_required
from members.models import Territory
from projects.forms.seeking import ListingForm, ReplyForm, RulesForm
from projects.models import Introduction, Listing, seeking_rules, to_propose
from projects.opening import acting, steering_required
from projects.views.seeking import keep_reply
from projects.views.workspace import base

PAGE = 30
MOST_PROPOSED = 30
MOST_WAITING = 50
MOST_TERRITORIES = 10


@steering_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request, project, membership):
    """What the project looks for: written, put on the list, changed; and who wrote."""
    known = project.listings.open().first()
    form = ListingForm(request.POST if request.method == "POST" else None, project=project, listing=known)
    if form.is_bound and form.is_valid():
        try:
            if known:
                known.describe(**form.values())
            else:
                Listing.open(project, **acting(request, membership), **form.values())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("It is changed.") if known else _("The project is on the list of those that seek someone.")
            messages.success(request, said)
            return redirect("projects:listing", slug=project.slug)
    waiting = Introduction.objects.waiting().filter(listing__project=project).order_by("pk")
    context = {
        **base(request, project, membership),
        "form": form,
        "listing": known,
        "bearer": project.bearer,
        "waiting": list(waiting[:MOST_WAITING]),
        "reply": ReplyForm(),
        "rules": seeking_rules(project.territory_id),
    }
    return render(request, "projects/listing.html", context, status=422 if form.errors else 200)


@steering_required
@require_POST
def listing_confirm(request, project, membership):
    return _act(request, project, _("Confirmed: its days begin anew."), "confirm", membership)


@steering_required
@require_POST
def listing_close(request, project, membership):
    return _act(request, project, _("It is off the list. Those who had written are told kindly."), "close", membership)


@steering_required
@require_POST
def listing_reply(request, project, membership, pk):
    """The same answer as from the mail; only a lead or the team shares a way to be reached."""
    one = get_object_or_404(Introduction.objects.for_pages().filter(listing__project=project), pk=pk)
    keep_reply(request, one, membership=membership)
    return redirect("projects:listing", slug=project.slug)


@organiser_required
@require_safe
def team_seeking(request):
    """What to propose, what is on the list and until when, who waits for an answer."""
    now = timezone.now()
    territories = list(Territory.objects.managed_by(request.user)[:MOST_TERRITORIES])
    proposed = [one for place in territories for one in to_propose(place, now=now).order_by("pk")[:MOST_PROPOSED]]
    listings = Listing.objects.open().managed_by(request.user).for_team()
    page = keyset.paginate(listings, order=("expires_on", "id"), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "territories": territories,
        "proposed": proposed[:MOST_PROPOSED],
        "page": page,
        "today": timezone.localdate(now),
        **keyset.turning(request.GET, page),
    }
    return render(request, "projects/team_seeking.html", context)


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_seeking_rules(request, slug):
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    form = RulesForm(request.POST if request.method == "POST" else None, instance=seeking_rules(territory.pk))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("projects:team_seeking")
    context = {"form": form, "about": territory}
    return render(request, "projects/team_seeking_rules.html", context, status=422 if form.errors else 200)


def _act(request, project, said, verb, membership):
    known = get_object_or_404(project.listings.open().select_related("project"))
    with saying_why(request):
        getattr(known, verb)(**acting(request, membership))
        messages.success(request, said)
    return redirect("projects:listing", slug=project.slug)
