"""Which ideas a team sorts, and what the board shows of each, in a constant number of statements."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Left

from events.models import Event
from ideas.models import Idea, Joiner, Stage, Star, Sticker, Vote
from ideas.sorting.models import IdeaTag
from members.models import Person, Role, Territory

SORTED_BY = {  # word of the address: order of the list, whose last field is unique
    "recentes": ("-id",),
    "anciennes": ("id",),
    "gommettes": ("-stickers_total", "-id"),
    "titre": ("title_key", "id"),
}
TITLE_KEY = 40  # letters of the folded title that order the list: a cursor stays short


def ideas_of(person):
    """The whole ideas that stand, of the evenings that `person` organises."""
    return Idea.objects.managed_by(person).standing().wholes()


def team_of(territories):
    """Those who organise or administer one of `territories` today: ideas are given in their care."""
    held = Role.objects.in_force().filter(territory__in=territories, kind__in=Role.ORGANISING)
    return Person.objects.filter(pk__in=held.values("person")).order_by("given_name", "family_name", "pk")


def colleagues(person):
    """The teams of the territories where `person` organises, themselves included."""
    return team_of(Territory.objects.managed_by(person))


def with_stickers(ideas):
    """Add `stickers_total`: hands that stuck on the idea or on one merged into it, once the vote is closed (D16)."""
    family = Idea.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(whole=OuterRef(OuterRef("pk"))))
    found = Sticker.objects.filter(idea__in=family.values("pk"), vote__in=Vote.objects.closed())
    hands = found.order_by().annotate(all=Value(1)).values("all").annotate(number=Count("hand", distinct=True))
    return ideas.annotate(
        stickers_total=Coalesce(Subquery(hands.values("number"), output_field=IntegerField()), Value(0))
    )


def wearing(ideas, mark):
    """Those with a star of their table (« etoile »), or with stickers of a closed vote (« gommettes »)."""
    if mark == "etoile":
        return ideas.filter(Exists(Star.objects.standing().filter(idea=OuterRef("pk"))))
    worn = Sticker.objects.filter(vote__in=Vote.objects.closed())
    alone, merged = worn.filter(idea=OuterRef("pk")), worn.filter(idea__whole=OuterRef("pk"))
    return ideas.filter(Exists(alone) | Exists(merged))


def ordered(ideas, word):
    """Return (ideas with what the order needs, the order) for a word of `SORTED_BY`, the newest for any other."""
    order = SORTED_BY.get(word, SORTED_BY["recentes"])
    if "title_key" in order:
        ideas = ideas.annotate(title_key=Left("folded", TITLE_KEY))
    return with_stickers(ideas), order


def for_board(ideas):
    """With what a line shows."""
    joined = Joiner.objects.standing().filter(idea=OuterRef("pk")).order_by().values("idea")
    ideas = ideas.annotate(
        joiners_total=Coalesce(
            Subquery(joined.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), Value(0)
        )
    )
    tags = Prefetch("tagged", IdeaTag.objects.select_related("tag"))
    found = ideas.select_related("event", "table", "gathering", "theme", "star", "assigned_to", "commune")
    return found.select_related("look__person").prefetch_related(tags)


def stage_counts(ideas):
    """Return {stage: number of ideas}, every stage present."""
    counted = dict(ideas.order_by().values_list("stage").annotate(Count("pk")))
    return {stage: counted.get(stage, 0) for stage in Stage}


def evenings_of(person):
    """The evenings that have ideas, the latest first."""
    events = Event.objects.managed_by(person).filter(Exists(Idea.objects.filter(event=OuterRef("pk"))))
    return events.select_related("territory").order_by("-starts_at", "-pk")
