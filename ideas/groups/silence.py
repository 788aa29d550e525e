"""Groups in which nothing happens: asked first, asleep without an answer; requests that nobody answered lapse (D10).

A living group is asked here, its leads together, instead of its author three months after the evening: the same person
is not asked the same thing twice (see `ideas.models.followup.awaiting`).
"""

from datetime import time

from django.utils import timezone

from ideas.groups.models import Entry, GroupRules, WorkingGroup

FROM, UNTIL = time(9), time(21)  # never at night (D9)
MOST_PER_RUN = 100  # the next run, ten minutes later, goes on


def queue_due(*, now, most=MOST_PER_RUN):
    """Ask the groups that are silent, let those sleep that did not answer; return (asked, asleep). Safe twice."""
    if not FROM <= timezone.localtime(now).time() < UNTIL:
        return 0, 0
    asked = asleep = 0
    for groups, days in _by_rules():
        for group in groups.due_question(now, days=days.silence_days).order_by("active_at", "pk")[: most - asked]:
            asked += group.ask_whether_alive(now=now)
        for group in groups.due_sleep(now, days=days.answer_days).order_by("asked_at", "pk")[: most - asleep]:
            asleep += group.fall_asleep(now=now)
    return asked, asleep


def lapse_due(*, now, most=MOST_PER_RUN):
    """Let requests and invitations lapse that nobody answered; return how many."""
    return sum(entry.lapse() for entry in Entry.objects.due_to_lapse(now).order_by("at", "pk")[:most])


def _by_rules():
    """[(groups, their `GroupRules`)]: territories with their own rules, then all the others."""
    own = list(GroupRules.objects.order_by("pk"))
    for rules in own:
        yield WorkingGroup.objects.filter(territory=rules.pk), rules
    yield WorkingGroup.objects.exclude(territory__in=[rules.pk for rules in own]), GroupRules()
