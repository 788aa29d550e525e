"""The weekly mail, on the day and from the hour that each territory chose: one new piece of advice at most to a person.

It joins the mail of the day (D62). Whoever answered a suggestion within the week, or left the last mail without an
answer about the same thing, is written nothing.
"""

from datetime import time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ideas.groups.models import Membership, WorkingGroup
from ideas.models import Idea
from members.models import Territory
from outbox.models import Message
from projects.coaching import emails, holders
from projects.coaching.advice import Audience
from projects.coaching.choosing import Next, is_hidden
from projects.coaching.models import CoachRules, Suggestion, advice_of
from projects.models import Bearing, Project

UNTIL = time(21)  # later, the next week does it: nothing is written at night
WEEK = timedelta(days=7)
MOST_PER_RUN = 200  # things looked at: the next run, ten minutes later, goes on with the others


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue the advice of the week where its hour has come; return how many mails. Twice changes nothing."""
    local = timezone.localtime(now)
    if local.time() >= UNTIL:
        return 0
    own = {rules.territory_id: rules for rules in CoachRules.objects.all()}
    queued = 0
    for territory in Territory.objects.order_by("pk").iterator():
        rules = own.get(territory.pk) or CoachRules(territory=territory)
        if rules.active and local.weekday() == rules.weekday and local.hour >= rules.hour:
            queued += _queue_for(territory, now=now, most=most)
    return queued


def _queue_for(territory, *, now, most):
    day, queued = timezone.localdate(now), 0
    for advice in advice_of(territory.pk):
        if not advice.active:
            continue
        looked = Suggestion.objects.filter(code=advice.code, subject=OuterRef("pk"), considered_on__gt=day - WEEK)
        due = advice.condition.of(_reachable(advice, territory), days=advice.days, now=now)
        _forget_what_ended(advice, territory, due)
        for subject in due.filter(~Exists(looked)).order_by("pk")[:most]:
            for holder in holders.of_subject(advice, subject):
                queued += _consider(Next(advice, subject, holder), territory=territory, now=now)
    return queued


def _forget_what_ended(advice, territory, due):
    """What no longer holds will be news if it comes back."""
    told = Suggestion.objects.unanswered_mail().filter(code=advice.code, territory=territory)
    told.exclude(subject__in=due.order_by().values("pk")).update(mailed_at=None)


@transaction.atomic
def _consider(found, *, territory, now):
    """Look once in the week at one piece of advice to one person; return 1 when a mail was queued."""
    day = timezone.localdate(now)
    suggestion = Suggestion.made(found.advice, found.subject, found.holder, now=now)
    fresh = Suggestion.objects.filter(pk=suggestion.pk).exclude(considered_on__gt=day - WEEK)
    if not fresh.update(considered_on=day):  # another worker looks at it
        return 0
    if is_hidden(found, now=now) or not _may_write(found.holder, now=now):
        return 0
    if suggestion.state != Suggestion.State.PROPOSED:
        suggestion.propose_again(now=now)
    if suggestion.mailed_at:  # told already: it is no news
        return 0
    week = emails.key_of(found.holder.email, day)
    if Message.objects.filter(key=week).exists():
        return 0
    message = emails.weekly(suggestion, found, territory=territory, week=day)
    Suggestion.objects.filter(pk=suggestion.pk).update(mailed_at=now if message else None)
    return int(message is not None)


def _may_write(holder, *, now):
    """Neither to who acted within the week, nor to who left a mail about it without an answer."""
    mine = Suggestion.objects.of(holder)
    if holder.idea:
        mine = mine.filter(subject=holder.idea.pk)
    return not mine.answered_since(now - WEEK).exists()


def _reachable(advice, territory):
    """The rows of `territory` about which someone with an address can be written to."""
    if advice.audience == Audience.AUTHOR:
        ideas = Idea.objects.filter(territory=territory).exclude(author_email="")
        return ideas.select_related("event__territory", "territory")
    if advice.audience == Audience.GROUP:
        leads = Membership.objects.reachable().filter(group=OuterRef("pk"), is_lead=True)
        return WorkingGroup.objects.filter(Exists(leads), territory=territory).select_related("territory")
    if advice.audience == Audience.BEARER:
        bearers = Bearing.objects.current().bearers().filter(project=OuterRef("pk")).exclude(membership__email="")
        projects = Project.objects.filter(Exists(bearers), territory=territory)
        return projects.select_related("territory", "group__territory")
    if advice.condition.model is Territory:
        return Territory.objects.filter(pk=territory.pk)
    return Project.objects.filter(territory=territory).select_related("territory", "group")
