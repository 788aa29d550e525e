"""The script of the tables in a team's own words: evening, workshop, table; kits say the nearest."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events import kits
from events.models import Script, Table
from events.models.script import copy_scripts, nearest, reset, write, written
from tests.factories import make_event, make_organiser, make_scene, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def step(title, minutes=30):
    return {"minutes": minutes, "title": title, "words": ""}


def titles(event, **place):
    return [one["title"] for one in nearest(written(event), **place) or []]


def test_the_nearest_script_holds():
    event = make_event()
    first, second = make_workshop(event=event, tables=2), make_workshop(event=event)
    mine, other = first.tables.all()
    write(event, [step("Soirée")], seen=0)
    write(event, [step("Atelier")], seen=0, workshop=first)
    write(event, [step("Table")], seen=0, table=mine)

    found = [titles(event, table=table) for table in (mine, other, second.tables.get())]
    reset(event, workshop=first)

    assert found == [["Table"], ["Atelier"], ["Soirée"]]
    assert [titles(event, table=other), titles(event, workshop=first), titles(event)] == [["Soirée"]] * 3


def test_two_who_write_at_once_lose_nothing():
    event = make_event()
    write(event, [step("Une")], seen=0)

    for seen in (0, 7):
        with pytest.raises(ValidationError):
            write(event, [step("Deux")], seen=seen)
    write(event, [step("Trois")], seen=1)

    assert [(script.steps[0]["title"], script.version) for script in Script.objects.all()] == [("Trois", 2)]


def test_the_kit_says_the_script_that_was_written():
    event = make_event()
    table = make_workshop(event=event).tables.get()
    make_scene(event=event, minutes=60)
    write(event, [step("Marcher dehors", 25), step("Raconter", 35)], seen=0, table=table)

    (sheet,) = kits.kit(event, tables=Table.objects.filter(pk=table.pk))["sheets"]

    assert [(one["title"], one["length"]) for one in sheet["script"]] == [
        ("Marcher dehors", "25 min"),
        ("Raconter", "35 min"),
    ]


def test_organisers_write_take_a_step_out_and_come_back_to_ours(client):
    event = make_event()
    page = reverse("events:script_edit", args=[event.slug])
    sign_in(client, make_organiser(territory=event.territory))
    typed = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 2, "act": "keep", "seen": 0}
    first = {"form-0-title": "Marcher", "form-0-minutes": 25, "form-1-title": "", "form-1-minutes": 10}

    refused = client.post(page, {**typed, "form-0-title": "Marcher", "form-0-minutes": ""})
    kept = client.post(page, {**typed, **first})
    steps = Script.objects.get().steps
    client.post(page, {"act": "reset"})

    assert (refused.status_code, "Combien de minutes dure cette étape" in refused.content.decode()) == (422, True)
    assert (kept.status_code, steps) == (302, [{"minutes": 25, "title": "Marcher", "words": ""}])
    assert Script.objects.count() == 0


def test_scripts_go_with_the_edition_but_those_of_tables():
    source, copy = make_event(), make_event()
    workshops = [make_workshop(event=event, number=4) for event in (source, copy)]
    steps = [{"minutes": 30, "title": "Marcher", "words": ""}]
    write(source, steps, seen=0)
    write(source, steps, seen=0, workshop=workshops[0])
    write(source, steps, seen=0, table=workshops[0].tables.get())

    copy_scripts(source, copy)

    brought = Script.objects.filter(event=copy).order_by("pk").values_list("workshop", "table", "steps")
    assert list(brought) == [(None, None, steps), (workshops[1].pk, None, steps)]
