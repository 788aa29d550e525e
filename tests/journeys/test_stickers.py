"""Stickers by keyboard alone on a phone, then the restitution in a hall, hung on a wall and given to the press."""

import re

from tests.journeys.conftest import check_page, picture

HERE = "/organiser/soirees/crepite/"
CODES = """
from events.models import Event, Registration
event = Event.objects.get(slug="crepite")
ticket = event.registrations.live().exclude(email=None).order_by("pk").first()
print(json.dumps([event.tables.get(number=7).code, event.code, ticket.code]))
"""
STUCK = """
from ideas.models import Hand
print(json.dumps(sorted(Hand.objects.filter(vote__event__slug="crepite").values_list("used", flat=True))))
"""


def press_until(page, focused, *, key="Tab", most=60):
    """Press `key` until what has the focus matches the selector `focused`, as who has no mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", focused):
            return
    raise AssertionError(f"{most} times {key} never reached {focused}")


def test_stickers_by_keyboard_then_closed(sign_in, visitor, stack):
    table, event, ticket = stack.ask(CODES)
    phone = visitor("phone")
    phone.goto(f"/a/{table}/gommettes/")
    check_page(phone, "gommettes-avant", contrast=False)
    desk = sign_in("Camille")
    desk.goto(f"{HERE}gommettes/")
    check_page(desk, "gommettes-regles")
    desk.get_by_role("button", name="Ouvrir le vote").click()
    desk.get_by_role("heading", name=re.compile("ouvert depuis")).wait_for()

    phone.get_by_role("heading", name="Vos gommettes").wait_for()  # by itself, within five seconds
    for number in (2, 1, 0):
        press_until(phone, "article:not(.stuck) button")
        phone.keyboard.press("Enter")
        phone.locator("#left b", has_text=re.compile(f"^{number}$")).wait_for()
    assert phone.evaluate("document.activeElement.closest('article').className") == "note stuck"
    check_page(phone, "gommettes", full=False)
    press_until(phone, "article:not(.stuck) button")
    phone.keyboard.press("Enter")
    phone.get_by_role("alert").get_by_text("déjà collées").wait_for()
    assert phone.locator(".worn li").count() == 3

    phone.context.set_offline(True)
    phone.locator(".worn button").first.click()
    phone.locator("#said", has_text="Pas de réseau").wait_for()
    phone.context.set_offline(False)
    phone.locator("#left b", has_text="1").wait_for()

    other = visitor("phone", java_script_enabled=False)
    other.goto(f"/a/{event}/gommettes/")
    other.fill("#id_code", "ZZZZ")
    other.get_by_role("button", name="Utiliser mon billet").click()
    other.locator("#id_code_error").wait_for()
    other.fill("#id_code", ticket.lower())
    other.get_by_role("button", name="Utiliser mon billet").click()
    other.get_by_text("Billet pour").wait_for()
    other.get_by_role("button", name="Coller une gommette").first.click()
    other.locator("#left b", has_text="2").wait_for()
    assert stack.ask(STUCK) == [1, 2]

    desk.get_by_role("button", name="Fermer le vote").click()
    desk.get_by_role("heading", name="Les résultats").wait_for()
    check_page(desk, "gommettes-resultats")
    other.get_by_role("button", name="Coller une gommette").first.click()
    other.get_by_role("heading", name=re.compile("fermé depuis")).wait_for()
    other.get_by_text("Il vous restait 2 gommettes").wait_for()
    other.goto(f"/a/{event}/gommettes/")
    phone.goto(f"/a/{table}/gommettes/")
    check_page(phone, "gommettes-fermees")


def test_restitution_is_ordered_shown_hung_and_given(sign_in, visitor):
    desk = sign_in("Camille")
    desk.goto(f"{HERE}restitution/")
    second = desk.locator(".order .rank + div a").nth(1).inner_text()
    desk.get_by_role("button", name=f"Monter « {second} »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")).click()
    assert desk.locator(".order .rank + div a").first.inner_text() == second
    check_page(desk, "restitution-ordre")

    wall = visitor("wall")
    wall.goto("/restitution/crepite/")
    check_page(wall, full=False)
    wall.context.set_offline(True)  # all slides are in the page
    wall.keyboard.press("PageDown")
    assert (wall.evaluate("location.hash"), wall.locator("[id='2'] h2").inner_text()) == ("#2", second)
    picture(wall, "restitution-diapositive", full=False)
    wall.keyboard.press("End")
    picture(wall, "restitution-qui-continue", full=False)
    last = int(wall.evaluate("location.hash").removeprefix("#"))
    wall.keyboard.press("ArrowLeft")
    assert wall.evaluate("location.hash") == f"#{last - 1}"
    wall.keyboard.press("Home")
    wall.locator("[id='1'] [rel=next]").click()
    assert wall.evaluate("location.hash") == "#2"
    too_tall = "() => [...document.querySelectorAll('.slide')].filter(s => s.scrollHeight > s.clientHeight + 1).length"
    assert wall.evaluate(too_tall) == 0

    desk.goto(f"{HERE}restitution/affiches/")
    check_page(desk, "restitution-affiches", full=False, contrast=False)
    desk.goto(f"{HERE}presse/")
    check_page(desk, "presse")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Télécharger l’archive").click()
    assert download.value.suggested_filename.startswith("presse-crepite-")
