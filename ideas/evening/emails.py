"""Mails of the evening room: what each table produced, the morning after, then its sheets (D10)."""

from django.conf import settings
from django.urls import reverse

from events.wording import worded
from outbox.queueing import queue
from outbox.topics import FOLLOW_UP


def thanks(registration, *, digest, table, table_ideas, told):
    """To who came: what their table produced, else some ideas of the evening."""
    ideas = table_ideas or digest.ideas
    table = table if table_ideas else None
    _queue("thanks", registration, digest=digest, told=told, ideas=ideas, table=table)


def missed(registration, *, digest, told):
    """To who did not come: numbers and some ideas."""
    _queue("missed", registration, digest=digest, told=told, ideas=digest.ideas, table=None)


def table_sheets(registration, *, digest, ideas, told):
    """A week later, the sheets of the ideas of their table."""
    _queue(
        "table_sheets",
        registration,
        digest=digest,
        told=told,
        ideas=ideas,
        table=None,
        key=week_after_key(registration),
    )


def week_after_key(registration):
    return f"week-after:{registration.event_id}:{registration.code}"


def morning_after_key(registration):
    return f"morning-after:{registration.event_id}:{registration.code}"


def _queue(name, registration, *, digest, told, ideas, table, key=None):
    key = key or morning_after_key(registration)
    list_path = f"{reverse('ideas:idea_list')}?soiree={digest.event.slug}"
    context = {
        "event": digest.event,
        "registration": registration,
        "territory": digest.event.territory,
        "ideas": ideas,
        "told": [idea for idea in digest.told if idea not in ideas],
        "at_table": table is not None,
        "table": table,
        "idea_count": digest.idea_count,
        "present_count": digest.present_count,
        "list_path": list_path,
        "list_url": settings.PUBLIC_URL + list_path,
        "deposit_path": f"{reverse('ideas:deposit')}?soiree={digest.event.slug}",
        "access_url": registration.ticket_link(),
    }
    queue(
        key=key,
        kind=f"{key.partition(':')[0]}-{name}",
        to=registration.address,
        to_name=told,
        template=f"emails/evening/{name}",
        context=worded(f"evening/{name}", {**context, "to_name": told}, language=registration.language),
        language=registration.language,
        about=digest.event.subject,
        topic=FOLLOW_UP,
    )
