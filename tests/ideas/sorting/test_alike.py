"""« Ressemblances »: proposed after the evening, decided by the team, kept by the next search (D17)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from foundation import jobs
from foundation.models import Job
from ideas.models import Idea
from ideas.sorting.comparing import near
from ideas.sorting.models import AlikeGroup, AlikeRun, Refusal
from tests.factories import make_event, make_idea, make_organiser, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
ALIKE = "/organiser/ressemblances/"
TITLES = ("Un composteur collectif au bourg", "Des composteurs collectifs", "Composteur collectif de quartier")


@pytest.fixture
def team(client):
    territory = make_territory()
    organiser = make_organiser(territory=territory)
    sign_in(client, organiser)
    organiser.territory = territory
    return organiser


def make_ideas(team, *titles, **fields):
    event = make_event(territory=team.territory)
    return [make_idea(event=event, title=title, **fields) for title in titles]


def search(team, event=None):
    run = AlikeRun.begin(team.territory, by=team, event=event)
    assert jobs.run(run.job.pk)
    run.refresh_from_db()
    return run


def test_a_search_proposes_groups_best_first(client, team):
    ideas = make_ideas(team, *TITLES, "Un cinéma sous les étoiles")
    run = search(team)
    (group,) = AlikeGroup.objects.worth_showing()
    assert (run.ideas, run.found) == (4, 1)
    assert [row.idea for row in group.members.order_by("pk")] == ideas[:3]
    assert "<mark>composteur</mark>" in client.get(ALIKE).content.decode()


def test_putting_together_merges_and_remembers_who_was_left_out(client, team):
    ideas = make_ideas(team, *TITLES)
    search(team)
    group = AlikeGroup.objects.get()
    posted = {"idea": [ideas[0].pk, ideas[1].pk], "whole": ideas[1].pk}
    page = client.post(reverse("sorting:alike_unite", args=[group.pk]), posted, follow=True).content.decode()
    assert Idea.objects.get(pk=ideas[0].pk).whole_id == ideas[1].pk
    assert Idea.objects.get(pk=ideas[2].pk).whole_id is None
    assert Refusal.of(ideas[2]) == {(ideas[0].pk, ideas[2].pk), (ideas[1].pk, ideas[2].pk)}
    assert reverse("sorting:alike_undo", args=[group.pk]) in page
    client.post(reverse("sorting:alike_undo", args=[group.pk]))
    assert Idea.objects.exclude(whole=None).count() == 0
    assert Refusal.objects.count() == 0
    assert AlikeGroup.objects.worth_showing().count() == 1


def test_what_was_refused_is_never_proposed_again(client, team):
    make_ideas(team, *TITLES[:2])
    search(team)
    client.post(reverse("sorting:alike_refuse", args=[AlikeGroup.objects.get().pk]))
    search(team)
    assert AlikeGroup.objects.worth_showing().count() == 0
    AlikeGroup.objects.get().undo(by=team)
    assert Refusal.objects.count() == 0


def test_splitting_keeps_what_is_ticked(client, team):
    ideas = make_ideas(team, *TITLES)
    search(team)
    group = AlikeGroup.objects.get()
    client.post(reverse("sorting:alike_split", args=[group.pk]), {"idea": [ideas[0].pk, ideas[2].pk]})
    rest = AlikeGroup.objects.worth_showing().get()
    assert {row.idea_id for row in rest.members.all()} == {ideas[0].pk, ideas[2].pk}
    search(team)
    again = AlikeGroup.objects.worth_showing().get()
    assert {row.idea_id for row in again.members.all()} == {ideas[0].pk, ideas[2].pk}


def test_a_search_again_leaves_what_was_accepted_alone(team):
    ideas = make_ideas(team, *TITLES)
    search(team)
    group = AlikeGroup.objects.get()
    group.unite(ideas[0], by=team)
    search(team)
    assert [one.status for one in AlikeGroup.objects.all()] == [AlikeGroup.Status.MERGED]
    with pytest.raises(ValidationError, match="entre-temps"):
        AlikeGroup.objects.get().refuse(by=team)


def test_a_search_resumed_after_a_crash_writes_each_group_once(team):
    make_ideas(team, *TITLES)
    run = AlikeRun.begin(team.territory, by=team)
    AlikeGroup.objects.create(run=run, score=50)  # written by the worker that died
    assert AlikeRun.begin(team.territory, by=team) == run
    jobs.run(run.job.pk)
    assert AlikeGroup.objects.count() == 1
    assert Job.objects.get().state == Job.State.DONE


def test_an_evening_is_searched_alone_and_keeps_the_others_proposals(team):
    first = make_ideas(team, *TITLES[:2])
    make_ideas(team, *TITLES[:2])
    search(team)
    run = search(team, event=first[0].event)
    assert run.ideas == 2
    assert AlikeGroup.objects.waiting().filter(run=run).count() == 1


def test_ideas_that_left_meanwhile_are_said(client, team):
    ideas = make_ideas(team, *TITLES)
    search(team)
    ideas[2].withdraw()
    page = client.get(ALIKE).content.decode()
    assert 'class="gone"' in page
    AlikeGroup.objects.get().unite(ideas[0], by=team)
    assert Idea.objects.get(pk=ideas[2].pk).whole_id is None


def test_two_clicks_decide_once(team):
    ideas = make_ideas(team, *TITLES)
    search(team)
    first, second = AlikeGroup.objects.get(), AlikeGroup.objects.get()
    first.unite(ideas[0], by=team)
    with pytest.raises(ValidationError):
        second.unite(ideas[1], by=team)
    assert Idea.objects.filter(whole=ideas[0]).count() == 2


def test_another_territory_sees_and_decides_nothing(client, team):
    make_ideas(team, *TITLES)
    search(team)
    sign_in(client, make_organiser(territory=make_territory()))
    group = AlikeGroup.objects.get()
    assert "composteur" not in client.get(ALIKE).content.decode()
    for act in ("unite", "split", "refuse", "undo"):
        assert client.post(reverse(f"sorting:alike_{act}", args=[group.pk])).status_code == 404


def test_starting_asks_for_a_scope_of_ones_own(client, team):
    make_ideas(team, *TITLES[:1])
    assert client.post(reverse("sorting:alike_start"), {"scope": "t999"}).status_code == 422
    assert client.post(reverse("sorting:alike_start"), {"scope": f"t{team.territory.pk}"}).status_code == 302
    assert 'id="progress"' in client.get(ALIKE).content.decode()
    assert client.get(reverse("sorting:alike_state"), headers={"HX-Request": "true"}).status_code == 200
    client.post(reverse("sorting:alike_go_on"))
    assert AlikeRun.objects.over().count() == 1


@pytest.mark.parametrize("number", [2, 24])
def test_the_page_costs_the_same_for_any_number_of_groups(client, team, number, django_assert_num_queries):
    words = "abricot brochet cerise dindon escargot framboise groseille haricot igname jonquille kiwi lentille".split()
    for word in words[: number // 2]:
        make_ideas(team, f"Un {word} magnifique", f"Des {word}s")
    search(team)
    client.get(ALIKE)
    with django_assert_num_queries(10):
        client.get(ALIKE)


def test_ideas_near_one_are_known_before_any_search(team):
    ideas = make_ideas(team, *TITLES[:2], "Un cinéma sous les étoiles")
    (found,) = near(ideas[0])
    assert (found[0], found[2]) == (ideas[1], ["composteur", "collectif"])
    search(team)
    assert [one for one, _score, _words in near(ideas[0])] == [ideas[1]]
    AlikeGroup.objects.get().refuse(by=team)
    assert near(ideas[0]) == []


def test_without_a_whole_nothing_is_put_together(client, team):
    make_ideas(team, *TITLES)
    search(team)
    page = client.post(reverse("sorting:alike_unite", args=[AlikeGroup.objects.get().pk]), follow=True)
    assert "au moins deux idées" in page.content.decode()
    assert not Idea.objects.exclude(whole=None).exists()
