"""Mails of meetings of members, one function per message, each with its calendar file."""

from django.conf import settings
from django.utils import translation

from members.cooperative import calendars
from outbox.models import Message
from outbox.queueing import queue


def coming(gathering, member, *, attendance):
    """To who comes: the day, the place, the calendar file."""
    _queue(gathering, member, "coming", mark=f"{attendance.pk}:{gathering.edition}")


def moved(gathering, member):
    """To who comes: the meeting moved."""
    _queue(gathering, member, "moved", mark=gathering.edition)


def cancelled(gathering, member):
    """To who comes: the meeting is called off; the file takes it out of the calendar."""
    _queue(gathering, member, "cancelled", mark=gathering.edition)


def reminder(gathering, member):
    """To who comes, two days before."""
    _queue(gathering, member, "reminder", mark=gathering.edition)


def withdraw(gathering):
    """It moved or was called off: what has not left is no longer true."""
    for name in ("coming", "moved", "reminder"):
        Message.objects.filter(key__startswith=f"gathering-{name}:{gathering.pk}:").withdraw()


def _queue(gathering, member, name, *, mark):
    cooperative, language = gathering.cooperative, member.language
    url = settings.PUBLIC_URL + gathering.get_absolute_url()
    with translation.override(language):
        file = (calendars.FILE_NAME, calendars.TYPE, calendars.gathering_file(gathering, url=url))
    queue(
        key=f"gathering-{name}:{gathering.pk}:{member.pk}:{mark}",
        kind=f"gathering-{name}",
        to=member.email,
        to_name=str(member),
        template=f"emails/cooperative/gathering_{name}",
        context={
            "gathering": gathering,
            "cooperative": cooperative,
            "territory": cooperative.territory,
            "url": url,
        },
        language=language,
        about=f"cooperative:{cooperative.pk}",
        attachments=[file],
    )
