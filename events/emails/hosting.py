"""Every mail of a request for an evening (D66), one function per message; each key says what the mail is."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from foundation import links
from outbox.queueing import queue

PROOF_LASTS = timedelta(days=7)
FOLLOW_LASTS = timedelta(days=400)  # an evening asked for is prepared for a year


def hosting_prove(request, link):
    """The link that proves the address: without it, nothing reaches the team."""
    url = settings.PUBLIC_URL + reverse("events:hosting_prove", args=[links.token(link)])
    return _queue(request, "hosting_prove", key=f"hosting-prove:{request.pk}", prove_url=url)


def hosting_received(request):
    return _queue_to_asker(request, "hosting_received", number=request.pk)


def hosting_questioned(request, step):
    return _queue_to_asker(request, "hosting_questioned", number=step.pk, said=step.words)


def hosting_accepted(request, step):
    return _queue_to_asker(request, "hosting_accepted", number=step.pk, said=step.words)


def hosting_declined(request, step):
    """No, with the reason."""
    return _queue_to_asker(request, "hosting_declined", number=step.pk, said=step.words)


def hosting_engaged(request, step):
    return _queue_to_asker(request, "hosting_engaged", number=step.pk)


def hosting_arrived(request, person):
    """To one organiser: an elected body asks for an evening."""
    return _queue_to_team(request, "hosting_arrived", person, number=request.pk)


def hosting_replied(request, step, person):
    """To one organiser: the body answered the question."""
    return _queue_to_team(request, "hosting_replied", person, number=step.pk, said=step.words)


def _queue_to_asker(request, name, *, number, **context):
    url = request.follow_link()
    return _queue(request, name, key=f"{name.replace('_', '-')}:{number}", follow_url=url, access_url=url, **context)


def _queue_to_team(request, name, person, *, number, **context):
    page = settings.PUBLIC_URL + reverse("events:hosting_request", args=[request.pk])
    return queue(
        key=f"{name.replace('_', '-')}:{number}:{person.pk}",
        kind=name.replace("_", "-"),
        to=person.email,
        to_name=person.full_name,
        template=f"emails/events/{name}",
        context={"asked": request, "territory": request.territory, "page_url": page, **context},
        language=person.language,
        about=f"hosting:{request.pk}",
    )


def _queue(request, name, *, key, **context):
    return queue(
        key=key,
        kind=name.replace("_", "-"),
        to=request.email,
        to_name=request.full_name,
        template=f"emails/events/{name}",
        context={"asked": request, "territory": request.territory, **context},
        language=request.language,
        about=f"hosting:{request.pk}",
    )
