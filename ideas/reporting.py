"""Tells organisers by mail about ideas that were reported: one grouped mail a day at most (D15, D62)."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from events.models import Event
from ideas import emails
from ideas.models import Report
from members.models import Role, Territory
from outbox.models import Message

FROM, UNTIL = 8, 20  # hours: nobody reads a report at night, and « à faire » says it meanwhile


@dataclass(frozen=True)
class Line:
    """One evening and how many of its ideas were reported since the last mail."""

    event: Event
    count: int


def queue_due(*, now):
    """Queue the mails of the day; return how many reports were told. Running twice changes nothing."""
    if not FROM <= timezone.localtime(now).hour < UNTIL:
        return 0
    untold = Report.objects.untold().order_by().values_list("idea__event__territory", flat=True)
    return sum(_tell(territory, now=now) for territory in Territory.objects.filter(pk__in=untold.distinct()))


@transaction.atomic
def _tell(territory, *, now):
    day = timezone.localdate(now)
    if Message.objects.filter(key__startswith=f"idea-reports:{territory.pk}:{day:%Y-%m-%d}:").exists():
        return 0
    reports = Report.objects.untold().filter(idea__event__territory=territory)
    counts = dict(reports.order_by().values_list("idea__event").annotate(Count("idea", distinct=True)))
    lines = [Line(event, counts[event.pk]) for event in Event.objects.filter(pk__in=counts).order_by("pk")]
    roles = Role.objects.in_force().filter(territory=territory, kind__in=Role.ORGANISING)
    for role in roles.exclude(person__email=None).select_related("person").order_by("pk"):
        emails.reports(role.person, lines=lines, territory=territory, day=day)
    return reports.update(told_at=now)
