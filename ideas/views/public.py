"""What everyone may read: the list, an idea, and how to report one."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import keyset
from ideas import guarding, journeys
from ideas.forms import FilterForm, ReportForm
from ideas.models import Idea, Joiner, Report, Star, bump, family_of
from ideas.views.authors import opened

PAGE = 24
MOST_COUNTED = 1000  # beyond, « more than 1 000 » says as much and costs nothing


@login_not_required
@require_safe
def idea_list(request):
    form = FilterForm(request.GET)
    ideas = form.filter(Idea.objects.listed())
    count = ideas[: MOST_COUNTED + 1].count()
    page = keyset.paginate(ideas.for_cards(), order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    filters = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "form": form,
        "has_gatherings": len(form.fields["collecte"].choices) > 1,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        "next": urlencode({**filters, "suite": page.next}) if page.next else "",
        "previous": urlencode(filters) if request.GET.get("suite") and filters else "",
        "began": bool(request.GET.get("suite")),
    }
    return render(request, "ideas/idea_list.html", context)


@login_not_required
@require_safe
def idea(request, slug):
    """The public sheet; its author also sees it when it is refused or not read yet, with the reason (D15).

    The address of a part leads to its whole, at its own words; not for ever: it may be taken apart (D17).
    """
    whole = _whole_of(request, slug)
    if whole is not None:
        return redirect(f"{whole.get_absolute_url()}#{slug}")
    own = opened(request, slug)
    found = own or Idea.objects.visible_to(request.user).for_cards().filter(slug=slug).first()
    if found is None:
        return _gone(request, slug)
    parts = list(family_of(found).on_pages().exclude(pk=found.pk).for_cards())
    context = {
        "idea": found,
        "territory": found.event.territory,
        "mine": own is not None,
        "photo": found.kept_photo if own else found.shown_photo,
        "journey_url": journeys.path_of(found),
        "steps": [step for step in found.steps.order_by("pk") if step.public_words],
        "share_url": settings.PUBLIC_URL + found.get_absolute_url(),
        "is_listed": Idea.objects.listed().filter(pk=found.pk).exists(),
        "star": Star.objects.standing().filter(idea__in=[found, *parts]).order_by("rank").first(),
        "joiners": list(Joiner.objects.standing().filter(idea__in=[found, *parts]).for_pages()),
        "parts": parts,
        "first": min([found, *parts], key=lambda one: (one.created_at, one.pk)),
        "sees_names": Idea.objects.managed_by(request.user).filter(pk=found.pk).exists(),
    }
    return render(request, "ideas/idea.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    """Tell the team that an idea should not be shown; it stays until someone looked (D15)."""
    idea = get_object_or_404(Idea.objects.listed().select_related("event__territory"), slug=slug)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect(idea)
        if guarding.may_report(request):
            Report.objects.create(idea=idea, reason=form.cleaned_data["reason"])
            bump(idea.event_id)
            messages.success(request, _("Thank you: the team was told and will look at this idea."))
            return redirect(idea)
        form.add_error(None, _("Many reports came from here in an hour. Your text is kept: try again later, please."))
    context = {"idea": idea, "territory": idea.event.territory, "form": form}
    return render(request, "ideas/report.html", context, status=422 if form.errors else 200)


def _whole_of(request, slug):
    """Return the whole that this visitor may read in the place of a part of this address, or None."""
    part = Idea.objects.parts().filter(slug=slug).values("whole")
    return Idea.objects.visible_to(request.user).filter(pk__in=part).first()


def _gone(request, slug):
    if not Idea.objects.withdrawn().filter(slug=slug).exists():
        raise Http404
    return render(request, "ideas/gone.html", status=410)
