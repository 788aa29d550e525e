"""The control desk, as its page: who may, what it costs, what it says, what a click does."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Facilitator, Scene, Table
from events.models.attendance import mark_present
from ideas.evening.models import Control, ControlStep
from ideas.models import Idea, bump, vote_of
from tests.factories import (
    make_event,
    make_facilitator,
    make_idea,
    make_organiser,
    make_registration,
    make_scene,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
PAGE, STATE, UNCHANGED = 15, 15, 8  # statements


@pytest.fixture(autouse=True)
def _an_instant():
    """The desk's page changes with the clock, every fifteen seconds: these tests look at one instant."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def event():
    event = make_event(starts_at=timezone.now() - timedelta(hours=1), status=Event.Status.RUNNING)
    make_scene(event=event, title="Plénière", kind="plenary", planned_at=event.starts_at, minutes=30)
    make_scene(
        event=event, title="Travail", kind="work", planned_at=event.starts_at + timedelta(minutes=30), minutes=90
    )
    make_scene(event=event, title="Fête", kind="party", planned_at=event.starts_at + timedelta(hours=3))
    return event


@pytest.fixture
def conductor(event):
    return make_organiser(territory=event.territory, given_name="Nadia", family_name="Morel")


@pytest.fixture
def desk(client, conductor):
    sign_in(client, conductor)
    return client


def page(desk, event, query=""):
    return desk.get(reverse("evening:control", args=[event.slug]) + query)


def act(desk, event, name, *args, seen=0, **typed):
    headers = {"HTTP_HX_REQUEST": "true"} if typed.pop("htmx", False) else {}
    return desk.post(reverse(f"evening:{name}", args=[event.slug, *args]), {"seen": seen, **typed}, **headers)


def cards(desk, event, query=""):
    return {card.table.number: card for card in page(desk, event, query).context["cards"]}


def test_a_card_says_who_is_here_what_came_and_since_when(desk, event):
    first, second = (make_workshop(event=event, seats=14) for _ in range(2))
    here, late = make_facilitator(table=first.tables.get()), make_facilitator(table=second.tables.get())
    here.come(at=timezone.now())
    people = [make_registration(event=event, workshop=first) for _ in range(3)]
    mark_present(people[0])
    for minutes in (40, 12):
        make_idea(event=event, table=second.tables.get(), created_at=timezone.now() - timedelta(minutes=minutes))

    found = cards(desk, event)

    one, two = found[1], found[2]
    assert (one.present, one.registered, one.ideas, one.since, one.here, one.awaited) == (1, 3, 0, "–", [here], [])
    assert (two.present, two.registered, two.ideas, two.since, two.here, two.awaited) == (0, 0, 2, "12 min", [], [late])
    assert (one.is_alone, one.is_silent, two.is_alone, two.is_silent) == (False, True, True, True)
    assert list(cards(desk, event, "?tri=urgence")) == [2, 1]


def test_silence_is_counted_from_the_beginning_of_the_work(desk, event):
    """A table that wrote nothing for ten minutes of work is silent; not during the plenary, nor while all is paused."""
    table = make_workshop(event=event).tables.get()
    make_facilitator(table=table).come(at=timezone.now())
    silent = {}
    work, control = event.scenes.get(kind="work"), Control.of(event)
    for turn, minutes in enumerate((9, 10)):
        now = timezone.now()
        control.start(work, by=None, seen=turn, now=now - timedelta(minutes=minutes))
        silent[minutes] = cards(desk, event)[1].is_silent
    control.pause(by=None, seen=2, now=timezone.now())
    silent["paused"] = cards(desk, event)[1].is_silent
    control.start(event.scenes.get(kind="party"), by=None, seen=3, now=timezone.now())
    silent["party"] = cards(desk, event)[1].is_silent
    assert silent == {9: False, 10: True, "paused": False, "party": False}


@pytest.mark.parametrize("number", [1, 3, 300])
@pytest.mark.once
def test_the_desk_costs_the_same_whatever_the_tables(desk, event, number, django_assert_num_queries):
    workshop = make_workshop(event=event)
    Table.objects.bulk_create(
        Table(event=event, workshop=workshop, number=n, code=f"T{n}") for n in range(2, number + 1)
    )
    Facilitator.objects.bulk_create(
        Facilitator(event=event, table=table, given_name="Paul", email=f"a{table.pk}@example.org", status="accepted")
        for table in event.tables.all()
    )
    Idea.objects.bulk_create(
        Idea(
            event=event,
            territory=event.territory,
            table=table,
            title="Four",
            slug=f"four-{table.number}",
            receipt=f"R{table.number}",
        )
        for table in event.tables.all()
    )
    with django_assert_num_queries(PAGE):
        first = page(desk, event)
    state = reverse("evening:control_state", args=[event.slug])
    with django_assert_num_queries(STATE):
        changed = desk.get(state)
    with django_assert_num_queries(UNCHANGED):
        same = desk.get(state, first.context["tags"])
    assert (len(first.context["cards"]), changed.status_code, same.status_code) == (number, 200, 204)


def test_what_is_poured_in_is_what_a_fresh_page_shows(desk, event):
    make_workshop(event=event)
    poured = desk.get(reverse("evening:control_state", args=[event.slug])).content.decode()
    fresh = page(desk, event).content.decode()
    for part in ("lead", "tables", "instant", "acts", "stage"):
        assert section(poured, part) == section(fresh, part)


