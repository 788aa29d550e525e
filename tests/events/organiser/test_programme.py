from django.urls import reverse
from django.utils import timezone

from events.models import Scene
from tests.factories import make_scene


def test_scenes_are_in_the_order_of_the_clock_and_the_night_comes_last(desk, event):
    page = reverse("events:scene_new", args=[event.slug])
    for hour, title in (("22:00", "Fête"), ("00:30", "Rangement"), ("17:30", "Accueil")):
        desk.post(page, {"hour": hour, "title": title, "kind": "other", "minutes": 30})
    response = desk.get(reverse("events:programme", args=[event.slug]))
    assert [scene.title for scene in response.context["scenes"]] == ["Accueil", "Fête", "Rangement"]


def test_a_scene_started_by_hand_is_the_current_one(desk, event):
    scene = make_scene(event=event)
    scene.start(now=timezone.now())
    response = desk.get(reverse("events:programme", args=[event.slug]))
    assert response.context["current"] == scene


def test_a_scene_without_duration_is_refused(desk, event):
    values = {"hour": "18:00", "title": "Rien", "kind": "other", "minutes": 0}
    response = desk.post(reverse("events:scene_new", args=[event.slug]), values)
    assert list(response.context["form"].errors) == ["minutes"]


def test_every_change_tells_the_wall(desk, event):
    scene = make_scene(event=event)
    before = event.version
    desk.post(
        reverse("events:scene_edit", args=[event.slug, scene.pk]),
        {"hour": "18:00", "title": "T", "kind": "work", "minutes": 9},
    )
    desk.post(reverse("events:scene_remove", args=[event.slug, scene.pk]))
    event.refresh_from_db()
    assert (event.version - before, Scene.objects.count()) == (2, 0)
