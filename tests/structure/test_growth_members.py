"""Members' pages cost the same for 1, 3 and 300 of everything: statements, rows read.

The second figure counts the rows made into models when there are 300 of each: a page that grows shows here.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.cooperative.models import Entry, Gathering, GatheringAttendance, Introduction, Member
from tests.cast_of_cooperatives import make_cooperative, make_cooperator
from tests.factories import make_person
from tests.signing import sign_in
from tests.structure.test_growth import costs_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# page: (statements, always; rows read when there are 300 of everything)
PAGES = {
    "/societaire/": (16, 78),
    "/societaire/annuaire/": (8, 113),
    "/societaire/annuaire/?mots=camionnette": (8, 113),
    "/societaire/rencontres/": (7, 74),
    "/societaire/rencontres/{pk}/": (10, 411),
}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_members_pages_cost_the_same_whatever_members_write(client, number):
    me, meeting = _cooperative(number)
    sign_in(client, me.person)
    nothing = type("Nothing", (), {"slug": "", "code": ""})
    addresses = {page: page.format(pk=meeting.pk) for page in PAGES}
    costs = costs_of(client, addresses.values(), nothing, nothing)
    found = {page: costs[address] for page, address in addresses.items()}
    assert {page: cost[0] for page, cost in found.items()} == {page: cost[0] for page, cost in PAGES.items()}
    if number == 300:
        assert found == PAGES


def _cooperative(number):
    """(who is signed in, a meeting to come), among `number` members who all wrote, asked and come."""
    cooperative, now = make_cooperative(), timezone.now()
    me = make_cooperator(cooperative=cooperative, person=make_person())
    Entry.show(me, offers="Une camionnette", seeks="")
    same = {"cooperative": cooperative, "category": me.category, "college": me.college, "status": me.status}
    Member.objects.bulk_create(
        Member(**same, number=n + 2, registered_on=me.registered_on, given_name=f"{n}", email=f"m{n}@example.org")
        for n in range(number)
    )
    others = list(Member.objects.exclude(pk=me.pk))
    Entry.objects.bulk_create(
        Entry(member=one, offers="Une camionnette", folded="une camionnette", shown_since=now) for one in others
    )
    Introduction.objects.bulk_create(
        Introduction(asked=a, asker=b, name="A", email="a@example.org", word="Bonjour")
        for one in others
        for a, b in ((me, one), (one, me))
    )
    hours = {"place": "Salle", "starts_at": now + timedelta(days=3), "ends_at": now + timedelta(days=3, hours=1)}
    meeting = Gathering.plan(cooperative, by=me, title="Visite", **hours)
    past = {"place": "Salle", "starts_at": now - timedelta(days=3), "ends_at": now - timedelta(days=2)}
    Gathering.objects.bulk_create(Gathering(cooperative=cooperative, title=f"{n}", **past) for n in range(number))
    GatheringAttendance.objects.bulk_create(GatheringAttendance(gathering=meeting, member=one) for one in others)
    return me, meeting
