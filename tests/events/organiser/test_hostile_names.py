"""What people type is shown as they typed it, never read as the page's own markup."""

import pytest
from django.urls import reverse

from tests.factories import make_event, make_facilitator, make_registration, make_workshop

HOSTILE = '"><img src=x onerror=alert(1)></script><b>&amp;'

PAGES = [
    "events:desk", "events:evening_edit", "events:evening_cancel", "events:programme", "events:workshop_list",
    "events:team", "events:facilitator_new", "events:partner_new", "events:registration_list",
    "events:registration_new", "events:walk_in", "events:message_list", "events:import_start", "ideas:moderation",
    "ideas:enter", "evening:wall", "events:event", "events:register",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_hostile_names_are_shown_as_they_were_typed(desk, territory, name):
    event = make_event(territory=territory, brand=HOSTILE, tagline=HOSTILE, venue_name=HOSTILE, description=HOSTILE)
    workshop = make_workshop(event=event, title=HOSTILE, question=HOSTILE)
    make_facilitator(table=workshop.tables.get(), given_name=HOSTILE)
    make_registration(event=event, workshop=workshop, given_name=HOSTILE, family_name=HOSTILE)
    page = desk.get(reverse(name, args=[event.slug]))
    assert (page.status_code, "<img src=x" in page.content.decode()) == (200, False)


def test_the_refusal_of_a_cancellation_shows_the_name_as_it_was_typed(desk, territory):
    event = make_event(territory=territory, brand=HOSTILE)
    page = desk.post(reverse("events:evening_cancel", args=[event.slug]), {"name": HOSTILE + "?", "reason": "La neige"})
    assert ("<img src=x" in page.content.decode(), "&lt;img src=x" in page.content.decode()) == (False, True)
