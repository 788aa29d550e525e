"""Numbers and days that no database holds, sent by hand: refused in a sentence, never a failure."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Partner, PostalAddress
from tests.factories import make_campaign, make_event, make_organiser, make_registration, make_structure, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
LONG = "9" * 5000


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def post(event):
    """Post to a page of the evening, as its organiser; return the status."""
    browser = sign_in(Client(), make_organiser(territory=event.territory))
    return lambda page, typed, **parts: (
        browser.post(reverse(f"events:{page}", kwargs={"slug": event.slug, **parts}), typed).status_code
    )


@pytest.mark.parametrize("number", ["9" * 30, LONG, "-1", "a"])
def test_evenings_of_a_campaign_that_do_not_exist(event, post, number):
    typed = {"kind": "service", "who": "registered", "subject": "S", "text": "T", "evenings": [number], "seen": number}
    assert (post("campaign_new", typed), post("campaign_edit", typed, pk=make_campaign(event=event).pk)) == (422, 422)


def test_a_copy_asked_without_its_form(post):
    assert post("evening_duplicate", {}) == 422


def test_letters_printed_on_a_day_that_never_was(post):
    for moment in ("0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "9999-99-99T00:00Z"):
        assert post("letters_put_back", {"at": moment}) == 302


def test_a_partner_without_its_structure(event, post):
    partner = Partner.objects.create(event=event, structure=make_structure(territory=event.territory))
    assert post("partner_edit", {"part": "Le pain", "structure": ""}, pk=partner.pk) == 422


def test_who_replaces_at_a_table_and_which_text_was_read(event, post):
    table = make_workshop(event=event).tables.get()
    assert post("table_replace", {"person": LONG}, pk=table.pk) == 404
    assert post("text_original", {"seen": LONG}, app="events", name="event_reminder", language="fr") == 302


def test_an_address_with_a_character_that_postgresql_refuses(event, post):
    nadia = make_registration(event=event)
    assert post("postal_address", {"lines": "12 rue\x00 Haute"}, code=nadia.code) == 302
    assert PostalAddress.objects.get().lines == "12 rue Haute"
