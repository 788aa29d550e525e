"""Campaigns: written, read on real people, confirmed with the number, followed, stopped."""

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from events import campaigning
from events.emails import campaigns as emails_campaigns
from events.forms.organising.campaign import CampaignForm, ConfirmForm
from events.models import Campaign
from events.models import audience as audiences
from events.views.organising.opening import evening_required
from foundation import jobs, keyset, links
from foundation.refusals import attempt, saying_why
from outbox import limits

PAGE = 30
SAMPLE = 8  # real people on whom a draft is read


@evening_required
@require_GET
def campaign_list(request, event):
    page = keyset.paginate(event.campaigns.for_lists(), order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {**_around(event), "page": page, "next": f"suite={page.next}" if page.next else ""}
    return render(request, "events/organiser/campaign_list.html", context)


@evening_required
def campaign_new(request, event):
    return _edit(request, Campaign(event=event), seen=None)


@evening_required
def campaign_edit(request, event, pk):
    campaign = _campaign(event, pk)
    if not campaign.is_draft:
        return redirect("events:campaign", event.slug, pk)
    return _edit(request, campaign, seen=request.POST.get("seen", ""))


@evening_required
@require_GET
def campaign(request, event, pk):
    campaign = _campaign(event, pk)
    if campaign.is_draft:
        return _read(request, campaign, ConfirmForm(initial={"version": campaign.version}))
    if request.htmx and not (campaign.is_planned or campaign.is_sending):
        return HttpResponseClientRefresh()
    now, job = timezone.now(), jobs.find(Campaign.JOB, pk)
    context = {
        **_around(event), "campaign": campaign, "counts": campaign.messages().counts(),
        "steps": campaign.steps.select_related("by")[:PAGE], "job": job,
        "neglected": campaign.is_sending and campaign.written_at is None and (job is None or job.is_neglected(now=now)),
        "last": campaign.last_departure(0, now=now) if campaign.is_sending else None,
    }  # fmt: skip
    page = "events/organiser/campaign_progress.html"
    return render(request, f"{page}#progress" if request.htmx else page, context)


@csp({"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"], "sandbox": True})
@xframe_options_sameorigin
@evening_required
@require_GET
def campaign_preview(request, event, pk):
    """The mail as one real person would read it, in a closed frame; personal links are blanked."""
    campaign = _campaign(event, pk)
    person = _person(campaign, request.GET.get("personne", ""))
    with translation.override(emails_campaigns.language_of(person)):
        context = {**emails_campaigns.rendered(campaign, person, for_team=True), "is_news": campaign.is_news}
        return HttpResponse(links.blank(render_to_string("emails/events/campaign.html", context)))


@evening_required
@require_POST
def campaign_test(request, event, pk):
    campaign = _campaign(event, pk)
    person = _person(campaign, request.POST.get("personne", ""))
    done = _("A test is on its way to %(address)s.") % {"address": request.user.email}
    attempt(request, lambda: campaigning.send_test(campaign, person, by=request.user), done=done)
    return redirect("events:campaign", event.slug, pk)


@evening_required
@require_POST
def campaign_confirm(request, event, pk):
    campaign = _campaign(event, pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            data = form.cleaned_data
            campaign.confirm(
                by=request.user, number=data["number"], version=data["version"], at=data["at"], now=timezone.now()
            )
            return redirect("events:campaign", event.slug, pk)
        except ValidationError as refusal:
            campaign = _campaign(event, pk)
            if not campaign.is_draft:  # two clicks, or a colleague: the page says what became of it
                messages.error(request, " ".join(refusal.messages))
                return redirect("events:campaign", event.slug, pk)
            form.add_error(None, refusal)
    if not campaign.is_draft:
        return redirect("events:campaign", event.slug, pk)
    return _read(request, campaign, form, status=422)


@evening_required
@require_POST
def campaign_stop(request, event, pk):
    campaign = _campaign(event, pk)
    with saying_why(request):
        left, withdrawn = campaign.stop(by=request.user)
        gone = ngettext("%(n)s message had left", "%(n)s messages had left", left) % {"n": left}
        back = ngettext("%(n)s was withdrawn", "%(n)s were withdrawn", withdrawn) % {"n": withdrawn}
        messages.success(request, _("The campaign is stopped: %(gone)s, %(back)s.") % {"gone": gone, "back": back})
    return redirect("events:campaign", event.slug, pk)


@evening_required
@require_POST
def campaign_go_on(request, event, pk):
    """Do the waiting work within this request, when no worker does it."""
    campaign = _campaign(event, pk)
    if campaign.is_sending and campaign.written_at is None:
        jobs.run(jobs.start(Campaign.JOB, pk, total=campaign.number, nudged=False).pk)
    return redirect("events:campaign", event.slug, pk)


@evening_required
@require_POST
def campaign_drop(request, event, pk):
    if attempt(request, _campaign(event, pk).drop, done=_("The draft is deleted.")):
        return redirect("events:campaign_list", event.slug)
    return redirect("events:campaign", event.slug, pk)


def _campaign(event, pk):
    return get_object_or_404(event.campaigns.select_related("event__territory", "by"), pk=pk)


def _around(event):
    return {"event": event, "territory": event.territory, "tab": "messages", "subtab": "campaigns"}


def _person(campaign, reference):
    """One reader of the campaign, the first when none is named; 404 for whoever is not one."""
    people = list(campaign.selection().people.values())
    chosen = reference or (people[0] if people else "")
    if chosen not in people:
        raise Http404
    return audiences.read([chosen])[chosen]


def _edit(request, campaign, *, seen):
    form = CampaignForm(request.POST if request.method == "POST" else None, instance=campaign)
    if form.is_bound and form.is_valid():
        try:
            form.draft().write(by=request.user, seen=form.cleaned_data["seen"] or 0 if campaign.pk else None)
            return redirect("events:campaign", campaign.event.slug, campaign.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {**_around(campaign.event), "campaign": campaign, "form": form}
    return render(request, "events/organiser/campaign_edit.html", context, status=422 if form.errors else 200)


def _read(request, campaign, form, *, status=200):
    """A draft, as it will be read: to how many, by whom for instance, until when it will leave."""
    selection, now = campaign.selection(), timezone.now()
    references = list(selection.people.values())[:SAMPLE]
    sample = audiences.read(references)
    wanted = request.GET.get("personne", "")
    context = {
        **_around(campaign.event), "campaign": campaign, "form": form, "selection": selection,
        "number": len(selection),
        "sample": [(reference, sample[reference]) for reference in references if reference in sample],
        "person": wanted if wanted in sample else next(iter(references), ""),
        "departure": campaign.departure(now),
        "now": now,
        "last": campaign.last_departure(len(selection), now=now),
        "limit": limits.spoken_limit(),
    }  # fmt: skip
    return render(request, "events/organiser/campaign_read.html", context, status=status)
