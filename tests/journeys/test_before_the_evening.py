"""A resident who saw the poster: registers on a phone, receives the ticket, changes, cancels."""

import re

import pytest

from tests.journeys.conftest import check_page, picture
from tests.journeys.stack import body, link

EVENING = "/soirees/petite-montagne/"
FORM = f"{EVENING}inscription/"


def type_in(page, *, given_name, family_name="Vuillet", email="", age="26_39"):
    page.fill("#id_given_name", given_name)
    page.fill("#id_family_name", family_name)
    page.fill("#id_email", email)
    page.select_option("#id_age_band", age)


def register(page, workshop, **words):
    """Fill and send the form of the coming evening, from its page, as a thumb would."""
    page.goto(FORM)
    type_in(page, **words)
    page.locator(f"label:has(#id_workshop_{workshop})").click()
    page.locator("button[name=register]").click()


def arrive_from(page, mail):
    """Open the ticket from its mail."""
    page.goto(link(mail, "/billet/lien/"))
    page.wait_for_url(re.compile(r"/billet/[A-Z0-9]+/$"))


def seats_left(page, workshop):
    page.goto(FORM)
    words = page.locator(f"label:has(#id_workshop_{workshop}) span").inner_text()
    found = re.search(r"(\d+)\splace", words)
    return int(found[1]) if found else 0


def test_registers_changes_and_cancels(visitor, stack):
    email = "nadia.vuillet@example.org"
    page = visitor("phone")
    first, second = seats_left(page, 4), seats_left(page, 9)

    page.goto(EVENING)
    check_page(page, "soiree-telephone", full=False)
    page.get_by_role("link", name="Zéro déchet alimentaire").click()
    type_in(page, given_name="Nadia", email=email)
    check_page(page, "inscription-telephone")
    page.locator("button[name=register]").click()
    page.get_by_role("heading", name="Regardez votre boîte aux lettres").wait_for()
    check_page(page, "inscription-boite")

    mail = stack.wait_for_mail(email)
    assert "Zéro déchet alimentaire" in body(mail)
    assert [part.get_filename() for part in mail.iter_attachments()].count("soiree.ics") <= 1
    arrive_from(page, mail)
    assert page.get_by_role("img", name=re.compile("QR")).count() == 1
    check_page(page, "billet-telephone")
    with page.expect_download() as download:
        page.get_by_role("link", name="Ajouter au calendrier").click()
    assert download.value.path().read_text().startswith("BEGIN:VCALENDAR")
    assert seats_left(page, 4) == first - 1

    page.go_back()
    page.get_by_role("link", name="Changer d’atelier").click()
    page.locator("label:has(#id_workshop_9)").click()
    check_page(page)
    picture(page, "billet-changer", full=False)
    page.get_by_role("button", name="Prendre cette place").click()
    page.get_by_role("link", name="Je ne peux pas venir").wait_for()
    assert "Chaleur bois locale" in page.locator(".ticket").inner_text()
    stack.wait_for_mail(email, count=2)
    assert (seats_left(page, 4), seats_left(page, 9)) == (first, second - 1)

    page.goto(link(mail, "/billet/lien/"))
    page.get_by_role("link", name="Je ne peux pas venir").click()
    check_page(page, "billet-annuler")
    page.get_by_role("button", name="Annuler l’inscription").click()
    page.get_by_text("est annulée").first.wait_for()
    check_page(page)
    stack.wait_for_mail(email, count=3)
    assert (seats_left(page, 4), seats_left(page, 9)) == (first, second)
