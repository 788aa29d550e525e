"""Pages of meetings, tasks and files cost the same for 1, 3 and 300 of everything: statements, rows read.

The second figure counts the rows made into models when there are 300 of each: a page that grows shows here.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.groups.models import AgendaPoint, GroupFile, Meeting, MeetingDecision, MeetingStep, Task
from tests.factories import make_meeting, make_member, make_organiser, make_working_group
from tests.signing import sign_in
from tests.structure.test_growth import costs_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# page: (statements, always; rows read when there are 300 of everything)
PAGES = {
    "rencontres/": (9, 32),
    "rencontres/{held}/": (15, 209),
    "rencontres/{poll}/": (17, 42),
    "rencontres/{held}/ordre-du-jour/": (9, 45),
    "rencontres/{held}/compte-rendu/": (11, 113),
    "taches/": (9, 464),
    "fichiers/": (9, 41),
}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_pages_of_meetings_cost_the_same_whatever_a_group_gathers(client, number):
    group, now = make_working_group(lead=None), timezone.now()
    members = [make_member(group=group, email="") for _ in range(min(number, 12))]
    held, poll = make_meeting(group=group, days=-2), make_meeting(group=group, slots=4)
    few = range(min(number, 20))  # their numbers are bounded by the verbs
    AgendaPoint.objects.bulk_create(AgendaPoint(meeting=held, position=n, title="Point") for n in few)
    MeetingDecision.objects.bulk_create(MeetingDecision(meeting=held, text=f"{n}") for n in few)
    MeetingStep.objects.bulk_create(MeetingStep(meeting=held, kind="agenda") for _ in range(number))
    past = {"status": "planned", "starts_at": now - timedelta(days=9), "ends_at": now - timedelta(days=8)}
    Meeting.objects.bulk_create(Meeting(group=group, title=f"{n}", **past) for n in range(number))
    Task.objects.bulk_create(
        Task(group=group, meeting=held if n in few else None, title=f"{n}", owner=members[n % len(members)],
             done_at=now if done else None)
        for n in range(number) for done in (True, False)
    )  # fmt: skip
    GroupFile.objects.bulk_create(GroupFile(group=group, name=f"{n}", kind="txt", size=1) for n in range(number))
    sign_in(client, make_organiser(territory=group.territory))
    home = group.get_absolute_url()
    addresses = {page: home + page.format(held=held.pk, poll=poll.pk) for page in PAGES}
    costs = _costs(client, addresses.values())
    found = {page: costs[address] for page, address in addresses.items()}
    assert {page: cost[0] for page, cost in found.items()} == {page: cost[0] for page, cost in PAGES.items()}
    if number == 300:
        assert found == PAGES


def _costs(client, addresses):
    """As `costs_of`, for addresses that name neither an evening nor a table."""
    nothing = type("Nothing", (), {"slug": "", "code": ""})
    return costs_of(client, addresses, nothing, nothing)
