"""« Suivre cette idée »: an address typed, then confirmed by its owner; one button stops (D19, D57, D64, D65)."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation import links
from foundation.models import Link
from ideas import guarding
from ideas.forms.watching import WatchForm
from ideas.models import Follower, Idea
from ideas.models.follower import CONFIRMING, STOPPING


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request, slug):
    """Leave an address: the page answers the same to everyone, and only the mail says more."""
    idea = get_object_or_404(Idea.objects.listed().select_related("event__territory", "territory"), slug=slug)
    form = WatchForm(request.POST if request.method == "POST" else None)
    asked = False
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect(idea)
        asked = guarding.may_watch(request, form.cleaned_data["email"])
        if asked:
            Follower.ask(idea, email=form.cleaned_data["email"], language=get_language()[:2])
        else:
            form.add_error("email", _("Several addresses were already tried: wait an hour, please."))
    context = {"idea": idea, "territory": idea.territory, "form": form, "asked": asked}
    return render(request, "ideas/watch.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def watch_confirm(request, token):
    """One button confirms; opening the link changes nothing (D64)."""
    link = links.find(token, purpose=CONFIRMING, kind=Link.Kind.ACT)
    follower = _follower(link)
    if follower is None or follower.stopped_at:
        return render(request, "ideas/dead_link.html", status=410)
    if request.method == "POST":
        with transaction.atomic():
            if links.spend(link):
                follower.confirm()
    context = {"idea": follower.idea, "territory": follower.idea.territory, "done": request.method == "POST"}
    return render(request, "ideas/watch_confirm.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def watch_stop(request, token):
    """One button stops, from the link that every mail to a follower carries."""
    follower = _follower(links.find(token, purpose=STOPPING, kind=Link.Kind.ACCESS))
    if follower is None:
        return render(request, "ideas/dead_link.html", status=410)
    if request.method == "POST":
        follower.stop()
    context = {"idea": follower.idea, "territory": follower.idea.territory, "done": follower.stopped_at is not None}
    return render(request, "ideas/watch_stop.html", context)


def _follower(link):
    known = Follower.objects.select_related("idea__event", "idea__territory")
    return known.filter(pk=link.subject).first() if link else None
