"""The pages of the organiser's year cost the same for 1, 3 and 300 of everything: statements, and rows read.

The second figure counts the rows made into models when there are 300 of each: a page that grows shows here.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import (
    Authorisation,
    Campaign,
    EventPhoto,
    Facilitator,
    FacilitatorCall,
    Group,
    Letter,
    Need,
    NeedTick,
    Registration,
    Ride,
    Task,
    Wait,
)
from ideas.models import FollowUp, Gathering
from ideas.models.followup import Kind
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_structure, make_workshop
from tests.signing import sign_in
from tests.structure.test_growth import costs_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# page: (statements, always; rows read when there are 300 of everything)
PAGES = {
    "events:desk": (21, 68),
    "events:campaign_list": (5, 99),
    "events:waiting_list": (8, 159),
    "events:letter_list": (7, 108),
    "events:team": (11, 110),
    "events:call_list": (5, 108),
    "events:timetable": (8, 207),
    "events:needs_list": (11, 7),
    "events:minors": (6, 108),
    "events:rides_list": (6, 7),
    "events:group_list": (5, 57),
    "events:merge_list": (6, 8),
    "events:photo_list": (8, 82),
    "events:text_list": (5, 6),
    "ideas:follow_ups": (9, 108),
    "ideas:gathering_list": (4, 79),
    "space": (64, 193),
    "to_do": (56, 191),
}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_pages_of_the_year_cost_the_same_whatever_it_gathers(client, number):
    event = _a_year(number)
    sign_in(client, make_organiser(territory=event.territory))
    addresses = {name: _address(name, event) for name in PAGES}
    found = costs_of(client, addresses.values(), event, event.tables.first())
    found = {name: found[address] for name, address in addresses.items()}
    assert {name: cost[0] for name, cost in found.items()} == {name: cost[0] for name, cost in PAGES.items()}
    if number == 300:
        assert found == PAGES


def _address(name, event):
    alone = ("ideas:gathering_list", "space", "to_do")
    return reverse(name, args=[] if name in alone else [event.slug])


def _a_year(number):
    """An evening in five days, with `number` of all that its year gathers."""
    now = timezone.now()
    event = make_event(starts_at=now + timedelta(days=5))
    workshop = make_workshop(event=event, seats=14)
    table, each = workshop.tables.get(), range(number)
    structure = make_structure(territory=event.territory)
    head = make_registration(event=event, workshop=workshop, email="tete@example.org")
    minor = Registration.AgeBand.UNDER_15
    Registration.objects.bulk_create(
        Registration(event=event, given_name="Nadia", family_name=f"M{n}", email=f"n{n}@a.org", age_band=minor)
        for n in each
    )
    people = list(event.registrations.exclude(pk=head.pk).order_by("pk"))
    Wait.objects.bulk_create(Wait(event=event, registration=one, workshop=workshop) for one in people)
    Letter.objects.bulk_create(
        Letter(registration=one, key=f"l{one.pk}", kind="k", subject="s", text="t") for one in people
    )
    Authorisation.objects.bulk_create(
        Authorisation(
            registration=one, state=Authorisation.State.ASKED, asked_at=now, parent_name="L", parent_email="l@a.org"
        )
        for one in people
    )
    needs = Need.objects.bulk_create(Need(registration=one, access_words="Une chaise") for one in people)
    NeedTick.objects.bulk_create(NeedTick(need=need, what=NeedTick.What.WHEELCHAIR) for need in needs)
    Ride.objects.bulk_create(
        Ride(registration=one, side=Ride.Side.OFFER, seats=3, commune_text="Orgelet") for one in people
    )
    Facilitator.objects.bulk_create(
        Facilitator(event=event, given_name="Do", family_name=f"P{n}", structure=structure, email=f"f{n}@a.org")
        for n in each
    )
    FacilitatorCall.objects.bulk_create(
        FacilitatorCall(event=event, structure=make_structure(territory=event.territory, name=f"S{n}"),
                        contact_name="Mme Roux", contact_email=f"c{n}@a.org", until=timezone.localdate())
        for n in each
    )  # fmt: skip
    Group.objects.bulk_create(
        Group(event=event, label=f"G{n}", referent_name="Prof", referent_email=f"p{n}@a.org") for n in each
    )
    Task.objects.bulk_create(
        Task(event=event, title=f"T{n}", fixed_on=timezone.localdate(), due_on=timezone.localdate()) for n in each
    )
    Campaign.objects.bulk_create(
        Campaign(event=event, subject=f"C{n}", text="t", audience={"events": [event.pk]}) for n in each
    )
    EventPhoto.objects.bulk_create(
        EventPhoto(event=event, key=f"K{n}", alt="a", width=9, height=9, small_width=9, small_height=9) for n in each
    )
    ideas = [make_idea(event=event, table=table, title=f"Idée {n}") for n in each]
    FollowUp.objects.bulk_create(FollowUp(idea=idea, kind=Kind.FIRST_STEP, asked_at=now) for idea in ideas)
    Gathering.objects.bulk_create(Gathering(event=event, name=f"M{n}", starts_on=timezone.localdate()) for n in each)
    return event
