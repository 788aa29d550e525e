"""The receipt of an idea: from here its author completes it or attaches an address."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation import links, origins
from foundation.codes import spaced
from ideas import guarding
from ideas.evening.places import kept_until
from ideas.forms import FollowForm
from ideas.models import Idea

RECEIVED = "ideas.evening.received"


@csrf_exempt  # no cookie to bind a token to: the origin is checked instead
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def received(request, code, token):
    """The receipt; from here the author completes the idea or attaches an address."""
    idea = _received_idea(token)
    form = FollowForm(request.POST if request.POST.get("act") == "follow" else None)
    status = 200
    if request.method == "POST":
        if not origins.is_own(request):
            return render(request, "evening/received.html", _receipt(idea, code, form, foreign=True), status=403)
        if request.POST.get("act") == "complete":
            link = idea.access_link()
            return links.grant(request, redirect("ideas:complete", slug=idea.slug), link)
        if form.is_valid():
            if guarding.may_follow(request, idea, form.cleaned_data["email"]):
                idea.follow(form.cleaned_data["email"])
            return redirect("evening:received", code=code, token=token)
        status = 422
    return render(request, "evening/received.html", _receipt(idea, code, form), status=status)


def _received_idea(token):
    """Return the idea of a token, as long as the phone that sent it keeps its receipt; else 404."""
    try:
        pk = signing.loads(token, salt=RECEIVED)
    except signing.BadSignature:
        raise Http404 from None
    idea = get_object_or_404(Idea.objects.not_withdrawn().select_related("event__territory", "table"), pk=pk)
    if timezone.now() > kept_until(idea.event, sent_at=idea.created_at):
        raise Http404
    return idea


def _receipt(idea, code, form, *, foreign=False):
    return {
        "idea": idea,
        "event": idea.event,
        "territory": idea.event.territory,
        "is_shown": Idea.objects.on_wall().filter(pk=idea.pk).exists(),
        "receipt": spaced(idea.receipt),
        "code": code,
        "form": form,
        "foreign": foreign,
    }
