"""At the table: an idea leaves a phone, the team reads it, the wall shows it."""

import re
import time

import pytest

from tests.journeys.conftest import check_page, picture
from tests.journeys.stack import link

WALL = "/mur/crepite/"
READING = "/organiser/soirees/crepite/idees/"
HUMAN = 2.2  # seconds: the form takes whoever sends faster for a robot


NOW = """
from django.utils import timezone
from outbox.models import Message
from outbox.tasks import deliver
waiting = Message.objects.get(to="{email}", sent_at=None)
Message.objects.filter(pk=waiting.pk).update(due_at=timezone.now())
deliver.delay(waiting.pk)  # a nudge leaves by a thread, which the end of this command would cut
"""


@pytest.fixture
def table(visitor):
    """The address behind the QR of table 7, as the demonstration gives it."""
    page = visitor("phone")
    page.goto("/demo/")
    return page.get_by_role("link", name=re.compile("table 7")).get_attribute("href")


def write(page, *, title, need="", solution=""):
    """Type an idea at the pace of a person."""
    began = time.monotonic()
    page.fill("#id_title", title)
    page.fill("#id_need", need)
    page.fill("#id_solution", solution)
    page.wait_for_timeout(max(0, HUMAN - (time.monotonic() - began)) * 1000)


def send(page, table, **words):
    """Send an idea from a table's page and return its receipt."""
    page.goto(table)
    write(page, **words)
    page.get_by_role("button", name="Envoyer l’idée").click()
    page.get_by_role("heading", name="Reçue").wait_for()
    return page.locator(".receipt").inner_text()


def find_in_queue(page, title):
    """Return the sheet of an idea among those that the team has to read, oldest first."""
    page.goto(READING)
    while not (sheet := page.locator("li.sheet").filter(has=page.get_by_role("link", name=title, exact=True))).count():
        page.goto(f"{READING}{page.get_by_role('link', name='Suivant').get_attribute('href')}")
    return sheet


def accept(page, title):
    """Accept an idea and return the instant of the answer."""
    sheet = find_in_queue(page, title)
    with page.expect_response(re.compile("/accepter/")):
        sheet.get_by_role("button", name="Accepter").click()
    return time.monotonic()


def begin_work(page):
    """Start the scene of work at the tables, whatever the hour of the tests."""
    page.goto("/regie/crepite/")
    with page.expect_response(re.compile("/lancer/")):
        page.locator(".control-steps li").filter(has_text="Travail aux tables").get_by_role("button").click()


def test_idea_goes_from_the_phone_to_the_wall(visitor, sign_in, table):
    title = "Le bus des récoltes"
    moderator = sign_in("Camille", "phone")
    begin_work(moderator)
    phone, wall = visitor("phone"), visitor("wall")
    wall.goto(WALL)
    wall.locator("#wall .note").first.wait_for()

    phone.goto(table)
    check_page(phone, "table-telephone")
    write(
        phone, title=title, need="Les saisonniers n’ont pas de voiture.", solution="Un bus passe aux fermes, à l’aube."
    )
    picture(phone, "table-ecrire")
    phone.get_by_role("button", name="Envoyer l’idée").click()
    phone.get_by_role("heading", name="Reçue").wait_for()
    check_page(phone, "table-recue")
    receipt = phone.locator(".receipt").inner_text()
    assert len(re.sub(r"\W", "", receipt)) == 8
    assert wall.get_by_role("heading", name=title).count() == 0  # the team reads it first

    phone.get_by_role("button", name="Compléter ma fiche").click()
    phone.fill("#id_first_step", "Appeler la chambre d’agriculture.")
    check_page(phone, "idee-completer", full=False)
    phone.get_by_role("button", name="Enregistrer").click()
    phone.get_by_text("C’est enregistré").wait_for()

    moderator.goto(READING)
    check_page(moderator, "relire-telephone")
    accepted = accept(moderator, title)
    wall.get_by_role("heading", name=title).wait_for()
    seconds = time.monotonic() - accepted
    print(f"\non the wall {seconds:.2f} s after it was accepted")
    assert seconds <= 3
    assert wall.evaluate("document.documentElement.scrollHeight") <= 1080  # a wall does not scroll
    check_page(wall, "mur")

    # Found again from any phone, by its receipt; then taken back.
    author = visitor("phone")
    author.goto("/idees/retrouver/")
    author.get_by_label("Votre reçu").fill(receipt.lower())
    check_page(author, "idee-retrouver")
    author.get_by_role("button", name="Retrouver").click()
    author.get_by_role("heading", name=title).wait_for()
    author.get_by_role("link", name="Compléter ma fiche").click()
    assert author.input_value("#id_first_step") == "Appeler la chambre d’agriculture."
    author.get_by_role("link", name="Retirer mon idée").click()
    author.get_by_role("button", name="Retirer mon idée").wait_for()
    check_page(author)
    author.get_by_role("button", name="Retirer mon idée").click()
    author.get_by_text("Votre idée est retirée").wait_for()
    wall.get_by_role("heading", name=title).wait_for(state="detached")


