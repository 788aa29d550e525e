"""Calendar file of a general meeting: one stable UID, a SEQUENCE that grows with each notice, CANCEL at the end."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.calendars import TYPE, invitation

FILE_NAME = "assemblee.ics"
ABOUT = timedelta(hours=2)  # a notice says no end: what a calendar keeps free

__all__ = ["FILE_NAME", "TYPE", "assembly_file"]


def assembly_file(assembly, *, edition):
    """Return the bytes of the calendar file of `assembly` as its `edition` calls it, in the language in force.

    It leads to the page for which one signs in: calendars are shared, the link of a notice is not.
    """
    url = settings.PUBLIC_URL + reverse("assemblies:member_assembly", args=[assembly.pk])
    kind = capfirst(assembly.get_kind_display())
    title = _("%(kind)s, second call") % {"kind": kind} if assembly.is_second_call else kind
    return invitation(
        f"assembly-{assembly.pk}",
        title=f"{title} · {assembly.cooperative}",
        begins=assembly.starts_at,
        ends=assembly.starts_at + ABOUT,
        edition=edition.number,
        changed_at=edition.at,
        place=assembly.place or assembly.remote_link,
        url=url,
        text="\n".join(filter(None, [assembly.remote_link, url])),
        cancelled=assembly.is_cancelled,
    )
