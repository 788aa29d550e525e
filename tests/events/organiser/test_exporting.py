"""Everything an organiser sees leaves as tables (D60: of their own territory only)."""

import io
import zipfile

import pytest
from django.urls import reverse

from events.exports import exports
from events.models import Partner
from foundation import spreadsheets
from tests.factories import (
    make_event,
    make_idea,
    make_organiser,
    make_registration,
    make_scene,
    make_structure,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(slug="crepite")
    workshop = make_workshop(event=event, title="=Le lavoir", tables=2)
    make_workshop(event=event, title="Sans table", tables=0)
    make_registration(event=event, workshop=workshop, family_name="Morel")
    make_idea(event=event, title="Un bus")
    make_scene(event=event, title="Accueil")
    Partner.objects.create(event=event, structure=make_structure(territory=event.territory, name="Bel"), part="le pain")
    return event


def table(client, address):
    """The lines of a CSV, as lists of cells, header first."""
    answer = client.get(reverse(address, args=["crepite"]))
    _encoding, text = spreadsheets.decode(b"".join(answer))
    return [line.split(";") for line in text.splitlines()]


def test_all_tables_leave_in_one_file_and_each_is_the_one_that_leaves_alone(client, event):
    sign_in(client, make_organiser(territory=event.territory))
    answer = client.get(reverse("events:export_all", args=["crepite"]))
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        together = {name: archive.read(name) for name in archive.namelist()}
    alone = {}
    for export in exports():
        one = client.get(reverse(export.address, args=["crepite"]))
        alone[one.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')] = b"".join(one)
    assert together == alone
    assert len(alone) == len(exports())


def test_workshops_have_a_line_per_table_and_no_cell_can_run(client, event):
    sign_in(client, make_organiser(territory=event.territory))
    lines = table(client, "events:workshop_csv")
    assert [(line[1], line[7], line[9], line[10]) for line in lines[1:]] == [
        ("'=Le lavoir", "1", "12", "1"), ("'=Le lavoir", "2", "12", "0"), ("Sans table", "", "", ""),
    ]  # fmt: skip


def test_programme_partners_and_ideas_say_what_the_pages_say(client, event):
    sign_in(client, make_organiser(territory=event.territory))
    assert [line[3] for line in table(client, "events:programme_csv")[1:]] == ["Accueil"]
    assert [(line[0], line[2]) for line in table(client, "events:partner_csv")[1:]] == [("Bel", "le pain")]
    assert [line[2] for line in table(client, "ideas:idea_csv")[1:]] == ["Un bus"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_table_costs_the_same_for_one_line_or_many(client, event, django_assert_num_queries, count):
    sign_in(client, make_organiser(territory=event.territory))
    for _number in range(count):
        make_idea(event=event)
        make_workshop(event=event)
    for address, queries in (("events:workshop_csv", 6), ("ideas:idea_csv", 7)):
        with django_assert_num_queries(queries):
            table(client, address)
