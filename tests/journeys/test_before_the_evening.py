"""A resident who saw the poster: registers on a phone, receives the ticket, changes, cancels."""

import re

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
    page.get_by_role("heading", name="Regardez vos e-mails").wait_for()
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


def test_comes_with_others_and_tells_about_a_minor(visitor, stack):
    email = "odile.mignot@example.org"
    page = visitor("phone")
    before = seats_left(page, 5)
    type_in(page, given_name="Odile", family_name="Mignot", email=email)
    page.locator("label:has(#id_workshop_5)").click()
    page.get_by_role("button", name="Ajouter une personne").click()
    page.fill("#id_companion-0-given_name", "Zoé")
    page.select_option("#id_companion-0-age_band", "15_17")
    page.locator("button[name=register]").click()

    # A minor comes along: the page says so before anything is kept, and keeps what was typed.
    page.locator("#summary").wait_for()
    assert page.input_value("#id_given_name") == "Odile"
    assert page.input_value("#id_companion-0-given_name") == "Zoé"
    check_page(page, "inscription-mineur")
    page.locator("#id_minor_told").check()
    page.locator("button[name=register]").click()
    page.wait_for_url("**/inscription/merci/")

    mail = stack.wait_for_mail(email)
    assert "Zoé" in body(mail)
    arrive_from(page, mail)
    assert page.locator(".ticket").count() == 2
    assert page.locator(".ticket").filter(has_text="Zoé").get_by_role("link", name="Autorisation").count() == 1
    check_page(page)
    page.get_by_role("link", name="Autorisation").first.click()
    check_page(page, "autorisation")
    assert seats_left(page, 5) == before - 2


def test_full_workshop_is_refused_and_what_was_typed_is_kept(visitor, stack):
    page = visitor("phone")
    page.goto(FORM)
    type_in(page, given_name="Régis", family_name="Cattin", email="regis.cattin@example.org")
    page.locator("label:has(#id_workshop_8)").click()
    stack.ask(
        "from django.db.models import F; from events.models import Table\n"
        "Table.objects.filter(event__slug='petite-montagne', workshop__number=8).update(seats_taken=F('seats'))"
    )
    page.locator("button[name=register]").click()
    page.locator("#summary").wait_for()
    assert page.input_value("#id_email") == "regis.cattin@example.org"
    assert page.locator("#id_workshop_8").is_disabled()
    check_page(page)
    picture(page, "inscription-complet", full=False)

    page.locator("label:has(#id_workshop_10)").click()
    page.locator("button[name=register]").click()
    page.wait_for_url("**/inscription/merci/")
    stack.wait_for_mail("regis.cattin@example.org")


def test_bad_address_is_explained(visitor):
    page = visitor("phone")
    register(page, 11, given_name="Huguette", email="huguette.chez-elle")
    page.locator("#summary").wait_for()
    assert page.input_value("#id_email") == "huguette.chez-elle"
    assert page.locator("#id_email").get_attribute("aria-invalid") == "true"
    assert page.locator("#id_workshop_11").is_checked()
    check_page(page)


def test_registers_without_javascript(visitor, stack):
    email = "ginette.clerc@example.org"
    page = visitor("phone", java_script_enabled=False)
    page.goto(FORM)
    type_in(page, given_name="Ginette", family_name="Clerc", email=email, age="75_up")
    page.locator("label:has(#id_workshop_12)").click()
    page.get_by_role("button", name="Ajouter une personne").click()
    page.fill("#id_companion-0-given_name", "Maurice")
    page.select_option("#id_companion-0-age_band", "75_up")
    page.locator("button[name=register]").click()
    page.wait_for_url("**/inscription/merci/")
    assert "Maurice" in body(stack.wait_for_mail(email))


def test_known_address_changes_nothing_before_its_link(visitor, stack):
    email = "thierry.prost@example.org"
    owner, other = visitor("phone"), visitor("phone")
    register(owner, 13, given_name="Thierry", email=email)
    owner.wait_for_url("**/inscription/merci/")
    said = owner.locator("main").inner_text()
    arrive_from(owner, stack.wait_for_mail(email))
    ticket = owner.url

    # Someone else types the same address: the page says the same thing, the ticket stays as it was.
    register(other, 14, given_name="Quelqu’un", email=email)
    other.wait_for_url("**/inscription/merci/")
    assert other.locator("main").inner_text() == said
    owner.goto(ticket)
    assert "Colocation intergénérationnelle" in owner.locator(".ticket").inner_text()

    # Mail scanners open links, twice rather than once: a page that is read changes nothing.
    act = link(stack.wait_for_mail(email, count=2), "/billet/changement/")
    for _ in range(2):
        assert other.request.get(act).status == 200
    owner.goto(ticket)
    assert "Colocation intergénérationnelle" in owner.locator(".ticket").inner_text()

    owner.goto(act)
    check_page(owner, "billet-confirmer")
    owner.get_by_role("button", name="Faire le changement").click()
    owner.wait_for_url(ticket)
    assert "Repas partagés" in owner.locator(".ticket").inner_text()
    assert other.goto(act).status == 410  # once
    check_page(other)
