"""Pages of groups cost the same for 1, 3 and 60 of everything: statements, and rows read."""

import uuid

import pytest

from ideas.groups.models import Entry, GroupMessage, GroupStep, Membership, WantedRole, WorkingGroup
from ideas.models import Idea, Joiner
from tests.factories import make_event, make_organiser, make_working_group, make_workshop
from tests.signing import sign_in
from tests.structure.test_growth import costs_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# page: (statements, always; rows read when there are 60 of everything)
STRANGER = {"/groupes/": (7, 188), "{page}": (4, 66)}
ORGANISER = {
    "{page}": (16, 157),
    "{page}messages/": (9, 53),
    "{page}roles/": (8, 131),
    "{page}histoire/": (7, 92),
    "/organiser/groupes/": (8, 292),
    "/organiser/groupes/fonder/": (6, 128),
}


@pytest.mark.parametrize("number", [1, 3, 60])
def test_pages_of_groups_cost_the_same_whatever_they_gather(client, number):
    group = _groups(number)
    found = {"stranger": _costs(client, STRANGER, group)}
    sign_in(client, make_organiser(territory=group.territory))
    found["organiser"] = _costs(client, ORGANISER, group)
    wanted = {"stranger": STRANGER, "organiser": ORGANISER}
    statements = {who: {page: cost[0] for page, cost in pages.items()} for who, pages in found.items()}
    assert statements == {who: {page: cost[0] for page, cost in pages.items()} for who, pages in wanted.items()}
    if number == 60:
        assert found == wanted


def _costs(client, pages, group):
    addresses = {page: page.replace("{page}", group.get_absolute_url()) for page in pages}
    event = group.idea.event
    found = costs_of(client, addresses.values(), event, event.tables.get())
    return {page: found[address] for page, address in addresses.items()}


def _groups(number):
    """One group with `number` of all that a group gathers, and as many others, and as many ideas without one."""
    event, each = make_event(), range(number)
    make_workshop(event=event)
    group = make_working_group(event=event)
    ideas = Idea.objects.bulk_create(
        Idea(event=event, territory=event.territory, title=f"I{n}", slug=f"i-{n}", status="accepted", folded="i")
        for n in range(2 * number)
    )
    Joiner.objects.bulk_create(Joiner(idea=idea, role="help", given_name="Paul") for idea in ideas[number:])
    others = WorkingGroup.objects.bulk_create(
        WorkingGroup(idea=idea, territory=event.territory, name=f"G{idea.pk}", slug=f"g-{idea.pk}", folded="g")
        for idea in ideas[:number]
    )
    crowd = [Membership(group=group, given_name=f"P{n}", email=f"p{n}@example.org") for n in each]
    people = Membership.objects.bulk_create(crowd + [Membership(group=one, given_name="Zoé") for one in others])
    WantedRole.objects.bulk_create(WantedRole(group=group, title=f"R{n}", folded="r") for n in each)
    WantedRole.objects.bulk_create(WantedRole(group=one, title="R", folded="r") for one in others)
    GroupMessage.objects.bulk_create(
        GroupMessage(group=group, author=people[n], text="Bonjour", key=uuid.uuid4()) for n in each
    )
    GroupStep.objects.bulk_create(
        GroupStep(group=group, kind="joined", role="member", membership=one) for one in people
    )
    Entry.objects.bulk_create(
        Entry(group=group, kind="asked", state="waiting", given_name="Zoé", email=f"z{n}@example.org") for n in each
    )
    return group
