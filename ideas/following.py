"""When the follow-ups of an evening are due (D10): so many days later, at 9:00 in Paris, never at night (D9)."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from events.models import Event
from ideas.models.followup import MOST_DAYS, QUESTIONS, ask, awaiting, plan_of

FROM, UNTIL = time(9), time(21)
LATE_BY = timedelta(days=7)  # of a question: a worker that was stopped makes up for it, a forgotten one is not raked up
MOST_PER_RUN = 200  # the next run, ten minutes later, goes on


def moment(event, days):
    """9:00 of the `days`-th day after the one on which the evening began, whatever the clocks do in between."""
    day = timezone.localtime(event.starts_at).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, FROM))


def due_events(kind, *, now, late_by=LATE_BY):
    """Evenings that were held, and whose follow-up `kind` has come at most `late_by` ago; none at night."""
    if not FROM <= timezone.localtime(now).time() < UNTIL:
        return []
    since = now - late_by - timedelta(days=MOST_DAYS + 1)
    held = Event.objects.living() | Event.objects.past()  # nobody may have said that it is over
    held = held.filter(starts_at__gte=since, ends_at__lte=now).order_by("pk")
    held = held.select_related("territory").prefetch_related("follow_up_plans")
    return [event for event in held if _is_due(event, kind, now, late_by)]


def queue_questions(*, now, most=MOST_PER_RUN):
    """Ask the authors of ideas what is due; return how many mails were queued. Running it twice asks nothing more."""
    queued = 0
    for kind in QUESTIONS:
        for event in due_events(kind, now=now):
            for idea in awaiting(event, kind)[: most - queued]:
                queued += ask(idea, kind, now=now)
            if queued >= most:
                return queued
    return queued


def _is_due(event, kind, now, late_by):
    days, active = plan_of(event)[kind]
    due = moment(event, days)
    return active and due <= now < due + late_by
