"""The calendar file of a slot, as it was told to who presents the project: its SEQUENCE grows when it moves (D24)."""

from django.utils.translation import gettext as _

from foundation.calendars import invitation

FILE_NAME = "passage-comite.ics"


def slot_file(item, notice, *, url):
    """Return the bytes of the calendar file of a slot as it was told (`SlotNotice`); `url` leads to its page."""
    return invitation(
        f"committee-slot-{item.pk}",
        title=_("Expert committee · %(project)s") % {"project": item.project},
        begins=notice.begins_at,
        ends=notice.ends_at,
        edition=notice.edition,
        changed_at=notice.changed_at,
        place=notice.place,
        url=url,
        cancelled=bool(notice.cancelled_at),
    )