def section(html, part):
    """The part of a page by its id, without what differs at each request."""
    found = re.search(rf'<section[^>]*id="{part}"[^>]*>(.*?)</section>', html, re.S).group(1)
    return re.sub(r'value="[A-Za-z0-9]{64}"|data-left="\d+"|\d+:\d\d', "", found)


def test_only_what_changed_is_sent(desk, event):
    tags = page(desk, event).context["tags"]
    state = reverse("evening:control_state", args=[event.slug])
    make_idea(event=event)
    bump(event.pk)
    sent = desk.get(state, tags).content.decode()
    assert ('id="tables"' in sent, 'id="lead"' in sent) == (True, False)


def test_the_whole_evening_is_led_without_javascript(desk, event, conductor):
    work = event.scenes.get(kind="work")
    done = [
        act(desk, event, "control_start", work.pk, seen=0),
        act(desk, event, "control_act", "pause", seen=1),
        act(desk, event, "control_act", "reprendre", seen=2),
        act(desk, event, "control_act", "cinq-minutes", seen=3),
        act(desk, event, "control_say", seen=4, message="À table", minutes=5),
        act(desk, event, "control_act", "retirer", seen=5),
        act(desk, event, "control_silent", seen=6, silent_minutes=15),
        act(desk, event, "control_slide", 1, seen=7),
        act(desk, event, "control_slide", 99, seen=8),
        act(desk, event, "control_act", "horaires", seen=9),
    ]
    assert {(response.status_code, response.url) for response in done} == {(302, f"/regie/{event.slug}/")}
    kinds = [step.kind for step in ControlStep.objects.order_by("number")]
    assert kinds == [
        "started", "paused", "resumed", "extended", "message", "hushed", "silent", "slide", "wall", "planned",
    ]  # fmt: skip
    assert set(ControlStep.objects.values_list("by", flat=True)) == {conductor.pk}
    control = Control.of(event)
    assert (control.turn, control.slide, control.silent_minutes, control.message) == (10, 0, 15, "")
    assert not Scene.objects.exclude(started_at=None).exists()


def test_who_comes_too_late_reads_who_did_what_and_sees_today_s_state(desk, event):
    other = make_organiser(territory=event.territory, given_name="Paul", family_name="Girod")
    Control.of(event).extend(5, by=other, seen=0, now=timezone.now())
    refused = act(desk, event, "control_act", "pause", seen=0)
    said = refused.context["refusals"][0]
    assert (refused.status_code, said.startswith("Paul Girod a prolongé"), Control.of(event).turn) == (409, True, 1)
    assert 'name="seen" value="1"' in refused.content.decode()
    assert act(desk, event, "control_act", "pause", seen=0, htmx=True).status_code == 200  # htmx shows nothing else


def test_a_double_click_acts_once_and_complains_of_nothing(desk, event):
    answers = [act(desk, event, "control_act", "cinq-minutes", seen=0).status_code for _ in range(2)]
    assert (answers, event.scenes.get(kind="work").minutes) == ([302, 302], 95)


def test_a_refused_message_stays_typed(desk, event):
    long = "x" * 161
    refused = act(desk, event, "control_say", message=long, minutes=2)
    assert (refused.status_code, long in refused.content.decode(), Control.of(event).turn) == (422, True, 0)
    overtaken = act(desk, event, "control_say", seen=7, message="Le repas", minutes=2)
    assert (overtaken.status_code, 'value="Le repas"' in overtaken.content.decode()) == (409, True)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "²"])
def test_a_turn_that_no_page_gave_changes_nothing(desk, event, seen):
    assert act(desk, event, "control_act", "pause", seen=seen).status_code == 409
    assert not ControlStep.objects.exists()


def test_unknown_acts_are_not_found(desk, event):
    assert act(desk, event, "control_act", "effacer").status_code == 404


def test_the_vote_is_opened_closed_and_opened_again(desk, event):
    refused = act(desk, event, "control_act", "ouvrir-le-vote")
    assert (refused.status_code, Control.of(event).turn) == (422, 0)  # no idea is shown yet
    make_idea(event=event)
    found = []
    for turn, name in enumerate(("ouvrir-le-vote", "fermer-le-vote", "ouvrir-le-vote")):
        act(desk, event, "control_act", name, seen=turn)
        found.append(vote_of(event).is_open)
    assert found == [True, False, True]


def test_the_conductor_sees_someone_arrive(desk, event):
    helper = make_facilitator(table=make_workshop(event=event).tables.get())
    assert act(desk, event, "control_here", helper.pk).status_code == 302
    assert cards(desk, event)[1].here == [helper]


@pytest.mark.parametrize(("days", "status"), [(0, Event.Status.RUNNING), (2, Event.Status.PUBLISHED)])
def test_the_first_scene_of_the_day_begins_the_evening_not_a_rehearsal(days, status):
    event = make_event(starts_at=timezone.now() + timedelta(days=days))
    scene = make_scene(event=event)
    Control.of(event).start(scene, by=make_organiser(territory=event.territory), seen=0, now=timezone.now())
    event.refresh_from_db()
    assert event.status == status
