"""The tabs of « Ideas and projects », and what can be done of an idea: rooms and higher floors offer theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse

from foundation.offers import Offers


@dataclass(frozen=True)
class TeamPage:
    """A tab of « Ideas and projects », before those of a greater `rank`; pages below its address are under it."""

    label: str
    url_name: str
    rank: int

    @property
    def url(self):
        return reverse(self.url_name)


@dataclass(frozen=True)
class IdeaAct:
    """A link of an idea's sheet for the team; `url` takes the idea, returns an address or None."""

    label: str
    url: Callable


_pages = Offers(rank=attrgetter("rank"))
offer = _pages.offer
_acts = Offers(key=attrgetter("label"))
offer_act = _acts.offer


def offered():
    """Return every `TeamPage`, in the order of the way: from ideas to companies."""
    return list(_pages)


def acts_of(idea):
    """Return [(label, address)] of what higher floors offer about `idea`."""
    found = [(act.label, act.url(idea)) for act in _acts]
    return [(label, url) for label, url in found if url]
