"""A group is born at the table or later; one living group per whole (D17, D19)."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from ideas.groups.models import WorkingGroup, found_group, living_groups
from ideas.models import Follower, Idea, Stage
from ideas.models.joining import join
from ideas.models.merging import merge
from outbox.models import Message
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def joined(idea, role, given_name, **fields):
    return join(idea, key=uuid.uuid4(), role=role, given_name=given_name, **fields)


def mails(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("to", flat=True))


def test_a_group_is_born_from_those_who_said_that_they_carry_on():
    """D19: who asked for news follows, and joins nothing; whoever has no address is a member as well (D63)."""
    event = make_event()
    idea = make_idea(event=event)
    joined(idea, "carry", "Léa", email="lea@example.org")
    joined(idea, "help", "Paul", phone="+33612345678")
    joined(idea, "news", "Marie", email="marie@example.org")
    registration = make_registration(event=event, email="nadia@example.org")
    join(idea, key=uuid.uuid4(), role="skill", given_name="", registration=registration)

    group = found_group(idea)
    idea.refresh_from_db()

    found = [(one.shown_name, one.email, one.is_lead) for one in group.memberships.order_by("pk")]
    assert found == [("Léa", "lea@example.org", True), ("Paul", "", False), ("Nadia M.", "nadia@example.org", False)]
    assert (idea.stage, group.born, mails("group-welcome")) == (
        Stage.GROUPED, "table", ["lea@example.org", "nadia@example.org"],
    )  # fmt: skip
    assert list(Follower.objects.values_list("email", "confirmed_at")) == [("marie@example.org", None)]


def test_a_second_founding_is_told_and_changes_nothing():
    group = make_working_group()
    with pytest.raises(ValidationError) as refused:
        found_group(group.idea)
    assert (refused.value.code, WorkingGroup.objects.count()) == ("exists", 1)


def test_a_part_founds_no_group_and_two_wholes_merged_keep_both():
    """D17: the team decides which goes on."""
    event = make_event()
    first, second = make_working_group(event=event), make_working_group(event=event)
    merge(first.idea, [second.idea], by=None)
    second.idea.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        found_group(second.idea)
    assert refused.value.code == "merged"
    assert list(living_groups(second.idea)) == [first, second]


def test_a_closed_group_frees_its_idea():
    group = make_working_group()
    group.close(why="Nous déménageons.")
    group.idea.refresh_from_db()
    assert (group.idea.stage, found_group(group.idea).is_alive) == (Stage.KEPT, True)


@pytest.mark.django_db(transaction=True)
def test_two_foundings_at_once_make_one_group():
    idea = make_idea(event=make_event())

    def found(_number):
        try:
            return found_group(Idea.objects.select_related("event__territory").get(pk=idea.pk)).pk
        except ValidationError:
            return None

    assert sum(pk is not None for pk in in_threads(6, found)) == 1
    assert WorkingGroup.objects.count() == 1


def test_the_team_founds_in_one_click_and_leaves_someone_out(client):
    idea = make_idea(event=make_event())
    kept, _out = joined(idea, "carry", "Léa"), joined(idea, "help", "Paul")
    sign_in(client, make_organiser(territory=idea.territory))

    shown = client.get("/organiser/groupes/fonder/").content.decode()
    answer = client.post(f"/organiser/groupes/fonder/{idea.pk}/", {"name": "Les chauffeurs", "people": [kept.pk]})

    group = WorkingGroup.objects.get()
    assert idea.title in shown
    assert answer["location"] == group.get_absolute_url()
    assert [str(one) for one in group.memberships.all()] == ["Léa"]
    assert client.post(f"/organiser/groupes/fonder/{idea.pk}/", {"name": "Encore"}).status_code == 422


def test_an_author_founds_the_group_of_their_idea_and_leads_it(client):
    idea = make_idea(event=make_event(), author_email="nadia@example.org", author_name="Nadia")
    page = f"/groupes/fonder/{idea.slug}/"
    stranger = client.get(page).status_code
    client.get(idea.open_url())
    refused = client.post(page, {"name": "Nous", "given_name": "Nadia"}).status_code
    answer = client.post(page, {"name": "Nous", "given_name": "Nadia", "consent": "on"})
    group = WorkingGroup.objects.get()
    assert (stranger, refused, answer["location"]) == (404, 422, group.get_absolute_url())
    assert [(one.email, one.is_lead) for one in group.memberships.all()] == [("nadia@example.org", True)]
    assert client.get(group.get_absolute_url()).status_code == 200
