"""Mails to parents, to people who share a car and to referents of groups, one function per message (D59, D68).

Keys that concern one registration end with its ticket's code: cancelling it withdraws what waits.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from events.wording import worded
from foundation import links
from outbox.models import Message
from outbox.queueing import queue


def authorisation_asked(authorisation, link, *, step):
    """A minor registered: the parent is asked for a yes or a no; `step` (its number) makes the key."""
    key = f"authorisation-asked:{step}:{authorisation.registration.code}"
    return _to_parent(authorisation, "authorisation_asked", key=key, link=link)


def authorisation_reminder(authorisation, link, *, kind):
    """No answer yet, a week or three days before (`kind`); an evening that moved is reminded anew."""
    return _to_parent(authorisation, "authorisation_reminder", key=reminder_key(authorisation, kind), link=link)


def reminder_key(authorisation, kind):
    """The key of a parent's reminder, by which it is known to have left."""
    registration = authorisation.registration
    day = timezone.localdate(registration.event.starts_at)
    return f"authorisation-reminder:{kind}:{day}:{registration.code}"


def authorisation_answered(authorisation, link, *, step):
    """What the parent answered, as their proof; `link` lets them change their mind until the evening, or is None."""
    key = f"authorisation-answered:{step}:{authorisation.registration.code}"
    return _to_parent(authorisation, "authorisation_answered", key=key, link=link)


def withdraw_to_parent(authorisation):
    """Take back what asks a parent who has answered, on paper or otherwise."""
    registration = authorisation.registration
    waiting = Message.objects.about(registration.event.subject).filter(key__endswith=f":{registration.code}")
    waiting.filter(kind__in=("authorisation-asked", "authorisation-reminder")).withdraw()


def ride_asked(request, link):
    """Someone would like to travel with you: a link to answer, no address (D68)."""
    url = settings.PUBLIC_URL + reverse("events:ride_answer", args=[links.token(link)])
    return _about_ride(request, "ride_asked", to=request.asked, other=request.asker, context={"answer_url": url})


def ride_agreed(request, *, to, other):
    """Both accepted: here is how to reach the other one."""
    return _about_ride(request, "ride_agreed", to=to, other=other)


def ride_declined(request):
    return _about_ride(request, "ride_declined", to=request.asker, other=request.asked)


def ride_withdrawn(request, *, to, by):
    """The other one no longer travels: look for another car, or fill the seat again."""
    return _about_ride(request, "ride_withdrawn", to=to, other=by)


def withdraw_ride(request):
    """Take back what was going to be sent about a request; return how many mails."""
    waiting = Message.objects.about(request.asker.registration.event.subject)
    return waiting.filter(kind__startswith="ride-", key__contains=f":{request.pk}:").withdraw()


def group_opened(group, *, number):
    """The seats are kept: the referent's own address to enter people; `number` makes the key."""
    return _to_referent(group, "group_opened", key=f"group-opened:{number}:{group.code}")


def group_reminder(group, *, kind):
    """Names or authorisations are missing, two weeks or one before (`kind`); `group` is read `with_counts`."""
    return _to_referent(group, "group_reminder", key=group_reminder_key(group, kind))


def group_reminder_key(group, kind):
    return f"group-reminder:{kind}:{timezone.localdate(group.event.starts_at)}:{group.code}"


def withdraw_to_group(group):
    waiting = Message.objects.about(group.event.subject).filter(key__endswith=f":{group.code}")
    waiting.filter(kind__startswith="group-").withdraw()


def _to_parent(authorisation, name, *, key, link):
    if not authorisation.parent_email:
        return None
    registration = authorisation.registration
    event = registration.event
    url = settings.PUBLIC_URL + reverse("events:authorise", args=[links.token(link)]) if link else ""
    context = {
        "authorisation": authorisation,
        "registration": registration,
        "answer_url": url,
        "paper_url": settings.PUBLIC_URL + reverse("events:authorisation", args=[event.slug]),
    }
    return _queue(event, name, key=key, to=authorisation.parent_email, to_name=authorisation.parent_name,
                  language=registration.language, context=context)  # fmt: skip


def _about_ride(request, name, *, to, other, context=None):
    registration = to.registration
    if not registration.address:
        return None
    event = registration.event
    context = {
        "ride": to, "other": other, "registration": registration, "access_url": registration.ticket_link(),
        **(context or {}),
    }  # fmt: skip
    key = f"{name.replace('_', '-')}:{request.pk}:{registration.code}"
    return _queue(event, name, key=key, to=registration.address, to_name=registration.full_name,
                  language=registration.language, context=context)  # fmt: skip


def _to_referent(group, name, *, key):
    if not group.referent_email:
        return None
    context = {"group": group, "group_url": group.access_link()}
    return _queue(group.event, name, key=key, to=group.referent_email, to_name=group.referent_name,
                  language=group.language, context=context)  # fmt: skip


def _queue(event, name, *, key, to, to_name, language, context):
    shared = {"event": event, "territory": event.territory, "event_url": event.public_url}
    return queue(
        key=key,
        kind=key.partition(":")[0],
        to=to,
        to_name=to_name,
        template=f"emails/events/{name}",
        context=worded(f"events/{name}", {**shared, "to_name": to_name, **context}, language=language),
        language=language,
        about=event.subject,
    )
