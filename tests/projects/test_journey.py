"""« Où en est mon idée ? »: the way of an idea as a tree and a table, for all, its author, the team (D14, D18)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from foundation import links
from ideas.groups.models import WorkingGroup
from ideas.models import Hand, Idea, Stage, Sticker, advance
from ideas.models.merging import merge
from projects.models import Project, ProjectIdea
from tests.factories import make_event, make_idea, make_organiser, make_person, make_vote
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make_idea(event=make_event(brand="Crépite"), title="Le chauffeur-voisin", author_name="Lou")


def page(client, idea):
    return client.get(f"/idees/{idea.slug}/parcours/").content.decode()


def rows(html):
    """[(step, when, what)] of the table, tags taken out."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>") if "<t" in row]
    return [tuple(" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row) for row in cells]


def author_of(client, idea):
    client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    return client


def given_group(idea, **fields):
    return WorkingGroup.objects.create(idea=idea, territory=idea.territory, name="Les chauffeurs du plateau", **fields)


def given_project(idea, group, **fields):
    project = Project.objects.create(territory=idea.territory, group=group, name="Plateau mobile", **fields)
    ProjectIdea.objects.create(project=project, idea=idea)
    return project


def test_says_each_stop_done_or_to_come_in_picture_and_table(client, idea):
    with time_machine.travel("2026-11-24 12:00 +0100", tick=False):
        Idea.objects.filter(pk=idea.pk).update(created_at=timezone.now())
    with time_machine.travel("2026-12-01 12:00 +0100", tick=False):
        advance(idea, Stage.KEPT)
        html = page(client, idea)
    assert [row[:2] for row in rows(html)] == [
        ("Les premiers mots", "24 novembre 2026"),
        ("Retenue elle en est là", "1er décembre 2026"),
        ("Un groupe", "à venir"),
        ("Un projet", "à venir"),
        ("L’avis du comité", "à venir"),
        ("Une entreprise", "à venir"),
    ]
    assert (html.count('<svg class="tree'), html.count("stop here"), html.count("1er\u00a0décembre 2026</text>")) == (
        2,
        2,
        2,
    )


def test_tells_of_the_group_and_the_project_only_what_they_show(client, idea):
    group = given_group(idea, is_public=False)
    given_project(idea, group)
    Idea.objects.filter(pk=idea.pk).update(stage=Stage.PROJECT)
    seen = page(client, idea)
    assert ("Les chauffeurs du plateau" in seen, "Plateau mobile" in seen, "Devenue un projet" in seen) == (
        False,
        False,
        True,
    )
    sign_in(client, make_organiser(territory=idea.territory))
    seen = page(client, idea)
    assert ("Les chauffeurs du plateau" in seen, "Plateau mobile" in seen) == (True, True)


def test_published_project_and_public_group_are_named_and_linked(client, idea):
    group = given_group(idea)
    project = given_project(idea, group, published_at=timezone.now())
    Idea.objects.filter(pk=idea.pk).update(stage=Stage.PROJECT)
    seen = page(client, idea)
    assert (group.get_absolute_url() in seen, project.get_absolute_url() in seen) == (True, True)


def test_whole_shows_its_leaves_names_on_consent_and_marks_mine(client, idea):
    parts = [make_idea(event=idea.event, title=f"Une part {n}", author_name=f"Zoé{n}") for n in range(2)]
    parts[0].show_name(True)
    merge(idea, parts, by=make_person())
    seen = page(client, idea)
    assert ("Une part 0" in seen, "Zoé0" in seen, "Zoé1" in seen, "votre idée" in seen) == (True, True, False, False)
    assert rows(seen)[1][0] == "Réunies elle en est là"
    back = client.get(f"/idees/{parts[1].slug}/parcours/")
    assert (back.status_code, back.url) == (302, f"/idees/{idea.slug}/parcours/")
    assert "Une part 1 · votre idée" in rows(page(author_of(client, parts[1]), idea))[0][2]


def test_forty_parts_fold_into_one_leaf_and_mine_stays(client, idea):
    parts = [make_idea(event=idea.event, title=f"Une part {n}") for n in range(39)]
    Idea.objects.filter(pk__in=[part.pk for part in parts]).update(merged_into=idea, whole=idea)
    seen = page(client, idea)
    assert (seen.count('class="leaf '), "et 34 autres" in seen) == (14, True)
    assert ("Une part 38" in seen, "Une part 38" in page(author_of(client, parts[38]), idea)) == (False, True)


def test_unread_idea_is_its_authors_and_the_teams_alone(client, idea):
    Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.SUBMITTED)
    assert client.get(f"/idees/{idea.slug}/parcours/").status_code == 404
    assert "L’équipe la lit" in page(author_of(client, idea), idea)
    client.cookies.clear()
    sign_in(client, make_organiser(territory=idea.territory))
    assert client.get(f"/idees/{idea.slug}/parcours/").status_code == 200


def test_reason_of_a_stop_is_read_by_its_author_and_the_team_alone(client, idea):
    advance(idea, Stage.SET_ASIDE, why="Une entreprise le fait déjà.")
    assert ("Une entreprise le fait déjà." in page(client, idea), "Gardée en réserve" in page(client, idea)) == (
        False,
        True,
    )
    assert "Une entreprise le fait déjà." in page(author_of(client, idea), idea)


def test_withdrawn_idea_has_no_way_to_show(client, idea):
    idea.withdraw()
    assert client.get(f"/idees/{idea.slug}/parcours/").status_code == 404


def test_receipt_leads_there(client, idea):
    found = client.post("/idees/retrouver/", {"receipt": idea.receipt})
    assert found.url == f"/idees/{idea.slug}/parcours/"
    link = client.get(idea.open_url(journey=True).partition("://")[2].partition("/")[2].join(["/", ""]))
    assert link.url == f"/idees/{idea.slug}/parcours/"


def test_slip_of_the_hand_leaves_no_date(client, idea):
    with time_machine.travel("2026-12-01 12:00 +0100", tick=False) as clock:
        advance(idea, Stage.SET_ASIDE, why="Trop tôt.")
        clock.shift(timedelta(minutes=2))
        advance(idea, Stage.KEPT)
    assert "Gardée en réserve" not in page(client, idea)


def test_stickers_are_said_once_the_vote_is_closed_with_the_star_of_the_table(client, idea):
    """D16: totals are hidden until then."""
    vote = make_vote(event=idea.event)
    for key in "abc":
        hand = Hand.objects.create(vote=vote, key=key, allowed=3, used=1)
        Sticker.objects.create(vote=vote, idea=idea, hand=hand)
    assert "3 gommettes" not in page(client, idea)
    vote.close(by=None)
    assert "Crépite · 3 gommettes" in page(client, idea)


def test_costs_the_same_for_one_idea_and_for_many(client, idea, django_assert_num_queries):
    for parts in (1, 8):
        for number in range(parts):
            make_idea(event=idea.event, title=f"Une part {number}", merged_into=idea, whole=idea)
        with django_assert_num_queries(12):
            client.get(f"/idees/{idea.slug}/parcours/")
