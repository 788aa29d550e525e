"""An organiser prepares an evening, brings registrations from elsewhere, welcomes people, reads ideas."""

import base64
import hmac
import re
import struct
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import check_page, picture
from tests.journeys.stack import body

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TONIGHT = "/organiser/soirees/crepite/"


def totp(secret):
    """Return what an app on a phone shows now for a key (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def ask_for_code(page, stack, email, *, count):
    """Sign in by mail: type the address, then the code received."""
    page.goto("/organiser/")
    page.get_by_label("Votre adresse e-mail").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_role("heading", name="Tapez votre code").wait_for()
    code = re.search(
        r"^\s*([A-Z0-9]{6})\s*$", body(stack.wait_for_mail(email, subject="votre code", count=count)), re.MULTILINE
    )[1]
    page.get_by_label("Code reçu par e-mail").fill(code)
    page.get_by_role("button", name="Se connecter", exact=True).click()


def test_signs_in_with_two_steps(visitor, stack):
    email = "lucie.berthet@example.org"
    page = visitor("phone")
    ask_for_code(page, stack, email, count=1)
    page.get_by_role("heading", name="Mettre en place la deuxième étape").wait_for()
    check_page(page, "deuxieme-etape")
    page.get_by_label("Les six chiffres").fill(totp(page.locator("code").inner_text()))
    page.get_by_role("button", name="Valider").click()
    page.get_by_role("heading", name="Codes de secours").wait_for()
    check_page(page)
    spare = page.locator(".recovery-codes li").first.inner_text()
    page.goto("/organiser/")
    page.get_by_role("heading", name="Mes soirées").wait_for()

    # The phone is lost: another computer, an emergency code.
    other = visitor("desk")
    ask_for_code(other, stack, email, count=2)
    other.get_by_label("Code de l’application").fill(spare)
    check_page(other)
    other.get_by_role("button", name=re.compile("Valider|Se connecter|Continuer")).click()
    other.get_by_role("heading", name="Mes soirées").wait_for()


def test_prepares_and_publishes_an_evening(visitor, sign_in):
    page = sign_in("Lucie")
    page.goto("/organiser/")
    page.get_by_role("link", name="Préparer une soirée").click()
    page.fill("#id_brand", "Grandes idées à Orgelet")
    page.fill("#id_day", (date.today() + timedelta(days=90)).isoformat())
    page.fill("#id_venue_name", "Salle des Grenettes (démonstration)")
    check_page(page)
    page.get_by_role("button", name="Créer le brouillon").click()
    page.get_by_role("heading", name="Avant de publier").wait_for()
    check_page(page, "organiser-brouillon")
    address = page.url

    page.goto(f"{address}programme/")
    page.get_by_role("link", name="Ajouter une étape").click()
    page.fill("#id_hour", "21:30")
    page.fill("#id_title", "Soupe et fromages")
    page.fill("#id_minutes", "45")
    page.select_option("#id_kind", "party")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Soupe et fromages").first.wait_for()

    page.goto(f"{address}ateliers/nouveau/")
    page.fill("#id_title", "Le lavoir reprend vie")
    page.fill("#id_question", "Comment faire du lavoir un lieu où l’on s’arrête ?")
    page.locator("[name$='-number']").first.fill("1")
    page.locator("[name$='-room']").first.fill("Grande salle")
    check_page(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="trouver quelqu’un pour animer").click()
    page.fill("#id_given_name", "Corinne")
    page.fill("#id_family_name", "Buffard")
    page.fill("#id_email", "corinne.buffard@example.org")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Corinne Buffard").first.wait_for()

    page.goto(f"{address}ateliers/")
    page.get_by_role("button", name=re.compile("^Publier")).first.click()
    page.get_by_text("Publié", exact=True).first.wait_for()
    page.goto(address)
    page.get_by_role("button", name="Publier la soirée").click()
    page.get_by_role("link", name="La page publique").click()
    page.get_by_role("link", name="Le lavoir reprend vie").wait_for()

    anyone = visitor("phone")
    anyone.goto(page.url)
    anyone.get_by_role("link", name="S’inscrire, c’est gratuit").click()
    check_page(anyone)


@pytest.mark.parametrize(
    ("file", "new"),
    [
        ("helloasso_cp1252.csv", 9),
        ("helloasso.xlsx", 2),
        ("eventbrite_en.csv", 5),
        ("eventbrite_fr_bom.csv", 4),
        ("eventbrite_uk_utf16.csv", 2),
    ],
)
def test_imports_a_list_and_takes_it_back(sign_in, file, new):
    page = sign_in("Camille")
    before = registered(page)
    bring(page, file)
    assert lines(page)["new"] == new
    check_page(page)
    if file.startswith("helloasso_"):
        page.goto(f"{page.url.partition('?')[0]}?lines=new")
        picture(page, "import-relire")
    assert registered(page, keep=True) == before  # nothing is done before someone says so

    page.locator("button[name=apply]").click()
    page.get_by_text("ont été inscrites").wait_for()
    imported = page.url
    check_page(page)
    assert registered(page) == before + new

    bring(page, file)
    assert lines(page)["new"] == 0
    page.get_by_role("button", name="Abandonner").click()

    page.goto(imported)
    page.get_by_text("Annuler cet import").click()
    page.get_by_role("button", name=re.compile("Annuler l’import")).click()
    page.get_by_text("Cet import a été annulé").wait_for()
    check_page(page)
    assert registered(page) == before


@pytest.mark.parametrize("file", ["vide.csv"])
def test_refuses_a_file_with_a_reason(sign_in, file):
    page = sign_in("Camille")
    choose(page, file)
    page.locator(".error").wait_for()
    print(page.locator(".error").all_inner_texts())
    check_page(page)


def test_says_when_a_list_holds_nobody(sign_in):
    page = sign_in("Camille")
    choose(page, "helloasso_en_tete_seul.csv")
    page.get_by_text("Cette liste ne contient personne").wait_for()
    check_page(page)


def choose(page, file):
    page.goto(f"{TONIGHT}import/")
    page.set_input_files("#id_file", SAMPLES / file)
    page.get_by_role("button", name="Voir ce qu’il contient").click()


def bring(page, file):
    """Upload a list and wait for what would be done with it."""
    choose(page, file)
    page.locator("nav.tabs a[href*='lines=']").first.wait_for()


def lines(page):
    """The number of lines under each heading of an import."""
    tabs = page.locator("nav.tabs a[href*='lines=']")
    return {
        re.search(r"lines=(\w+)", tab.get_attribute("href"))[1]: int(re.sub(r"\D", "", tab.locator("b").inner_text()))
        for tab in tabs.all()
    }


def registered(page, *, keep=False):
    """How many people the list counts; the page comes back to where it was when `keep`."""
    here = page.url
    page.goto(f"{TONIGHT}inscriptions/")
    count = int(re.sub(r"\D", "", page.locator("#rows [role=status] b").inner_text()))
    if keep:
        page.goto(here)
    return count


def test_registers_by_hand_and_marks_present(sign_in):
    page = sign_in("Camille", "phone")
    page.goto(f"{TONIGHT}inscriptions/nouvelle/")
    page.fill("#id_given_name", "Firmin")
    page.fill("#id_family_name", "Zuliani")
    page.get_by_role("button", name="Inscrire").click()
    page.get_by_role("heading", name="Firmin Zuliani").wait_for()
    page.get_by_role("link", name="Imprimer le billet").click()
    check_page(page)
    assert page.locator("svg").count() >= 1

    page.goto(f"{TONIGHT}inscriptions/")
    page.locator("#id_q").press_sequentially("zuli")
    page.locator("#rows [role=status]").get_by_text("1 personne").wait_for()
    row = page.locator("tr.person").filter(has_text="Zuliani")
    row.get_by_role("button", name="Noter l’arrivée").click()
    row.locator("button[aria-pressed=true]").wait_for()
    picture(page, "organiser-presence-360", full=False)
    page.select_option("#id_etat", "annule")  # filters answer as they are chosen
    row.wait_for(state="detached")
    page.select_option("#id_etat", "")
    row.wait_for()
    assert page.locator("#rows").count() == 1
    page.reload()
    assert row.locator("button[aria-pressed=true]").count() == 1

    page.goto(f"{TONIGHT}inscriptions/arrivee/")
    page.fill("#id_given_name", "Josette")
    page.get_by_role("button", name="Inscrire et noter l’arrivée").click()
    page.get_by_text("Josette").first.wait_for()


def test_downloads_the_list(sign_in):
    page = sign_in("Camille")
    page.goto(f"{TONIGHT}inscriptions/?q=nour")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger cette liste").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = content.decode("utf-8-sig").split("\r\n")
    assert ";" in rows[0]
    assert [row for row in rows[1:] if "nour.belhadj@example.org" in row]


def test_sees_what_left(sign_in, stack):
    page = sign_in("Camille")
    page.goto(f"{TONIGHT}inscriptions/?q=nour")
    page.get_by_role("link", name=re.compile("Belhadj")).click()
    sent = len(stack.mails("nour.belhadj@example.org"))
    page.get_by_role("button", name="Renvoyer le billet").click()
    stack.wait_for_mail("nour.belhadj@example.org", count=sent + 1)
    page.goto(f"{TONIGHT}messages/?q=nour")
    page.get_by_role("link", name="De nouveau, votre billet").first.click()
    page.get_by_text("nour.belhadj@example.org").first.wait_for()
    check_page(page)


def test_reads_ideas(sign_in, visitor):
    page = sign_in("Camille")
    page.goto(f"{TONIGHT}idees/saisir/")
    page.fill("#id_title", "Le car de nuit du samedi")
    page.get_by_role("button", name="Enregistrer et saisir la suivante").click()
    page.get_by_text("Son reçu, à donner à la personne").wait_for()
    check_page(page)

    page.goto(f"{TONIGHT}idees/")
    title = page.locator("li.sheet h2").first.inner_text()
    page.locator("li.sheet").first.get_by_role("button", name="Accepter").click()
    page.get_by_text("est acceptée").wait_for()
    check_page(page)
    wall = visitor("wall")
    wall.goto("/mur/crepite/")
    page.goto(f"{TONIGHT}idees/?vue=affichees")
    shown = page.locator("li.sheet").filter(has=page.get_by_role("link", name=title, exact=True))
    newest = wall.locator(".note h2").first.inner_text()
    on_wall = page.locator("li.sheet").filter(has=page.get_by_role("link", name=newest, exact=True)).first
    on_wall.get_by_role("button", name="Retirer du mur").click()
    wall.get_by_role("heading", name=newest, exact=True).wait_for(state="detached")
    shown.first.wait_for()
    on_wall.get_by_role("button", name="Remettre sur le mur").click()
    wall.get_by_role("heading", name=newest, exact=True).wait_for()
