"""Bulk acts: each idea by its own verb (D18), once, with what could not be done said, and undone within ten minutes."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.models import Theme
from ideas.models import Idea, IdeaStep, Stage, advance
from ideas.sorting import acting
from ideas.sorting.acting import Act
from ideas.sorting.models import Bulk, IdeaTag, Tag
from outbox.models import Message
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea, make_organiser, make_territory, theme
from tests.signing import sign_in

WHY = "Personne ne peut la porter pour l’instant."


@pytest.fixture
def event(db):
    return make_event(territory=make_territory())


@pytest.fixture
def nadia(event):
    return make_organiser(territory=event.territory, given_name="Nadia", family_name="Morel")


def three(event, **fields):
    return [make_idea(event=event, title=f"Idée {n}", **fields) for n in range(3)]


def act(kind, value, ideas, *, by, why=""):
    return acting.act(Act(kind, value, why), [idea.pk for idea in ideas], by=by, key=uuid4())


def values(name):
    return list(Idea.objects.order_by("pk").values_list(name, flat=True))


def test_stage_moves_each_idea_and_says_which_could_not(event, nadia):
    ideas = three(event)
    Idea.objects.filter(pk=ideas[0].pk).update(stage=Stage.GROUPED)
    advance(ideas[1], Stage.TO_DIG, by=nadia)
    done = act("stage", Stage.TO_DIG, ideas, by=nadia)
    assert values("stage") == [Stage.GROUPED, Stage.TO_DIG, Stage.TO_DIG]
    assert (done.moves.count(), done.same, [title for title, *_ in done.refused]) == (1, 1, ["Idée 0"])
    step = ideas[2].steps.get(kind=IdeaStep.Kind.STAGE)
    assert (step.by, step.role, step.details) == (nadia, IdeaStep.Role.TEAM, Stage.TO_DIG)


def test_stage_undone_takes_back_its_mails(event, nadia):
    ideas = three(event, author_email="lou@example.org")
    done = act("stage", Stage.SET_ASIDE, ideas, by=nadia, why=WHY)
    assert Message.objects.waiting().count() == 3
    assert acting.undo(done, by=nadia) == (3, [])
    assert (values("stage"), Message.objects.waiting().count()) == ([Stage.TO_SORT] * 3, 0)
    kinds = list(ideas[0].steps.order_by("pk").values_list("details", "why"))
    assert kinds == [(Stage.SET_ASIDE, WHY), (Stage.TO_SORT, "")]


def test_undoing_goes_by_allowed_steps_and_says_the_former_reason_again(event, nadia):
    kept, grouped = make_idea(event=event), make_idea(event=event)
    act("stage", Stage.SET_ASIDE, [kept], by=nadia, why=WHY)
    acting.undo(act("stage", Stage.KEPT, [kept], by=nadia), by=nadia)
    assert kept.steps.filter(details=Stage.SET_ASIDE).values_list("why", flat=True)[0] == WHY
    assert acting._way(Stage.SET_ASIDE, Stage.GROUPED) == [Stage.TO_SORT, Stage.GROUPED]
    assert grouped.stage == Stage.TO_SORT


def test_undoing_leaves_what_moved_since(event, nadia):
    ideas = three(event)
    done = act("stage", Stage.KEPT, ideas, by=nadia)
    advance(ideas[0], Stage.TO_DIG, by=nadia)
    assert acting.undo(done, by=nadia) == (2, ["Idée 0"])
    assert values("stage") == [Stage.TO_DIG, Stage.TO_SORT, Stage.TO_SORT]


def test_undoing_is_once_within_ten_minutes_and_ones_own(event, nadia):
    [idea, *_] = three(event)
    done = act("stage", Stage.KEPT, [idea], by=nadia)
    with pytest.raises(ValidationError):
        acting.undo(done, by=make_organiser(territory=event.territory))
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False), pytest.raises(ValidationError):
        acting.undo(done, by=nadia)
    acting.undo(done, by=nadia)
    with pytest.raises(ValidationError):
        acting.undo(done, by=nadia)


def test_tag_theme_and_care_go_on_and_come_off(event, nadia):
    ideas = three(event, theme=theme("M"))
    other = Theme.objects.exclude(letter="M").first()
    tagged = act("tag", "  Bois  local ", ideas, by=nadia)
    assert act("tag", "bois LOCAL", ideas[:1], by=nadia).same == 1
    themed, cared = act("theme", str(other.pk), ideas, by=nadia), act("assign", str(nadia.pk), ideas, by=nadia)
    untagged = act("untag", "Bois local", ideas[:2], by=nadia)
    assert (IdeaTag.objects.count(), values("theme"), values("assigned_to")) == (1, [other.pk] * 3, [nadia.pk] * 3)
    for done, moved in ((untagged, 2), (cared, 3), (themed, 3), (tagged, 3)):
        assert acting.undo(done, by=nadia) == (moved, [])
    assert (IdeaTag.objects.count(), values("theme"), values("assigned_to")) == (0, [theme("M").pk] * 3, [None] * 3)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Bois local"]


def test_care_is_given_within_the_team_only(event, nadia):
    stranger = make_organiser(territory=make_territory())
    done = act("assign", str(stranger.pk), three(event), by=nadia)
    assert (values("assigned_to"), len(done.refused)) == ([None] * 3, 3)


def test_double_click_acts_once(event, nadia):
    ideas, key = three(event), uuid4()
    first = acting.act(Act("stage", Stage.KEPT), [ideas[0].pk], by=nadia, key=key)
    again = acting.act(Act("stage", Stage.KEPT), [ideas[1].pk], by=nadia, key=key)
    assert (first, values("stage")) == (again, [Stage.KEPT, Stage.TO_SORT, Stage.TO_SORT])


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_move_the_same_ideas_once():
    event = make_event(territory=make_territory())
    ideas, nadia = three(event), make_organiser(territory=event.territory)
    found = in_threads(50, lambda _n: act("stage", Stage.KEPT, ideas[:2], by=nadia).moves.count())
    assert (sum(found), values("stage")) == (2, [Stage.KEPT] * 2 + [Stage.TO_SORT])
    assert IdeaStep.objects.filter(kind=IdeaStep.Kind.STAGE).count() == 2


def post(client, **fields):
    return client.post("/organiser/tri/agir/", {"cle": str(uuid4()), **fields})


def test_page_moves_what_is_ticked_of_ones_own_territory(client, event, nadia):
    mine, others = three(event), three(make_event(territory=make_territory()))
    sign_in(client, nadia)
    keys = [idea.pk for idea in (*mine[:2], others[0])]
    response = post(client, faire="retenir", idee=keys, filtre="q=idee&qui=personne")
    assert response.url == "/organiser/tri/?q=idee&qui=personne"
    assert Idea.objects.filter(stage=Stage.KEPT).count() == 2
    page = client.get(response.url).content.decode()
    assert "2 idées retenues." in page
    done = Bulk.objects.get()
    assert client.post(f"/organiser/tri/annuler/{done.pk}/", {"filtre": "q=idee"}).url == "/organiser/tri/?q=idee"
    assert Idea.objects.filter(stage=Stage.KEPT).count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"faire": "retenir"},
        {"faire": "", "idee": 1},
        {"faire": "ecarter", "idee": 1, "raison": "inconnue"},
        {"faire": "etiqueter", "idee": 1, "etiquette": " , "},
        {"faire": "theme", "idee": 1, "theme_donne": "%"},
        {"faire": "confier", "idee": 1, "personne": "Nadia"},
        {"faire": "retenir", "idee": "9" * 40},
    ],
)
def test_page_refuses_with_a_sentence_and_changes_nothing(client, event, nadia, fields):
    idea = make_idea(event=event)
    sign_in(client, nadia)
    if fields.get("idee") == 1:
        fields = {**fields, "idee": idea.pk}
    response = post(client, **fields)
    assert (response.status_code, Bulk.objects.count()) == (422, 0)
    assert response.context["error"]


def test_all_that_match_are_confirmed_by_their_number(client, event, nadia):
    three(event)
    sign_in(client, nadia)
    asked = post(client, faire="ecarter", raison="viable", tout="1", filtre="q=idee")
    assert (asked.context["act"], Bulk.objects.count()) == ("Mettre 3 idées de côté", 0)
    make_idea(event=event, title="Idée de plus")  # sent while the number was being read
    post(client, **dict(asked.context["kept"]), jusqu_a=asked.context["last"], confirme="1")
    assert values("stage") == [Stage.SET_ASIDE] * 3 + [Stage.TO_SORT]


def test_all_that_match_are_bounded(client, event, nadia, monkeypatch):
    monkeypatch.setattr(acting, "MOST", 2)
    three(event)
    sign_in(client, nadia)
    assert post(client, faire="retenir", tout="1").status_code == 422
    assert values("stage") == [Stage.TO_SORT] * 3


def test_enter_key_presses_the_button_of_what_is_written(client, event, nadia):
    idea = make_idea(event=event)
    sign_in(client, nadia)
    post(client, faire="deviner", idee=idea.pk, etiquette="bois")
    assert [one.tag.name for one in idea.tagged.all()] == ["bois"]
