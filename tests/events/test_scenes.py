"""The timer of a scene: nothing of it is lost by a pause, what is added when it is late counts from now."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from events.models import Scene
from events.models.programme import current_scene
from tests.factories import make_event, make_scene

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)


def at(minutes):
    return SIX + timedelta(minutes=minutes)


@pytest.fixture
def work():
    return make_scene(event=make_event(starts_at=SIX), planned_at=SIX, minutes=60)


def left(scene, minutes):
    scene = Scene.objects.get(pk=scene.pk)
    return scene.time_left(now=at(minutes)) / timedelta(minutes=1)


def test_a_paused_timer_stands_still_and_goes_on_with_all_that_was_left(work):
    work.pause(now=at(20))
    assert (left(work, 20), left(work, 35)) == (40, 40)
    Scene.objects.get(pk=work.pk).resume(now=at(35))
    assert (left(work, 35), left(work, 40)) == (40, 35)


def test_what_the_clock_had_begun_is_led_by_hand_once_paused(work):
    """The next planned scene does not take over while the conductor holds this one."""
    make_scene(event=work.event, title="Restitution", planned_at=at(60))
    work.pause(now=at(20))
    scenes = list(work.event.scenes.in_order())
    assert current_scene(scenes, now=at(70)) == work


@pytest.mark.parametrize(("when", "minutes_left"), [(20, 45), (60, 5), (72, 5)])
def test_five_minutes_more_are_five_minutes_more(work, when, minutes_left):
    """Late, they count from now: five minutes given at 19:12 do not end at 19:05."""
    work.extend(5, now=at(when))
    assert left(work, when) == minutes_left


def test_five_minutes_more_of_a_paused_scene(work):
    work.pause(now=at(20))
    work.extend(5, now=at(30))
    assert left(work, 50) == 45


def test_starting_another_scene_ends_a_pause(work):
    work.pause(now=at(20))
    other = make_scene(event=work.event, title="Restitution", planned_at=at(90), minutes=30)
    other.start(now=at(40))
    assert (Scene.objects.get(pk=work.pk).is_paused, left(other, 50)) == (False, 20)


def test_pausing_twice_or_resuming_what_goes_on_is_refused(work):
    stale = Scene.objects.get(pk=work.pk)
    work.pause(now=at(20))
    for act in (stale.pause, stale.resume):
        with pytest.raises(ValidationError):
            act(now=at(21))
    assert left(work, 22) == 40


def test_a_scene_lasts_one_day_at_most(work):
    with pytest.raises(ValidationError):
        work.extend(24 * 60, now=at(1))


def test_editing_the_programme_leaves_the_timer_to_the_desk(work):
    being_edited = Scene.objects.get(pk=work.pk)
    work.pause(now=at(20))
    being_edited.title = "Travail"
    being_edited.settle()
    kept = Scene.objects.get(pk=work.pk)
    assert (kept.title, kept.is_paused) == ("Travail", True)


def test_planned_times_lead_again_after_a_rehearsal(work):
    work.start(now=at(-60 * 24))
    assert work.event.scenes.back_to_planned() == 1
    assert left(work, 20) == 40
