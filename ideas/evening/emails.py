"""Mails of the evening room: what each table produced, the morning after (D10)."""

from django.conf import settings
from django.urls import reverse

from outbox.queueing import queue

TOPIC = "follow-up"  # what a reader stops with one button (D57)


def thanks(registration, *, digest, table, table_ideas, told):
    """To who came: what their table produced, else some ideas of the evening."""
    ideas = table_ideas or digest.ideas
    table = table if table_ideas else None
    _queue("thanks", registration, digest=digest, told=told, ideas=ideas, table=table)


def missed(registration, *, digest, told):
    """To who did not come: numbers and some ideas."""
    _queue("missed", registration, digest=digest, told=told, ideas=digest.ideas, table=None)


def morning_after_key(registration):
    return f"morning-after:{registration.event_id}:{registration.code}"


def _queue(name, registration, *, digest, told, ideas, table):
    list_path = f"{reverse('ideas:idea_list')}?soiree={digest.event.slug}"
    queue(
        key=morning_after_key(registration),
        kind=f"morning-after-{name}",
        to=registration.address,
        to_name=told,
        template=f"emails/evening/{name}",
        context={
            "event": digest.event,
            "territory": digest.event.territory,
            "ideas": ideas,
            "at_table": table is not None,
            "table": table,
            "idea_count": digest.idea_count,
            "present_count": digest.present_count,
            "list_path": list_path,
            "list_url": settings.PUBLIC_URL + list_path,
            "deposit_path": f"{reverse('ideas:deposit')}?soiree={digest.event.slug}",
            "access_url": registration.ticket_link(),
        },
        language=registration.language,
        about=digest.event.subject,
        topic=TOPIC,
    )
