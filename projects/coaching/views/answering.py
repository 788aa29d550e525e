"""« Fait », « plus tard », « sans objet »: from a page, and from the mail without login (D62, D64)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import links
from foundation.models import Link
from foundation.refusals import saying_why
from projects.coaching.advice import usual_named
from projects.coaching.choosing import first_for
from projects.coaching.emails import BUTTONS
from projects.coaching.holders import in_request, known_subject
from projects.coaching.models import Suggestion, advice_of_all
from projects.coaching.models.suggestion import LINK


@require_safe
def mine(request):
    """The one thing to do next, of all that this person bears, leads, wrote and sorts."""
    found = first_for(request.user, now=timezone.now())
    told = {"next": found, "buttons": BUTTONS, "back": reverse("coaching:mine")}
    return render(request, "coaching/mine.html", {"told": told})


@login_not_required
@require_POST
def answer(request, code, subject):
    """Keep the answer of who holds this idea, group, project or territory; a stranger gets 404."""
    advice = usual_named(code)
    row = advice and known_subject(advice, subject)
    holder = row and in_request(request, advice, row)
    if not holder:
        raise Http404
    with saying_why(request):
        Suggestion.made(advice, row, holder, now=timezone.now()).answer(
            request.POST.get("answer", ""), now=timezone.now()
        )
        messages.success(request, _said(request.POST["answer"]))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe and back.startswith("/") else "home")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """GET shows the advice and its three buttons, POST keeps the answer, which can be changed (D64)."""
    link = links.find(token, purpose=LINK, kind=Link.Kind.ACCESS)
    suggestion = Suggestion.objects.select_related("membership").filter(pk=link.subject).first() if link else None
    advice = suggestion and usual_named(suggestion.code)
    subject = advice and known_subject(advice, suggestion.subject)
    if not subject or (suggestion.membership and not suggestion.membership.is_present):
        return render(request, "coaching/dead_link.html", status=410)
    if request.method == "POST":
        with saying_why(request):
            suggestion.answer(request.POST.get("answer", ""), now=timezone.now())
        return redirect("coaching:by_link", token)
    told = advice_of_all([suggestion.territory_id])[suggestion.territory_id][advice.code]
    answered = suggestion.state if suggestion.state in Suggestion.ANSWERS else ""
    context = {
        "sentence": told.sentence(str(subject)), "why": told.why(), "buttons": BUTTONS, "answered": answered,
        "said": _said(answered) if answered else "", "meant": answered or request.GET.get("reponse", ""),
        "territory": suggestion.territory,
    }  # fmt: skip
    return render(request, "coaching/answer.html", context)


def _said(answer):
    return {
        Suggestion.State.DONE: _("Well done: it is noted."),
        Suggestion.State.LATER: _("It is noted: we shall speak of it again in a week."),
        Suggestion.State.NOT_RELEVANT: _("It is noted: we shall not speak of it again."),
    }[answer]
