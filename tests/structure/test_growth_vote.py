"""The pages of the vote and of the restitution cost the same for 1, 3 and 300 of everything: statements, rows read.

The second figure counts the rows made into models when there are 300 of each: a page that grows shows here.
"""

import pytest
from django.urls import reverse

from ideas.models import Hand, Star, Sticker
from tests.factories import make_event, make_idea, make_organiser, make_vote, make_workshop
from tests.signing import sign_in
from tests.structure.test_growth import costs_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# page: (statements, always; rows read when there are 300 of everything)
OPEN = {"/a/{code}/gommettes/": (6, 187), "/restitution/{slug}/": (11, 108)}
ORGANISER = {
    "evening:voting": (10, 209),
    "evening:restitution": (20, 154),
    "evening:press": (18, 110),
    "evening:posters": (12, 110),
}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_pages_of_the_vote_cost_the_same_whatever_it_gathers(client, number):
    event = make_event()
    tables = [make_workshop(event=event).tables.get() for _ in range(min(number, 20))]
    ideas = [make_idea(event=event, table=tables[n % len(tables)], title=f"Idée {n}") for n in range(number)]
    Star.objects.bulk_create(Star(table=idea.table, idea=idea, rank=1) for idea in ideas[: len(tables)])
    make_idea(event=event, table=tables[0], title="Sans étoile")  # the order of a stranger's page is chance
    vote = make_vote(event=event)
    hands = Hand.objects.bulk_create(Hand(vote=vote, key=f"{n}", allowed=3, used=1) for n in range(number))
    Sticker.objects.bulk_create(
        Sticker(vote=vote, hand=hand, idea=idea) for hand, idea in zip(hands, ideas, strict=True)
    )
    found = {"open": costs_of(client, OPEN, event, tables[0])}
    vote.close(by=None)
    sign_in(client, make_organiser(territory=event.territory))
    addresses = {name: reverse(name, args=[event.slug]) for name in ORGANISER}
    costs = costs_of(client, addresses.values(), event, tables[0])
    found["organiser"] = {name: costs[address] for name, address in addresses.items()}
    expected = {"open": OPEN, "organiser": ORGANISER}
    assert {who: {page: cost[0] for page, cost in pages.items()} for who, pages in found.items()} == {
        who: {page: cost[0] for page, cost in pages.items()} for who, pages in expected.items()
    }
    if number == 300:
        assert found == expected
