"""Requests for « une soirée chez nous », for the team: the list, one request, the answers, the engagement (D66)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from events import preparing
from events.duplicating import duplicate
from events.forms.hosting import EngagementForm, WordsForm
from events.models import Engagement, Event, HostingRequest
from foundation import keyset
from foundation.refusals import attempt
from members.access import organiser_required

PER_PAGE = 30
ANSWERS = {
    "accepter": ("accept", False, gettext_lazy("You said yes; the mail has left. Prepare the evening when you can.")),
    "decliner": ("decline", True, gettext_lazy("You said no; the mail has left with your reason.")),
    "demander": ("question", True, gettext_lazy("Your question has left; the answer comes back here.")),
}


@organiser_required
@require_GET
def hosting_list(request):
    mine = HostingRequest.objects.managed_by(request.user).for_display()
    page = keyset.paginate(mine, order=("-pk",), cursor=request.GET.get("apres", ""), size=PER_PAGE)
    return render(request, "events/organiser/hosting_list.html", {"page": page})


@organiser_required
@require_GET
def hosting_request(request, pk):
    asked = _get(request, pk)
    return _page(request, asked)


def _get(request, pk):
    return get_object_or_404(HostingRequest.objects.managed_by(request.user).for_display(), pk=pk)


def _page(request, asked, *, form=None, answer="", status=200):
    engagement = getattr(asked, "engagement", None)
    context = {
        "asked": asked,
        "territory": asked.territory,
        "steps": asked.steps.select_related("by")[:50],
        "forms": [
            (name, form if name == answer else WordsForm(needed=needed)) for name, (_v, needed, _d) in ANSWERS.items()
        ],
        "answer": answer,
        "engagement": engagement,
        "communes": engagement.communes.all()[:100] if engagement else [],
    }
    return render(request, "events/organiser/hosting_request.html", context, status=status)


@organiser_required
@require_POST
def hosting_answer(request, pk, answer):
    """Yes, no with the reason, or a question; each leaves by mail."""
    if answer not in ANSWERS:
        raise Http404
    asked, (verb, needed, done) = _get(request, pk), ANSWERS[answer]
    form = WordsForm(request.POST, needed=needed)
    if not form.is_valid():
        return _page(request, asked, form=form, answer=answer, status=422)
    words = form.cleaned_data["words"]
    attempt(request, lambda: getattr(asked, verb)(by=request.user, words=words), done=done)
    return redirect("events:hosting_request", asked.pk)


@organiser_required
def hosting_engage(request, pk):
    """The engagement and its draft evening, made together or not at all."""
    asked = _get(request, pk)
    if not asked.is_accepted:
        messages.error(request, _("Say yes to the request first; or its evening is being prepared already."))
        return redirect("events:hosting_request", asked.pk)
    event = Event(territory=asked.territory)
    form = EngagementForm(request.POST if request.method == "POST" else None, instance=event, request=asked)
    if request.method == "POST" and form.is_valid():
        try:
            event = _engage(form, asked, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The evening is a draft; whoever asked for it is told."))
            return redirect("events:desk", event.slug)
    context = {"asked": asked, "territory": asked.territory, "form": form}
    return render(request, "events/organiser/hosting_engage.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _engage(form, asked, *, by):
    data, event, edition = form.cleaned_data, form.instance, form.edition()
    if edition:
        event, _new = duplicate(
            edition, brand=event.brand, starts_at=event.starts_at, ends_at=event.ends_at, key=asked.key, by=by
        )
    else:
        preparing.begin(event, by=by, pattern=preparing.PATTERNS[data["source"]], workshops=True)
    engagement = Engagement(structure=form.the_structure(), contact_name=data["contact_name"], budget=data["budget"])
    asked.engage(engagement, event=event, communes=data["communes"], by=by)
    return event
