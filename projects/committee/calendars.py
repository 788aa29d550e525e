"""Calendar files of sessions: a stable UID, a SEQUENCE that grows when they move, CANCEL when called off (D33)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from foundation.calendars import TYPE, invitation

FILE_NAME = "comite.ics"
IN_THE_ROOM = timedelta(hours=3)  # how long a calendar keeps for a meeting whose end nobody knows

__all__ = ["FILE_NAME", "TYPE", "session_file"]


def session_file(session, announcement, *, url):
    """Return the bytes of the calendar file of a session as it was announced; `url` leads to its page.

    A session in the room fills its hours; one online is an entry at its deadline, half an hour long: nobody is asked to
    keep a week free.
    """
    begins, ends = hours(announcement)
    online = announcement.mode == session.Mode.ONLINE
    said = _("Expert committee of %(territory)s: votes until now") if online else _("Expert committee of %(territory)s")
    return invitation(
        f"committee-session-{session.pk}",
        title=said % {"territory": session.committee},
        begins=begins,
        ends=ends,
        edition=announcement.edition,
        changed_at=announcement.changed_at,
        place="" if online else announcement.place,
        url=url,
        cancelled=bool(announcement.cancelled_at),
    )


def hours(announcement):
    """Return (begins, ends) of what a calendar keeps."""
    if announcement.mode == "online":
        return announcement.closes_at - timedelta(minutes=30), announcement.closes_at
    longest = announcement.starts_at + IN_THE_ROOM
    return announcement.starts_at, max(min(announcement.closes_at, longest), announcement.starts_at)
