"""How many mails the provider lets leave, who goes first, and when the last one leaves (D62)."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from outbox.models import Message

Priority = Message.Priority
# Of each allowance, what stays free for those who cannot wait: a campaign of 2 000 never delays a sign-in code.
KEPT_FOR_URGENT = 10  # one in ten, for codes and tickets
KEPT_FOR_SERVICE = 5  # one in five, for all that is not a campaign or news


def spans():
    """Return [(limit, span)] of the limits in force."""
    limits = ((settings.MAIL_PER_HOUR, timedelta(hours=1)), (settings.MAIL_PER_DAY, timedelta(days=1)))
    return [(limit, span) for limit, span in limits if limit]


def sending_room(*, now, priority=Priority.URGENT, but=None):
    """Return how many messages of `priority` may leave now, None without limit.

    What is leaving at this instant counts as left, but for the message `but`.
    """
    return min((_room(limit, span, now=now, priority=priority, but=but) for limit, span in spans()), default=None)


def _room(limit, span, *, now, priority, but):
    left = Message.objects.filter(sent_at__gt=now - span)
    leaving = Message.objects.filter(status=Message.Status.SENDING, lease_until__gte=now).exclude(pk=but)
    room = limit - left.count() - leaving.count()
    return max(0, room - max(_kept_free(limit, priority, left, leaving)))


def _kept_free(limit, priority, left, leaving):
    """Yield what stays free for those who come before `priority`: what they already used of it is theirs, not ours."""
    yield 0
    for kept, below in ((limit // KEPT_FOR_URGENT, Priority.SERVICE), (limit // KEPT_FOR_SERVICE, Priority.LATER)):
        if kept and priority >= below:
            yield kept - left.filter(priority__lt=below).count() - leaving.filter(priority__lt=below).count()


def last_departure(*, now, more=0, begins=None):
    """Return when the last of the messages that are due now will have left under the limits, None without limit.

    `more` are messages that would be added (a campaign) from `begins` on. A whole hour (or day) is counted for each
    allowance after the one that is left: the true moment is seldom later.
    """
    begins = max(begins or now, now)
    waiting, latest = Message.objects.due(begins).count() + more, None
    for limit, span in spans():
        if not waiting:
            break
        priority = Priority.LATER if more else Priority.URGENT
        room = _room(limit, span, now=begins, priority=priority, but=None)
        pace = limit - limit // KEPT_FOR_SERVICE if more else limit
        moment = begins + span * -(-max(0, waiting - room) // pace)
        latest = max(latest or moment, moment)
    return latest


def spoken_limit():
    """Return (messages, hours) of the tightest limit, None without one: for sentences."""
    found = [(limit, round(span / timedelta(hours=1))) for limit, span in spans()]
    return min(found, key=lambda pair: pair[0] / pair[1], default=None)


def next_moment(hour, *, after=None):
    """Return the next moment of local time `hour` at or after `after`."""
    after = timezone.localtime(after)
    today = timezone.make_aware(timezone.datetime.combine(after.date(), hour))
    if today >= after:
        return today
    return timezone.make_aware(timezone.datetime.combine(after.date() + timedelta(days=1), hour))
