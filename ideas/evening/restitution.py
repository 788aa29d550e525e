"""The restitution: which ideas are told to the hall, in which order, on which slides."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import SafeString

from events.models import Event, Table
from foundation import qr
from ideas.models import Idea, Star, vote_of
from ideas.tallying import totals

MOST_LOVED = 10  # ideas that stickers alone bring on a slide
MOST_PROPOSED = 30
LONGEST = 300  # letters of a need or a solution on a slide: it is read in twenty seconds


def _moved(keys, key, *, by):
    """Return `keys` with `key` moved by so many places; unchanged when it is not there or at the end already."""
    keys = list(keys)
    if key in keys and 0 <= keys.index(key) + by < len(keys):
        place = keys.index(key)
        keys.insert(place + by, keys.pop(place))
    return keys


MOVES = {  # what the team does to the order: (keys, the one concerned) → keys
    "monter": lambda keys, key: _moved(keys, key, by=-1),
    "descendre": lambda keys, key: _moved(keys, key, by=1),
    "retirer": lambda keys, key: [one for one in keys if one != key],
    "ajouter": lambda keys, key: [*keys, key],
}


@dataclass(frozen=True)
class Slide:
    """One slide; `kind` is title, idea, figures or closing, `number` counts from 1 as the address and the desk do."""

    kind: str
    number: int
    event: Event
    title: str = ""
    need: str = ""
    solution: str = ""
    table: Table | None = None
    author: str = ""  # only with a consent that stands (D14)
    stickers: int | None = None  # None as long as the vote is not closed (D16)
    figures: list = field(default_factory=list)  # [(number, what it counts)]
    ideas: list = field(default_factory=list)
    address: str = ""
    qr: SafeString | str = ""

    @property
    def length(self):
        """How large its words can be: short, middling or long."""
        letters = 3 * len(self.title) + len(self.need) + len(self.solution)
        return "short" if letters < 300 else "middling" if letters < 560 else "long"


def slides(event):
    """Return the slides of `event` in order: title, one per chosen idea, figures, « qui continue ? »."""
    ideas, counted = told_ideas(event), stickers_of(event)
    found = [Slide("title", 1, event, title=str(event))]
    for number, idea in enumerate(ideas, start=2):
        found.append(_of_idea(idea, number, event=event, counted=counted))
    found.append(Slide("figures", len(found) + 1, event, figures=figures(event)))
    address = settings.PUBLIC_URL + reverse("ideas:idea_list") + f"?soiree={event.slug}"
    found.append(Slide("closing", len(found) + 1, event, ideas=ideas, address=address, qr=qr.svg(address)))
    return found


def told_ideas(event):
    """Return the ideas of the running order that everyone may read: the team's, else what is proposed.

    An idea put together with another since is told by its whole, once (D17).
    """
    chosen = event.chosen_ideas.annotate(head=Coalesce("idea__whole", "idea")).values_list("head", flat=True)
    keys = list(dict.fromkeys(chosen)) or proposed(event)
    ideas = Idea.objects.listed().for_cards().in_bulk(keys)
    return [ideas[key] for key in keys if key in ideas]


def proposed(event):
    """Return the keys of the ideas proposed: those with the most stickers once the vote is closed, then the first
    star of each table, then its second when few tables gave stars."""
    loved = [total.idea for total in totals(vote_of(event))[:MOST_LOVED]]
    stars = Star.objects.of_event(event).with_head().order_by("rank", "table__number")
    starred = list(stars.values_list("head", "rank"))
    firsts = [idea for idea, rank in starred if rank == 1]
    others = [idea for idea, rank in starred if rank > 1] if len(firsts) < MOST_LOVED else []
    return list(dict.fromkeys([*loved, *firsts, *others]))[:MOST_PROPOSED]


def stickers_of(event):
    """Return {idea's key: stickers} once the vote is closed, None before."""
    vote = vote_of(event)
    return {total.idea: total.all for total in totals(vote)} if vote.is_closed else None


def figures(event):
    """Return what the evening gathered, as [(number, label's key)]; nothing that is zero."""
    counted = [
        (event.registrations.present().count(), "present"),
        (Table.objects.filter(event=event, workshop__in=event.workshops.published()).count(), "tables"),
        (Idea.objects.standing().filter(event=event).count(), "ideas"),
        (sum((stickers_of(event) or {}).values()), "stickers"),
    ]
    return [(number, name) for number, name in counted if number]


def _of_idea(idea, number, *, event, counted):
    return Slide(
        "idea",
        number,
        event,
        title=idea.title,
        need=shortened(idea.need),
        solution=shortened(idea.solution),
        table=idea.table,
        author=idea.shown_author,
        stickers=None if counted is None else counted.get(idea.pk, 0),
    )


def shortened(text, longest=LONGEST):
    """Return the whole sentences of `text` that fit in `longest` letters, else its first words and « … »."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    start = text[:longest]
    end = max(start.rfind(mark) for mark in (". ", "! ", "? ", "… "))
    if end > longest // 2:
        return start[: end + 1]
    return start.rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
