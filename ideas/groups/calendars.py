"""Calendar files of meetings: one stable UID, a SEQUENCE that grows when it moves, CANCEL when it is called off."""

from django.conf import settings

from foundation.calendars import TYPE, invitation

FILE_NAME = "rencontre.ics"

__all__ = ["FILE_NAME", "TYPE", "meeting_file"]


def meeting_file(meeting, *, url=""):
    """Return the bytes of the calendar file of a meeting that has, or had, a date; `url` leads to its page."""
    return invitation(
        f"meeting-{meeting.pk}",
        title=f"{meeting.title} · {meeting.group}",
        begins=meeting.starts_at,
        ends=meeting.ends_at,
        edition=meeting.edition,
        changed_at=meeting.set_at or meeting.created_at,
        place=meeting.place or meeting.online_url,
        url=url or settings.PUBLIC_URL + meeting.get_absolute_url(),
        text="\n".join(filter(None, [meeting.online_url, url])),
        cancelled=meeting.is_cancelled,
    )
