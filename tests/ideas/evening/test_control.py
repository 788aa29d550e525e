"""Two conductors do not fight: an act made from a page that is no longer true changes nothing, and says why."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from events.models import Scene
from ideas.evening.models import Control, ControlStep, Overtaken
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_organiser, make_scene


def make_desk():
    event = make_event(starts_at=timezone.now())
    return make_scene(event=event, minutes=60), make_organiser(territory=event.territory)


@pytest.mark.django_db
def test_an_act_made_too_late_says_who_did_what_and_when():
    scene, one = make_desk()
    other = make_organiser(territory=scene.event.territory, given_name="Nadia", family_name="Morel")
    at_six = timezone.now().replace(hour=17, minute=5)
    Control.of(scene.event).start(scene, by=one, seen=0, now=at_six)
    Control.of(scene.event).extend(5, by=other, seen=1, now=at_six)

    with translation.override("en"), pytest.raises(Overtaken) as refusal:
        Control.of(scene.event).pause(by=one, seen=1, now=at_six)

    clock = timezone.localtime(at_six)
    assert refusal.value.messages == [
        f"Nadia Morel made longer “Travail aux tables (+ 5 min)” at {clock:%H:%M}: "
        "your click changed nothing. Here is how things stand now."
    ]
    assert (Scene.objects.get().minutes, Scene.objects.get().is_paused) == (65, False)
    assert [step.number for step in ControlStep.objects.all()] == [2, 1]


@pytest.mark.django_db
def test_an_act_that_makes_no_sense_leaves_no_trace():
    event = make_event()
    person = make_organiser(territory=event.territory)
    with pytest.raises(Exception, match="start a scene first"), translation.override("en"):
        Control.of(event).pause(by=person, seen=0, now=timezone.now())
    assert (Control.of(event).turn, ControlStep.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_one_instant_act_once():
    scene, person = make_desk()
    now = timezone.now() + timedelta(seconds=1)

    def click(number):
        try:
            Control.of(scene.event).extend(5, by=person, seen=0, now=now)
        except Overtaken:
            return False
        return True

    done = in_threads(20, click)

    assert sorted(done) == [False] * 19 + [True]
    assert (Scene.objects.get().minutes, ControlStep.objects.count(), Control.objects.get().turn) == (65, 1, 1)
