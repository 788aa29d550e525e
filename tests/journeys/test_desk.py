"""The control desk: two people lead one evening, a wall and a phone follow."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check_page, picture

DESK = "/regie/crepite/"
MESSAGE = "Le repas est servi dans le hall"


TONIGHT = """
from datetime import timedelta
from django.utils import timezone
from config.demonstration import at_desk, at_tables
from events.models import Attendance, Event
from ideas.evening.models import Control
from members.models import Person
event, now = Event.objects.get(slug="crepite"), timezone.now()
came = Attendance.objects.filter(device_key__startswith="desk-")
"""
# Whatever the hour of the tests, the room is as it would be in the middle of the work.
BEGUN = f"""{TONIGHT}
people = event.registrations.absent()[:200]
Attendance.objects.bulk_create(Attendance(registration=one, device_key=f"desk-{{one.pk}}") for one in people)
at_tables.arrive(event, now=now)
at_desk.lead(event, by=None, now=now)
event.scenes.back_to_planned()  # the scene of this very hour, which may have begun after this one
control, work = Control.of(event), event.scenes.get(kind="work")
control.start(work, by=Person.objects.get(given_name="Camille", family_name="Perrodin"), seen=control.turn,
              now=now - timedelta(minutes=40))
"""
OVER = f"""{TONIGHT}
came.delete()
event.scenes.back_to_planned()
at_tables.begin_again(event)
at_desk.begin_again(event)
event.bump()
"""


@pytest.fixture
def hall(visitor, sign_in, stack):
    """Camille's desk, Léa's desk, the wall and a phone at table 7, all open on tonight's evening."""
    stack.ask(BEGUN)
    one, other, wall, phone = sign_in("Camille"), sign_in("Léa"), visitor("wall"), visitor("phone")
    phone.goto("/demo/")
    phone.goto(phone.get_by_role("link", name=re.compile("table 7")).get_attribute("href"))
    wall.goto("/mur/crepite/")
    for page in (one, other):
        page.goto(DESK)
    yield one, other, wall, phone
    stack.ask(OVER)


def click(page, name, **options):
    with page.expect_response(re.compile("/agir/|/lancer/|/message/")):
        page.get_by_role("button", name=name, **options).click()
    since = time.monotonic()
    expect(page.locator(".htmx-request")).to_have_count(0)  # the page has taken the answer, and the turn it says
    return since


def follows(page, text, *, since):
    """Wait for `text`; return how many seconds after `since` it stood there (told, not judged)."""
    page.get_by_text(text).first.wait_for()
    return time.monotonic() - since


def test_two_conductors_lead_a_wall_and_a_phone_follow(hall, stack):
    one, other, wall, phone = hall
    delays = []

    click(one, "+ 5 minutes")
    since = click(one, "Pause")
    delays.append(follows(wall, "En pause", since=since))
    delays.append(follows(other, "En pause", since=since))
    click(one, "Reprendre")

    other.locator("#id_message").fill(MESSAGE)
    click(one, "+ 5 minutes")
    expect(other.locator("#acts li").first).to_contain_text("Camille Perrodin a prolongé")
    expect(other.locator("#id_message")).to_have_value(MESSAGE)
    expect(other.locator("#id_message")).to_be_focused()
    since = click(other, "Afficher sur les écrans")
    expect(other.locator("#id_message")).to_have_value("")
    delays.append(follows(wall, MESSAGE, since=since))
    picture(wall, "regie-mur", full=False)
    delays.append(follows(phone, MESSAGE, since=since))

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
    since = click(one, "Passer à : On relit les idées")
    delays.append(follows(wall, "On relit les idées", since=since))
    other.goto(f"{DESK}verifications/")
    check_page(other, "regie-verifications")

    # The web server is started again: everything is where it was.
    click(one, "Pause")
    one.goto("about:blank")
    stack.stop("web")
    stack.start("web")
    other.goto(DESK)
    expect(other.locator("#act-pause")).to_have_text("Reprendre")
    expect(other.get_by_role("heading", level=1)).to_have_text("On relit les idées")
    print("seconds (wall, other desk, wall, phone, wall):", [round(delay, 2) for delay in delays])
