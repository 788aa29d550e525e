"""Someone becomes a member of the cooperative from a phone; its board decides; a member reads their space (D41–D43)."""

import re

from tests.journeys.conftest import SCREENS, check_page
from tests.journeys.stack import body

HOME = "/cooperative/pays-ledonien/"
HUMAN = 2200  # ms: the form takes whoever sends faster for a robot


def press(page, what):
    with page.expect_navigation():
        page.locator(f"form[action$='/{what}/'] .btn-primary").locator("visible=true").first.click()


def test_a_resident_becomes_a_member(visitor, sign_in, stack):
    phone = visitor("phone")
    phone.goto(f"{HOME}devenir-societaire/")
    check_page(phone, "coop-devenir-societaire-360")
    phone.get_by_label("Prénom").fill("Aline")
    phone.get_by_label("Nom de famille").fill("Courvoisier")
    phone.get_by_label("Adresse e-mail").fill("aline.courvoisier@example.org")
    phone.locator("[name=address]").fill("3 rue du Puits-Salé\n39000 Lons-le-Saunier")
    phone.locator("[name=category]").select_option(label="Bénéficiaires")
    phone.locator("[name=shares]").fill("3")
    phone.locator("[name=consent]").check()
    phone.wait_for_timeout(HUMAN)
    with phone.expect_navigation():
        phone.locator("main form .btn-primary").last.click()
    phone.wait_for_url(re.compile("/recue/"))
    check_page(phone, "coop-demande-recue-360")
    stack.wait_for_mail("aline.courvoisier@example.org")

    board = sign_in("Paul")
    board.goto(HOME)
    check_page(board, "coop-tableau-de-bord")
    board.goto(f"{HOME}demandes/")
    check_page(board, "coop-demandes")
    board.get_by_role("link", name="Aline Courvoisier", exact=True).click()
    board.locator("[name=college]").select_option(label="Citoyennes et citoyens")
    press(board, "accepter")
    assert "150" in body(stack.wait_for_mail("aline.courvoisier@example.org", count=2))
    press(board, "payer")
    check_page(board, "coop-demande-payee")
    press(board, "inscrire")
    board.get_by_text(re.compile("numéro [0-9]+")).wait_for()
    board.goto(f"{HOME}societaires/")
    check_page(board, "coop-registre")
    board.goto(f"{HOME}regles/")
    check_page(board, "coop-regles")
    board.set_viewport_size(SCREENS["phone"])
    board.goto(f"{HOME}nos-regles/")
    check_page(board, "coop-nos-regles-360")


def test_a_member_reads_their_space(sign_in):
    member = sign_in("Denise", "phone")
    member.goto("/societaire/")
    check_page(member, "coop-espace-360")
    member.goto("/societaire/annuaire/")
    check_page(member, "coop-annuaire-360")
    member.goto("/espace/")
    check_page(member, "coop-mon-espace-360")
    member.get_by_role("link", name=re.compile("^Voter")).first.click()
    member.locator("fieldset.choices").nth(1).wait_for()  # hers, and that of whom she represents
    check_page(member)
