"""Pages of results: announced by the chair or in their name, read by members, put into effect, written in minutes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.assemblies import resulting
from members.assemblies.models import AssemblyMinutes, Officer, Result
from members.assemblies.sitting import appoint
from members.cooperative.rules import Rules
from tests.factories import make_person
from tests.members.assemblies.results import FEW, a_closed_assembly, a_counted_vote
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def told(resolution):
    """The assembly of `resolution`, as its members know it: called."""
    assembly = resolution.assembly
    rules = Rules.of(assembly.cooperative).frozen()
    type(assembly).objects.filter(pk=assembly.pk).update(called_at=timezone.now(), rules=rules)
    return assembly


def page(name, assembly, *args):
    if name.startswith("member"):
        return reverse(f"assemblies:{name}", args=[assembly.pk, *args])
    return reverse(f"assemblies:{name}", args=[assembly.cooperative.territory.slug, assembly.pk, *args])


def test_nothing_of_a_result_is_read_by_members_before_the_chair_announces_it(client):
    resolution, _keeper = a_counted_vote(counts=FEW)
    assembly, voters = told(resolution), list(resolution.assembly.voters.select_related("member"))
    chair, other = (make_person(email=address) for address in ("chair@example.org", "other@example.org"))
    for voter, person in zip(voters, (chair, other), strict=False):
        type(voter.member).objects.filter(pk=voter.member_id).update(email=person.email)
        voter.member.refresh_from_db()
    appoint(assembly, kind=Officer.Kind.CHAIR, who=voters[0].member, by=None)
    sign_in(client, other)
    assert client.get(page("member_result", assembly, 1)).status_code == 404
    assert client.get(page("member_vote", assembly, 1)).context["voted"] == []  # adding them up is the result
    assert client.post(page("member_announce", assembly, 1)).status_code == 403
    sign_in(client, chair)
    assert client.get(page("member_result", assembly, 1)).context["announcing"]
    client.post(page("member_announce", assembly, 1))
    release = Result.objects.get().release
    assert (release.by, release.for_the_chair) == (chair, False)
    sign_in(client, other)
    shown = client.get(page("member_result", assembly, 1)).context["shown"]
    assert (shown.percent, shown.outcome) == ("60,00\xa0%", "adoptée")
    assert len(client.get(page("member_vote", assembly, 1)).context["voted"]) == 8
    assert [one.percent for one in client.get(page("member_assembly", assembly)).context["results"]] == ["60,00\xa0%"]


def test_the_board_announces_once_in_the_name_of_the_chair(client):
    resolution, keeper = a_counted_vote(counts=FEW)
    sign_in(client, keeper)
    address = page("result_announce", resolution.assembly, 1)
    for _click in (1, 2):
        assert client.post(address).status_code == 302
    assert Result.objects.get().release.for_the_chair
    assert [shown.percent for _one, shown in client.get(page("results", resolution.assembly)).context["rows"]] == [
        "60,00\xa0%"
    ]


def test_weights_that_the_law_refuses_are_said_and_kept_as_typed(client):
    resolution, keeper = a_counted_vote(counts=[(1, 0)] * 5, majority="extraordinary")
    resulting.announce(resolution, by=keeper)
    colleges = list(resolution.assembly.cooperative.colleges.all())
    typed = {f"college_{one.pk}": "20" for one in colleges} | {f"college_{colleges[0].pk}": "51"}
    sign_in(client, keeper)
    answer = client.post(page("effect_weights", resolution.assembly, 1), typed | {"since": "2030-01-01"})
    assert answer.status_code == 422
    assert 'value="51"' in answer.content.decode()
    assert resolution.assembly.cooperative.weight_sets.count() == 1


def test_minutes_go_from_the_draft_to_their_number_and_members_read_them(client):
    resolution, keeper = a_counted_vote(counts=FEW)
    resulting.announce(resolution, by=keeper)
    voters = list(resolution.assembly.voters.select_related("member"))
    told(resolution)
    appoint(resolution.assembly, kind=Officer.Kind.CHAIR, who=voters[0].member, by=keeper)
    assembly = a_closed_assembly(resolution, by=keeper)
    reader = make_person(email=voters[1].member.email)
    sign_in(client, reader)
    assert client.get(page("member_minutes", assembly)).status_code == 404
    sign_in(client, keeper)
    client.post(page("minutes_draft", assembly))
    stale = client.post(page("minutes_adopt", assembly), {"version": 3, "how": "officers"})
    assert stale.status_code == 422
    client.post(page("minutes_adopt", assembly), {"version": 0, "how": "officers"})
    assert AssemblyMinutes.objects.get().minutes.number == 1
    assert client.get(page("minutes", assembly)).context["minutes"].is_adopted
    assert client.post(page("minutes_addendum", assembly), {"text": ""}).status_code == 422
    sign_in(client, reader)
    assert client.get(page("member_minutes", assembly)).context["heading"] == "Procès-verbal n°\xa01"
    assert client.get(page("member_minutes_pdf", assembly)).content.startswith(b"%PDF")


def test_a_result_page_asks_the_same_number_of_statements_whatever_the_voters(client, django_assert_num_queries):
    resolution, keeper = a_counted_vote(counts=FEW, secret=True)
    resulting.announce(resolution, by=keeper)
    sign_in(client, keeper)
    client.get(page("result", resolution.assembly, 1))
    with django_assert_num_queries(STATEMENTS):
        client.get(page("result", resolution.assembly, 1))


STATEMENTS = 8
