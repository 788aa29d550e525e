"""Calendar files of meetings of members: one stable UID, a SEQUENCE that grows, CANCEL when called off."""

from foundation.calendars import TYPE, invitation

FILE_NAME = "rencontre.ics"

__all__ = ["FILE_NAME", "TYPE", "gathering_file"]


def gathering_file(gathering, *, url):
    """Return the bytes of the calendar file of a meeting of members; `url` leads to its page."""
    return invitation(
        f"members-gathering-{gathering.pk}",
        title=f"{gathering} · {gathering.cooperative}",
        begins=gathering.starts_at,
        ends=gathering.ends_at,
        edition=gathering.edition,
        changed_at=gathering.changed_at,
        place=gathering.where,
        url=url,
        cancelled=gathering.is_cancelled,
    )
