"""The evening's desk for before and after: where it stands, what is missing, what to do next."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from events.desk import links_of
from events.duties import duties_of_event
from events.duties.year import duties_of_timetable
from events.figures import figures_of
from events.models import Event, EventStep
from events.views.organising.opening import evening_required
from foundation import jobs
from foundation.refusals import attempt
from outbox import limits
from outbox.models import Message

MOST_WORKSHOPS = 200  # an evening has 25
MOST_STEPS = 30
MOST_DUTIES = 12  # the timetable has the rest

ACTS = {
    "publier": ("publish", _("The evening is published: everyone can see it and register.")),
    "depublier": ("unpublish", _("The evening is a draft again: nobody sees it any more.")),
    "commencer": ("start", _("The evening has begun.")),
    "terminer": ("finish", _("The evening is over. Thank you!")),
    "archiver": ("archive", _("The evening is put away. It stays readable by everyone.")),
}


@evening_required
@require_GET
def desk(request, event):
    now = timezone.now()
    steps = list(event.steps.select_related("by")[:MOST_STEPS])
    context = {
        "event": event,
        "tab": "desk",
        "figures": figures_of(event),
        "obstacles": event.obstacles_to_publishing() if event.is_draft else [],
        "workshops": event.workshops.with_seats()[:MOST_WORKSHOPS],
        "lines": [(duty, duty.late(now)) for duty in _duties(event, now)],
        "today": timezone.localdate(now),
        "links": links_of(event),
        "steps": steps,
        "news": _news(steps),
        "last_departure": _last_departure(event, now),
        "begins_today": event.starts_at and timezone.localdate(event.starts_at) == timezone.localdate(now),
        "is_over": event.ends_at and event.ends_at <= now,
    }
    return render(request, "events/organiser/desk.html", context)


def _duties(event, now):
    found = [*duties_of_event(event, now), *duties_of_timetable(event, now)]
    return sorted(found, key=lambda duty: duty.day or date.max)[:MOST_DUTIES]


def _last_departure(event, now):
    """When the last mail will have left, while mails of the evening wait under a sending limit (D62); else None."""
    if not limits.spans() or not Message.objects.about(event.subject).waiting().exists():
        return None
    last = limits.last_departure(now=now)
    return last if last and last > now else None


def _news(steps):
    """The work of telling everyone the last change, while it is under way."""
    told = next((step for step in steps if step.kind in (EventStep.Kind.CHANGED, EventStep.Kind.CANCELLED)), None)
    job = jobs.find(Event.NEWS, told.pk) if told else None
    return job if job and (job.is_live or job.has_failed) else None


@evening_required
@require_POST
def evening_step(request, event, act):
    """One step of the evening's life; its verb refuses what is not possible."""
    if act not in ACTS:
        raise Http404
    verb, done = ACTS[act]
    attempt(request, lambda: getattr(event, verb)(by=request.user), done=done)
    return redirect("events:desk", event.slug)
