"""Hundreds of ideas sorted with ten letters of the keyboard, one by one, and on a phone without scripts (D18, D20)."""

import re

from tests.journeys.conftest import check_page, picture

BOARD = "/organiser/tri/?soiree=crepite"
SORTED = """
from ideas.models import Idea, IdeaStep
from ideas.sorting.models import IdeaTag, Note, SortingSheet
print(json.dumps([
    IdeaTag.objects.filter(tag__name="vélo rouge").count(), Note.objects.filter(text="Rappeler le mardi.").count(),
    SortingSheet.objects.filter(enterprise="yes", enterprise_comment="").count(),
]))
"""


def at(page):
    """The place of the idea that has the focus, among those of the list."""
    return page.evaluate(
        "() => [...document.querySelectorAll('[data-rows] > li')].findIndex(row => row.matches(':focus-within'))"
    )


def said(page, words):
    page.locator(".done").get_by_text(words).wait_for()


def test_ideas_are_sorted_by_the_keyboard_alone(sign_in, stack):
    desk = sign_in("Camille")
    press = desk.keyboard.press
    desk.goto(BOARD)
    check_page(desk, "tri", full=False)
    press("j")
    press("x")
    press("ArrowDown")
    press("Shift+X")
    desk.locator("[data-count]", has_text=re.compile("2$")).wait_for()
    picture(desk, "tri-cochees", full=False)
    press("r")
    said(desk, "2 idées retenues.")
    assert at(desk) == 0  # the next one stands where the hand was
    press("u")
    desk.get_by_text("2 idées sont comme avant.").wait_for()

    press("j")
    press("j")
    press("m")
    press("ArrowDown")
    press("Tab")
    press("Tab")
    press("Enter")
    said(desk, "1 idée mise de côté.")
    press("k")
    press("t")
    desk.keyboard.type("vélo rouge")  # every letter writes, none acts
    press("Enter")
    said(desk, "1 idée a reçu l’étiquette")
    press("?")
    picture(desk, "tri-touches", full=False)
    press("Escape")
    desk.locator("[data-switch]").press("Space")
    desk.locator("body").press("x")
    assert desk.locator("[data-rows] :checked").count() == 0
    desk.locator("[data-switch]").press("Space")

    desk.locator("body").press("n")
    desk.locator("#decide").wait_for()
    check_page(desk, "tri-suivante", full=False)
    shown = desk.locator("h1").inner_text()
    desk.locator("[name=enterprise][value=yes]").press("Space")
    desk.locator("[data-saved]", has_text="Gardé").wait_for()
    desk.locator("body").press("o")
    desk.keyboard.type("Rappeler le mardi.")
    press("Tab")
    press("c")
    said(desk, "1 idée à creuser.")
    assert desk.locator("h1").inner_text() != shown
    press("r")
    said(desk, "1 idée retenue.")
    assert stack.ask(SORTED) == [1, 1, 1]


def test_ideas_are_sorted_on_a_phone_without_scripts(sign_in):
    phone = sign_in("Camille", "phone")
    phone.goto(BOARD)
    check_page(phone, "tri-telephone", full=False, contrast=False)
    phone.goto("/organiser/tri/suivante/?soiree=crepite")
    check_page(phone, "tri-suivante-telephone", contrast=False)
    plain = phone.context.browser.new_context(
        base_url=phone.url.partition("/organiser")[0],
        viewport=phone.viewport_size,
        java_script_enabled=False,
        storage_state=phone.context.storage_state(),
    ).new_page()
    plain.goto(BOARD)
    for box in plain.locator("[name=idee]").all()[:2]:
        box.check()
    plain.get_by_role("button", name="À creuser", exact=True).click()
    said(plain, "2 idées à creuser.")
    plain.get_by_role("button", name="Défaire").click()
    plain.get_by_text("2 idées sont comme avant").wait_for()
    plain.locator("[name=tout]").check()
    plain.locator("summary", has_text="Mettre de côté").click()
    plain.locator("#why-words").fill("Nous y reviendrons.")
    plain.get_by_role("button", name="Mettre de côté", exact=True).click()
    plain.get_by_role("heading", name=re.compile(r"Mettre \d+ idées de côté")).wait_for()
    plain.get_by_role("link", name="Ne rien changer").click()
    plain.wait_for_url(re.compile("/organiser/tri/"))
    plain.context.close()
