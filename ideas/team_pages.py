"""The tabs of « Ideas and projects »: rooms and higher floors offer theirs, this floor knows none of them."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class TeamPage:
    """A tab of « Ideas and projects », before those of a greater `rank`; pages below its address are under it."""

    label: str
    url_name: str
    rank: int

    @property
    def url(self):
        return reverse(self.url_name)


_pages = []


def offer(page):
    """Show `page` among the team's tabs; called once by an app when it is ready."""
    if page not in _pages:
        _pages.append(page)
        _pages.sort(key=lambda known: known.rank)


def offered():
    """Return every `TeamPage`, in the order of the way: from ideas to companies."""
    return list(_pages)
