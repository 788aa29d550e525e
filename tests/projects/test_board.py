"""The board of the team: a funnel whose medians are exact, and what waits for whom (D18, D21, D22)."""

from datetime import datetime, timedelta
from fractions import Fraction
from statistics import median

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ideas.models import Idea, IdeaStep, Stage, advance
from projects import board, funnel
from projects.models import Project, ProjectStep
from tests.factories import make_event, make_idea, make_organiser, make_project, make_territory, make_working_group
from tests.signing import sign_in

spans = st.lists(st.timedeltas(timedelta(0), timedelta(days=900)), min_size=1, max_size=30)
WAY = ("a", "b", "c", "d")


@given(spans)
def test_the_median_is_exact(found):
    days = [Fraction(one // timedelta(microseconds=1), 86_400_000_000) for one in found]
    assert funnel.median_days(found) == median(days)
    assert min(days) <= funnel.median_days(reversed(found)) <= max(days)


@given(st.lists(st.sampled_from(WAY), max_size=30))
def test_whoever_went_further_reached_every_step_before(furthest):
    counts = funnel.reached(furthest, WAY)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert counts["a"] == len(furthest)
    bars, height = funnel.drawn([funnel.Step(step, step, counts[step]) for step in WAY])
    assert height == len(WAY) * funnel.ROW
    assert all(bar.x >= 0 and bar.x + bar.width <= funnel.WIDTH for bar in bars)


def test_days_are_said_whole_with_halves_upwards():
    assert funnel.median_days([]) is None
    assert [funnel.spoken_days(Fraction(n, 2)) for n in (0, 1, 3, 4)] == [0, 1, 2, 2]
    at = datetime(2026, 3, 1)
    dates = [{"a": at, "b": at + timedelta(days=3)}, {"a": at}, {"a": at, "b": at - timedelta(days=1)}]
    assert funnel.durations(dates, "a", "b") == [timedelta(days=3)]


@pytest.fixture
def team():
    return make_organiser(territory=make_territory())


def steps(team, **wanted):
    ideas, _groups, projects = board.filtered(team, wanted)
    return {step.key: step for step in board.steps_of(ideas, projects)}


def waits(team, **wanted):
    found = board.waits_of(*board.filtered(team, wanted), now=timezone.now())
    return [[line.name for line in wait.lines] for wait in found]


def territory_of(team):
    from members.models import Territory

    return Territory.objects.managed_by(team).get()


@pytest.mark.django_db
def test_the_funnel_counts_what_went_at_least_so_far(team):
    event = make_event(territory=territory_of(team))
    ideas = [make_idea(event=event) for _turn in range(4)]
    for idea in ideas[:2]:
        advance(idea, Stage.KEPT)
        IdeaStep.objects.filter(idea=idea, details=Stage.KEPT).update(at=idea.created_at + timedelta(days=10))
    advance(ideas[1], Stage.SET_ASIDE, why="Trop tôt")  # it was kept all the same
    project = make_project(event=event)
    ProjectStep.objects.create(
        project=project, kind=ProjectStep.Kind.ADVANCED, stage="documented", role="team",
        at=project.created_at + timedelta(days=7),
    )  # fmt: skip
    Project.objects.filter(pk=project.pk).update(stage="suspended", came_from="documented")
    found = steps(team)
    assert [found[key].count for key in ("ideas", "kept", "grouped", "project")] == [5, 3, 1, 1]
    assert [found[key].count for key in ("documented", "analysed")] == [1, 0]
    assert (found["kept"].days, found["documented"].days, found["analysed"].days) == (10, 7, None)
    assert steps(make_organiser(territory=make_territory()))["ideas"].count == 0
    assert steps(team, event=make_event(territory=event.territory))["ideas"].count == 0


@pytest.mark.django_db
def test_what_waits_says_who_is_expected(team):
    event = make_event(territory=territory_of(team))
    late = make_idea(event=event, title="Oubliée", assigned_to=team)
    Idea.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(days=15))
    make_idea(event=event, title="D’hier")
    advance(make_idea(event=event, title="Seule"), Stage.KEPT)
    asleep = make_working_group(event=event, name="Dort")
    type(asleep).objects.filter(pk=asleep.pk).update(status="asleep")
    project = make_project(event=event, name="Lent", stage_at=timezone.now() - timedelta(days=61))
    assert waits(team) == [["Oubliée"], ["Seule"], ["Dort"], [project.group.name], ["Lent"], ["Lent"]]
    found = board.waits_of(*board.filtered(team, {}), now=timezone.now())
    assert [wait.lines[0].who for wait in found] == [str(team), "l’équipe", *["Léa V."] * 4]
    other = make_organiser(territory=make_territory())
    assert waits(other) == [[]] * 6


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 5])
def test_the_board_costs_the_same_for_any_number(client, team, number, django_assert_num_queries):
    event = make_event(territory=territory_of(team))
    for turn in range(number):
        make_project(event=event, lead=f"l{turn}@example.org", stage_at=timezone.now() - timedelta(days=61))
    sign_in(client, team)
    client.get(reverse("projects:board"))
    with django_assert_num_queries(29):
        assert client.get(reverse("projects:board")).status_code == 200
