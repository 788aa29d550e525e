"""The control desk: two people lead one evening, a wall and a phone follow."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check_page, picture

DESK = "/regie/crepite/"
MESSAGE = "Le repas est servi dans le hall"
WALL_FOLLOWS, PHONE_FOLLOWS = 2000, 5000  # ms


@pytest.fixture
def hall(visitor, sign_in):
    """Camille's desk, Léa's desk, the wall and a phone at table 7, all open on tonight's evening."""
    one, other, wall, phone = sign_in("Camille"), sign_in("Léa"), visitor("wall"), visitor("phone")
    phone.goto("/demo/")
    phone.goto(phone.get_by_role("link", name=re.compile("table 7")).get_attribute("href"))
    wall.goto("/mur/crepite/")
    for page in (one, other):
        page.goto(DESK)
    yield one, other, wall, phone
    for act in ("Retirer", "Revenir aux heures prévues"):  # the other journeys find the evening as it was
        if act.startswith("Revenir"):
            one.get_by_text("Réglages de la régie").click()
        if one.get_by_role("button", name=act).count():
            with one.expect_response(re.compile("/agir/")):
                one.get_by_role("button", name=act).click()


def click(page, name, **options):
    with page.expect_response(re.compile("/agir/|/lancer/|/message/")):
        page.get_by_role("button", name=name, **options).click()
    return time.monotonic()


def follows(page, text, *, since, within):
    """Wait for `text`; return how many seconds after `since` it stood there."""
    page.get_by_text(text).first.wait_for(timeout=within)
    return time.monotonic() - since


def test_two_conductors_lead_a_wall_and_a_phone_follow(hall):
    one, other, wall, phone = hall
    delays = []

    click(one, "Lancer : Travail aux tables", exact=True)
    click(one, "+ 5 minutes")
    expect(one.locator("#lead h1")).to_have_text("Travail aux tables")
    since = click(one, "Pause")
    delays.append(follows(wall, "En pause", since=since, within=WALL_FOLLOWS))
    delays.append(follows(other, "En pause", since=since, within=WALL_FOLLOWS + 500))
    click(one, "Reprendre")

    other.locator("#id_message").fill(MESSAGE)
    click(one, "+ 5 minutes")
    expect(other.locator("#acts li").first).to_contain_text("Camille Perrodin a prolongé")
    expect(other.locator("#id_message")).to_have_value(MESSAGE)
    expect(other.locator("#id_message")).to_be_focused()
    since = click(other, "Afficher sur les écrans")
    expect(other.locator("#id_message")).to_have_value("")
    delays.append(follows(wall, MESSAGE, since=since, within=WALL_FOLLOWS))
    picture(wall, "regie-mur", full=False)
    delays.append(follows(phone, MESSAGE, since=since, within=PHONE_FOLLOWS))
    print("seconds (wall, other desk, wall, phone):", [round(delay, 2) for delay in delays])

    # Léa's page is late: her click changes nothing, and says why.
    other.route("**/etat/**", lambda route: route.fulfill(status=204))
    expect(one.locator("#acts li").first).to_contain_text("Léa Marchand a écrit")
    click(one, "+ 5 minutes")
    click(other, "Pause")
    expect(other.locator("#refused")).to_contain_text("Camille Perrodin a prolongé")
    expect(other.locator("#act-pause")).to_have_text("Pause")
    check_page(other, "regie", full=False)
    other.set_viewport_size({"width": 360, "height": 740})
    check_page(other, "regie-telephone", contrast=False)
    other.goto(f"{DESK}verifications/")
    check_page(other, "regie-verifications")
