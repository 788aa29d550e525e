"""Pages cost the same whatever an evening gathers: statements, and rows read, for 1, 3 and 300 of everything.

The second figure counts the rows made into models when there are 300 of each: a page that grows shows here.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event, Registration
from events.models.attendance import Attendance
from ideas.models import Idea, IdeaConsent
from outbox.models import Message
from tests.factories import (
    make_event,
    make_idea,
    make_organiser,
    make_registration,
    make_scene,
    make_territory,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.once

# page: (statements, always; rows read when there are 300 of everything)
STRANGER = {
    "/": (6, 39),
    "/soirees/{slug}/": (8, 5),
    "/idees/": (7, 165),
    "/idees/?q=idee": (7, 165),
    "/a/{code}/": (4, 11),
    "/a/{code}/etat/": (2, 4),
    "/mur/{slug}/": (6, 31),
    "/mur/{slug}/etat/": (6, 31),
}
ORGANISER = {
    "/espace/": (64, 15),
    "/organiser/": (8, 6),
    "/organiser/soirees/{slug}/": (21, 8),
    "/organiser/soirees/{slug}/ateliers/": (7, 9),
    "/organiser/soirees/{slug}/inscriptions/": (7, 57),
    "/organiser/soirees/{slug}/inscriptions/?q=morel": (7, 57),
    "/organiser/soirees/{slug}/idees/": (11, 90),
    "/organiser/soirees/{slug}/messages/": (7, 57),
    "/regie/{slug}/": (15, 11),
    "/organiser/tri/": (15, 172),
    "/organiser/tri/?q=idee&ordre=gommettes": (15, 172),
    "/organiser/tri/suivante/": (37, 65),
    "/organiser/soirees/{slug}/imprimer/": (13, 6),
    "/organiser/soirees/{slug}/imprimer/emargement/": (9, 307),
}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 300])
def test_pages_cost_the_same_whatever_an_evening_gathers(client, number):
    event, table, organiser = _evening(number)
    found = {"stranger": costs_of(client, STRANGER, event, table)}
    sign_in(client, organiser)
    found["organiser"] = costs_of(client, ORGANISER, event, table)
    statements = {who: {page: cost[0] for page, cost in pages.items()} for who, pages in found.items()}
    assert statements == {
        "stranger": {page: cost[0] for page, cost in STRANGER.items()},
        "organiser": {page: cost[0] for page, cost in ORGANISER.items()},
    }
    if number == 300:
        assert found == {"stranger": STRANGER, "organiser": ORGANISER}


def _evening(number):
    """An evening that goes on, with `number` people who came, ideas shown, ideas to read and mails that left."""
    territory, now = make_territory(), timezone.now()
    event = make_event(territory=territory, starts_at=now - timedelta(hours=1), status=Event.Status.RUNNING)
    make_scene(event=event, minutes=120)
    workshop = make_workshop(event=event, seats=14)
    table = workshop.tables.get()
    head = make_registration(event=event, workshop=workshop, email="tete@example.org")
    Registration.objects.bulk_create(
        Registration(
            event=event, given_name="Nadia", family_name=f"Morel {n}", email=f"n{n}@a.org", folded=f"morel {n}"
        )
        for n in range(number - 1)
    )
    Attendance.objects.bulk_create(Attendance(registration=one) for one in event.registrations.exclude(pk=head.pk))
    for n in range(number):
        for status in (Idea.Status.ACCEPTED, Idea.Status.SUBMITTED):
            idea = make_idea(event=event, table=table, title=f"Idée {n}", author_name="Nadia", status=status)
            IdeaConsent.objects.create(idea=idea, purpose="name_shown", text_version="t")
    Message.objects.bulk_create(
        Message(key=f"k{n}", kind="k", about=event.subject, to="a@example.org", subject="s", due_at=now,
                status=Message.Status.SENT, sent_at=now)
        for n in range(number)
    )  # fmt: skip
    return event, table, make_organiser(territory=territory)


def costs_of(client, pages, event, table):
    costs = {}
    for page in pages:
        cache.clear()
        with CaptureQueriesContext(connection) as statements, rows_made() as rows:
            response = client.get(page.format(slug=event.slug, code=table.code))
        assert response.status_code == 200, page
        costs[page] = (len(statements), len(rows))
    return costs


@contextmanager
def rows_made():
    """List the rows that become model instances meanwhile."""
    made = []

    def keep(instance, **_):
        made.append(instance)

    post_init.connect(keep, weak=False)
    try:
        yield made
    finally:
        post_init.disconnect(keep)