def test_wall_comes_back_by_itself_when_the_server_restarts(visitor, sign_in, table, stack):
    title = "La navette du marché"
    wall, phone = visitor("wall"), visitor("phone")
    wall.goto(WALL)
    send(phone, table, title=title)
    stack.stop("web")
    wall.locator(".banner").wait_for()
    assert wall.locator(".note").count() > 0  # what was shown stays
    picture(wall, "mur-coupure")
    stack.start("web")
    wall.locator(".banner").wait_for(state="detached")

    accept(sign_in("Camille", "phone"), title)
    wall.get_by_role("heading", name=title).wait_for()


def test_sends_without_javascript(visitor, table):
    page = visitor("phone", java_script_enabled=False)
    receipt = send(page, table, title="Le four du hameau", need="Le pain vient de loin.")
    page.get_by_role("button", name="Compléter ma fiche").click()
    assert page.input_value("#id_need") == "Le pain vient de loin."
    assert receipt in page.locator("main").inner_text()


def test_idea_waits_on_the_phone_while_the_network_is_away(visitor, sign_in, table):
    title = "Le relais des colis"
    page = visitor("phone")
    page.goto(table)
    write(page, title=title, solution="L’épicerie les garde jusqu’à vingt heures.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Envoyer l’idée").click()
    page.get_by_text("Votre idée est gardée sur ce téléphone").wait_for()
    assert page.input_value("#id_title") == ""
    picture(page, "table-hors-reseau", full=False)
    page.context.set_offline(False)
    page.get_by_role("link", name="Voir son reçu").click()
    page.get_by_role("heading", name="Reçue").wait_for()
    assert find_in_queue(sign_in("Camille"), title).count() == 1


def test_double_tap_sends_once(visitor, sign_in, table):
    title = "Le banc qui parle"
    page = visitor("phone")
    page.goto(table)
    write(page, title=title)
    page.get_by_role("button", name="Envoyer l’idée").dblclick()
    page.get_by_role("heading", name="Reçue").wait_for()
    page.go_back()
    page.get_by_role("button", name="Envoyer l’idée").wait_for()

    assert find_in_queue(sign_in("Camille"), title).count() == 1


def test_mistake_keeps_every_word(visitor, table):
    page = visitor("phone")
    page.goto(table)
    write(page, title="", need="On ne sait pas où réparer un vélo.", solution="Un atelier le samedi.")
    page.get_by_role("button", name="Envoyer l’idée").click()
    page.locator("#id_title_error").wait_for()
    assert page.input_value("#id_need") == "On ne sait pas où réparer un vélo."
    assert page.input_value("#id_solution") == "Un atelier le samedi."
    check_page(page, "table-erreur")


def test_author_is_told_by_mail_and_comes_back_by_its_link(visitor, sign_in, table, stack):
    title, email = "Les clés du gymnase", "assia.girod@example.org"
    page = visitor("phone")
    send(page, table, title=title)
    page.get_by_text("Recevoir des nouvelles de cette idée").click()
    page.fill("#id_email", email)
    page.get_by_role("button", name="M’envoyer le reçu").click()
    mail = stack.wait_for_mail(email)

    moderator = sign_in("Camille")
    sheet = find_in_queue(moderator, title)
    sheet.get_by_label("Raison du refus").select_option("off_topic")
    sheet.get_by_role("button", name="Refuser").click()
    moderator.get_by_text("n’est pas retenue").wait_for()
    stack.ask(NOW.format(email=email))  # an answer waits five minutes, in case the team changes its mind
    refused = stack.wait_for_mail(email, count=2)

    other = visitor("phone")
    other.goto(link(mail, "/idees/lien/"))
    other.get_by_role("heading", name=title).wait_for()
    check_page(other)
    other.goto(link(refused, "/idees/"))
    other.get_by_role("button", name="La renvoyer").click()
    other.get_by_text("C’est enregistré").wait_for()
