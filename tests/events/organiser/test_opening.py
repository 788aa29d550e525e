"""Who may open the organiser's pages: every address, four kinds of people."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Partner
from events.urls_organising import urlpatterns
from events.urls_year import organising as year_pages
from outbox.queueing import queue
from tests.factories import (
    make_event,
    make_facilitator,
    make_organiser,
    make_person,
    make_registration,
    make_scene,
    make_structure,
    make_territory,
    make_workshop,
)
from tests.signing import sign_in

POSTS = {
    "evening_step", "scene_start", "scene_remove", "workshop_publish", "workshop_unpublish", "workshop_publish_ready",
    "workshop_remove", "facilitator_remove", "partner_remove", "registration_place", "registration_companion",
    "registration_cancel", "registration_erase", "registration_reinstate", "registration_authorise",
    "registration_presence",
    "registration_ticket", "message_retry",
}  # fmt: skip
FREE = {"evening_list", "evening_new"}


@pytest.fixture
def addresses(event):
    """(name, address) of every organiser's page of one evening that has one of everything."""
    workshop = make_workshop(event=event)
    scene = make_scene(event=event)
    facilitator = make_facilitator(table=workshop.tables.get())
    partner = Partner.objects.create(event=event, structure=make_structure(territory=event.territory))
    registration = make_registration(event=event, workshop=workshop)
    message = queue(
        key="a", kind="a", to="a@example.org", template="emails/events/registration_cancelled",
        context={"event": event, "territory": event.territory, "registration": registration}, about=event.subject,
    )  # fmt: skip
    pks = {"scene": scene, "workshop": workshop, "facilitator": facilitator, "partner": partner, "message": message}
    found = []
    for pattern in urlpatterns:
        if pattern in year_pages:  # the access table has them
            continue
        values = {}
        for name in pattern.pattern.converters:
            kind = pattern.name.split("_")[0]
            values[name] = {"slug": event.slug, "act": "publier", "code": registration.code}.get(name) or pks[kind].pk
        found.append((pattern.name, reverse(f"events:{pattern.name}", kwargs=values)))
    return found


def statuses(client, addresses):
    return {name: (client.post if name in POSTS else client.get)(url).status_code for name, url in addresses}


def test_nobody_signed_in_is_asked_to_sign_in(addresses):
    found = statuses(Client(), addresses)
    assert found == {name: 302 for name, _url in addresses}


def test_without_a_role_every_page_is_closed(addresses):
    client = Client()
    client.force_login(make_person())
    assert statuses(client, addresses) == {name: 403 for name, _url in addresses}


def test_for_another_territory_the_evening_does_not_exist(addresses):
    client = sign_in(Client(), make_organiser(territory=make_territory(name="Petite Montagne")))
    assert statuses(client, addresses) == {name: 200 if name in FREE else 404 for name, _url in addresses}


def test_for_its_organiser_every_page_opens(desk, addresses):
    pages = [(name, url) for name, url in addresses if name not in POSTS]
    assert statuses(desk, pages) == {name: 200 for name, _url in pages}


def test_what_acts_refuses_to_be_read(desk, addresses):
    assert {desk.get(url).status_code for name, url in addresses if name in POSTS} == {405}


def test_rows_of_another_evening_do_not_exist(desk, event, territory):
    other = make_event(territory=territory)
    workshop = make_workshop(event=other)
    registration = make_registration(event=other)
    assert desk.get(reverse("events:workshop_edit", args=[event.slug, workshop.pk])).status_code == 404
    assert desk.get(reverse("events:registration", args=[event.slug, registration.code])).status_code == 404
