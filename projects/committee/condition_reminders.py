"""Reminds of the conditions of a go, takes late ones back to the committee, closes short votes (D30).

Everything may run twice, and make up for a worker that was down.
"""

from datetime import timedelta

from django.utils import timezone

from foundation.clocks import after_night
from projects.committee import emails_conditions as emails
from projects.committee import lifting
from projects.committee.models import LiftingVote
from projects.models import Bearing, Condition

MONTH = 30  # days: time to ask for a quotation or a permission
WEEK = 7  # time to write down what is there
DAY = 0  # the day itself: sending late is better than not sending
BEFORE = (MONTH, WEEK, DAY)
MOST = 200  # conditions of one run: the next one goes on


def queue_due(*, now):
    """Do what the day asks; return how many conditions went back to the committee."""
    for vote in LiftingVote.objects.due_to_close(now)[:MOST]:
        lifting.close_vote(vote, now=now)
    if after_night(now) != now:
        return 0
    today = timezone.localdate(now)
    for condition in _to_remind(today)[:MOST]:
        remind(condition, today=today)
    late = Condition.objects.of_living_projects().due_to_be_overdue(today).for_lists().in_order()
    return sum(lifting.say_overdue(condition, now=now) for condition in late[:MOST])


def remind(condition, *, today):
    """One mail per reader for the nearest of the three days; none that the letter of the decision had said itself."""
    days = min(days for days in BEFORE if today >= condition.due_on - timedelta(days=days))
    if timezone.localdate(condition.decision.released_at) >= condition.due_on - timedelta(days=days):
        return
    for member in readers_of(condition):
        emails.due(member, condition=condition, days=days)


def readers_of(condition):
    """Who is reminded: who looks after it and who bears or presents the project; else who leads the group."""
    group = condition.project.group.memberships.reachable()
    bearing = Bearing.objects.current().filter(project=condition.project)
    keys = {condition.in_charge_id, *bearing.values_list("membership", flat=True)} - {None}
    return list(group.filter(pk__in=keys)) or list(group.filter(is_lead=True))


def _to_remind(today):
    near = Condition.objects.of_living_projects().asked()
    return near.filter(due_on__gte=today, due_on__lte=today + timedelta(days=MONTH)).for_lists().in_order()
