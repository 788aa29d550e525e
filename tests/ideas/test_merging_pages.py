"""« Réunir des idées » as the team sees it, and what authors and readers find afterwards (D17, D18)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ideas.lapsing import lapse
from ideas.models import Follower, Idea, IdeaMerge, MergeRequest, ask_to_merge, merge
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def organiser(event):
    return make_organiser(territory=event.territory)


@pytest.fixture
def team(organiser):
    return sign_in(Client(), organiser)


@pytest.fixture
def pair(event):
    head = make_idea(event=event, title="Dix voitures", author_email="benoit@example.org", need="Un besoin")
    part = make_idea(event=event, title="La voiture du club", author_email="gilles@example.org", need="Le même besoin")
    return head, part


def kinds():
    held = Message.objects.held().order_by("kind", "to")
    return list(held.values_list("kind", "to"))


def unite(team, *ideas, head, why=""):
    keys = ",".join(str(idea.pk) for idea in ideas)
    return team.post(reverse("ideas:unite"), {"idees": keys, "head": head.pk, "why": why})


def test_two_ideas_side_by_side_become_one_whole_and_come_apart(team, pair):
    head, part = pair
    page = team.get(f"{reverse('ideas:unite')}?idees={head.pk},{part.pk}")
    assert page.context["form"]["head"].value() == head.pk
    assert [one.idea for one in page.context["chosen"]] == [head, part]
    assert unite(team, head, part, head=head, why="Les mêmes mots").url == reverse("ideas:merges")
    (done,) = IdeaMerge.objects.standing()
    assert (done.source, done.target, done.why) == (part, head, "Les mêmes mots")
    assert kinds() == [("idea-joined", "benoit@example.org"), ("idea-merged", "gilles@example.org")]
    team.post(reverse("ideas:merge_undo", args=[done.pk]))
    assert (IdeaMerge.objects.standing().count(), kinds()) == (0, [])  # nothing had left: nobody hears of it


def test_who_had_read_that_ideas_were_put_together_reads_that_they_are_apart(pair, organiser):
    head, part = pair
    Follower.objects.create(idea=part, email="zoe@example.org", confirmed_at=timezone.now())
    (done,) = merge(head, [part], by=organiser)
    Message.objects.held().exclude(to="zoe@example.org").update(status=Message.Status.SENT, sent_at=timezone.now())
    done.undo(by=organiser)
    assert kinds() == [("idea-unmerged", "gilles@example.org")]


def test_author_of_both_ideas_reads_one_mail(event, organiser):
    a, b = (make_idea(event=event, title=title, author_email="lou@example.org") for title in "AB")
    merge(b, [a], by=organiser)
    assert kinds() == [("idea-merged", "lou@example.org")]


def test_head_not_read_yet_is_refused_and_everything_typed_is_kept(team, pair, event):
    unread = make_idea(event=event, title="Pas encore lue", status=Idea.Status.SUBMITTED)
    page = unite(team, pair[0], unread, head=unread, why="Pourquoi pas")
    assert (page.status_code, page.context["form"]["why"].value()) == (422, "Pourquoi pas")
    assert page.context["form"].non_field_errors() == [
        "«\xa0Pas encore lue\xa0» attend d’être relue\xa0: relisez-la d’abord, ou laissez une autre de ces idées "
        "donner son nom à l’ensemble."
    ]
    assert unite(team, pair[0], head=pair[0]).status_code == 422  # one idea alone


def test_search_finds_wholes_only_and_a_part_gives_way_to_its_whole(team, pair, event, organiser):
    head, part = pair
    merge(head, [part], by=organiser)
    page = team.get(f"{reverse('ideas:unite')}?q=voiture")
    assert [idea for idea, _address in page.context["found"]] == [head]
    page = team.get(f"{reverse('ideas:unite')}?idees={part.pk},x,999999")
    assert [one.idea for one in page.context["chosen"]] == [head]
    assert page.context["moved"] == [part]


def test_address_of_a_part_leads_to_its_words_on_the_whole_until_they_come_apart(client, pair, organiser):
    head, part = pair
    (done,) = merge(head, [part], by=organiser)
    answer = client.get(part.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, f"{head.get_absolute_url()}#{part.slug}")
    page = client.get(head.get_absolute_url())
    assert page.context["parts"] == [part]
    assert f'id="{part.slug}"' in page.content.decode()
    assert "Le même besoin" in page.content.decode()
    done.undo(by=organiser)
    assert client.get(part.get_absolute_url()).context["idea"] == part


def test_part_withdrawn_is_gone_from_the_page_and_its_address_says_so(client, pair, organiser):
    head, part = pair
    merge(head, [part], by=organiser)
    part.refresh_from_db()
    part.withdraw()
    assert client.get(part.get_absolute_url()).status_code == 410
    assert client.get(head.get_absolute_url()).context["parts"] == []


def test_whole_and_lists_cost_the_same_whatever_their_parts(client, event, organiser):
    def cost():
        with CaptureQueriesContext(connection) as first:
            assert client.get(head.get_absolute_url()).status_code == 200
        with CaptureQueriesContext(connection) as second:
            assert client.get(reverse("ideas:idea_list")).status_code == 200
        return len(first), len(second)

    head = make_idea(event=event, title="La tête")
    merge(head, [make_idea(event=event, title="Une")], by=organiser)
    before = cost()
    merge(head, [make_idea(event=event, title=f"Partie {number}") for number in range(8)], by=organiser)
    assert cost() == before


def test_another_territory_is_asked_first_and_says_yes(pair, organiser):
    there = make_event(territory=make_territory(name="Petite Montagne", slug="pm"))
    theirs, other = make_idea(event=there, title="La leur"), make_organiser(territory=there.territory)
    asked = sign_in(Client(), organiser)
    unite(asked, pair[0], theirs, head=pair[0], why="Tout près")
    (request,) = MergeRequest.objects.open()
    assert (request.source, request.asked, IdeaMerge.objects.count()) == (theirs, there.territory, 0)
    assert Message.objects.get(kind="merge-requested").to == other.email
    assert ask_to_merge(pair[0], theirs, by=organiser) == request  # asked again, it is the same
    page = reverse("ideas:merge_request", args=[request.pk])
    assert asked.post(page, {"act": "accepter"}).status_code == 404  # not by who asked
    team = sign_in(Client(), other)
    assert reverse("ideas:merge_request", args=[request.pk]) in team.get(reverse("to_do")).content.decode()
    assert team.post(page, {"act": "accepter"}).url == reverse("ideas:merges")
    assert IdeaMerge.objects.standing().get().source == theirs
    assert Message.objects.get(kind="merge-answered").to == organiser.email
    assert team.post(page, {"act": "refuser"}).status_code == 422  # answered already
    asked.post(reverse("ideas:merge_undo", args=[IdeaMerge.objects.get().pk]))  # either side may
    assert not IdeaMerge.objects.standing().exists()


def test_request_refused_taken_back_or_forgotten_changes_nothing(pair, organiser):
    there = make_event(territory=make_territory(name="Petite Montagne", slug="pm"))
    theirs, other = make_idea(event=there, title="La leur"), make_organiser(territory=there.territory)
    ask_to_merge(pair[0], theirs, by=organiser).refuse(by=other, why="Pas maintenant")
    ask_to_merge(pair[0], theirs, by=organiser).take_back(by=organiser)
    late = ask_to_merge(pair[0], theirs, by=organiser)
    MergeRequest.objects.filter(pk=late.pk).update(at=timezone.now() - timedelta(days=31))
    lapse(now=timezone.now())
    lapse(now=timezone.now())
    states = list(MergeRequest.objects.order_by("pk").values_list("status", "answer"))
    assert states == [("refused", "Pas maintenant"), ("taken_back", ""), ("expired", "")]
    assert (IdeaMerge.objects.count(), Message.objects.filter(kind="merge-answered").count()) == (0, 2)
