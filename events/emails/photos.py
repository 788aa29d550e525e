"""Mails about a photo that someone wants to see go (D56); they never hold the photo."""

from django.conf import settings
from django.urls import reverse

from events.wording import worded
from outbox.queueing import queue


def removal_asked(removal):
    """To the territory's address, if it has one; « à faire » says it to every organiser as well."""
    event = removal.photo.event
    if event.territory.contact_email:
        path = reverse("events:photo_list", args=[event.slug])
        url = f"{settings.PUBLIC_URL}{path}?vue=demandes"
        team = {"to": event.territory.contact_email, "language": settings.LANGUAGE_CODE}
        _queue(removal, "photo_removal_asked", **team, url=url)


def removal_granted(removal):
    _queue(removal, "photo_removal_granted", to=removal.email, language=removal.language)


def removal_refused(removal):
    _queue(removal, "photo_removal_refused", to=removal.email, language=removal.language)


def _queue(removal, name, *, to, language, url=""):
    if not to:
        return
    event = removal.photo.event
    context = {"event": event, "territory": event.territory, "removal": removal, "photo": removal.photo, "url": url}
    queue(
        key=f"photo-removal:{removal.pk}:{name}",
        kind=name.replace("_", "-"),
        to=to,
        template=f"emails/events/{name}",
        context=worded(f"events/{name}", context, language=language),
        language=language,
        about=event.subject,
    )
