"""What comes back with the years: interests to confirm, terms that end (D25)."""

from datetime import timedelta

from django.utils import timezone

from foundation.clocks import after_night
from projects.committee import emails_sessions as emails
from projects.committee.models import Expert, InterestsConfirmation
from projects.committee.reminding import keepers_of

BEFORE_END = timedelta(days=60)  # time to find who comes next
SETTLING = timedelta(days=30)  # a new expert was asked for their list when the term began
MOST_PER_RUN = 200


def queue_due(*, now):
    """Write the mails of the year that are due; return how many new ones. Running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    return _ask_interests(now) + _tell_terms(now)


def _ask_interests(now):
    """Once a year to each expert; the duty in their space stays until they answer."""
    today = timezone.localdate(now)
    due = InterestsConfirmation.objects.experts_due(now).filter(since__lte=today - SETTLING)
    experts = list(due.exclude(person=None).select_related("person", "committee__territory")[:MOST_PER_RUN])
    last = InterestsConfirmation.objects.last_by_expert(experts)
    written = 0
    for expert in experts:
        since = timezone.localdate(last[expert.pk]) if expert.pk in last else expert.since
        written += emails.interests_due(expert, since=since) is not None
    return written


def _tell_terms(now):
    """To who keeps the committee, when nobody follows the expert in a next term of their own."""
    today, written = timezone.localdate(now), 0
    for expert in Expert.objects.ending(today, within=BEFORE_END)[:MOST_PER_RUN]:
        for keeper in keepers_of(expert.committee):
            written += emails.term_ends(keeper, expert=expert) is not None
    return written
