"""Tables at work tonight: who facilitates is there, ideas hold stars, people say that they carry on."""

import random
import uuid
from datetime import timedelta

from events.models import FacilitatorStep
from ideas.models import Idea
from ideas.models.joining import Joiner, join
from ideas.models.star import star

TABLES = 9  # of those that wrote the most: others have not chosen yet
ABSENT = 3  # facilitators still on their way
PEOPLE = [
    ("Solène", "Perret", Joiner.Role.CARRY, "solene@example.org"),
    ("Bruno", "", Joiner.Role.HELP, ""),
    ("Inaya", "Benali", Joiner.Role.SKILL, "inaya@example.org"),
    ("Léo", "", Joiner.Role.NEWS, ""),
]


def load(event):
    """Stars and joiners of the tables that wrote the most."""
    rng = random.Random(3)
    by_table = {}
    for idea in Idea.objects.standing().filter(event=event).exclude(table=None).order_by("pk"):
        by_table.setdefault(idea.table_id, []).append(idea)
    for ideas in sorted(by_table.values(), key=len, reverse=True)[:TABLES]:
        for idea in rng.sample(ideas, min(len(ideas), rng.choice((2, 3)))):
            star(idea)
            for given_name, family_name, role, email in rng.sample(PEOPLE, rng.choice((0, 1, 2))):
                join(idea, key=uuid.uuid4(), role=role, given_name=given_name, family_name=family_name, email=email)


def arrive(event, *, now):
    """Who facilitates is at their table, but a few."""
    for person in list(event.facilitators.accepted().exclude(table=None).order_by("pk"))[ABSENT:]:
        person.come(at=min(now, event.starts_at) - timedelta(minutes=person.pk % 25))


def begin_again(event):
    """The evening moves to another day: nobody is there yet."""
    event.facilitators.update(here_at=None)
    FacilitatorStep.objects.filter(
        facilitator__event=event, kind__in=(FacilitatorStep.Kind.ARRIVED, FacilitatorStep.Kind.LEFT)
    ).delete()
