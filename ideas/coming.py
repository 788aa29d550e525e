"""The follow-ups that will leave after an evening (D10), for « À venir »; a fixed number of statements."""

from django.utils.text import capfirst

from events.coming import Coming
from ideas import following
from ideas.models import Idea
from ideas.models.followup import QUESTIONS, Kind, awaiting, plan_of


def follow_ups(event, *, now):
    """Thanks, sheets, then the questions to authors, as things stand; what was turned off is not announced."""
    if not event.starts_at or not (event.is_living or event.status in event.PAST):
        return
    for kind, (days, active) in plan_of(event).items():
        due = following.moment(event, days)
        late_by = following.LATE_BY if kind in QUESTIONS else now - now
        if active and now < due + late_by:
            yield Coming(max(due, now), capfirst(Kind(kind).label), _count(event, kind))


def _count(event, kind):
    if kind in QUESTIONS:
        return awaiting(event, kind).count()
    readers = event.registrations.live().with_address()
    if kind == Kind.SHEETS:
        if event.registrations.present().exists():
            readers = readers.filter(pk__in=event.registrations.present().values("pk"))
        readers = readers.filter(table__in=Idea.objects.on_pages().filter(event=event).values("table"))
    return readers.order_by().values("mail_address").distinct().count()
