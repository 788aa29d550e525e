"""Who facilitates a table, on a phone during the evening; the desk leads; a colleague acts at the same time."""

import re

import pytest

from tests.journeys.conftest import check_page, picture

EVENING = """
from datetime import timedelta
from django.utils import timezone
from events.models import Event, Facilitator, Registration, Scene, Table, Workshop
from ideas.models import Idea
from members.models import Territory
now = timezone.now()
land = Territory.objects.get(slug="pays-ledonien")
event = Event.objects.create(territory=land, brand="Crépite", slug="soiree-d-essai", status="running",
    venue_name="Carcom", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=4))
workshop = Workshop.objects.create(event=event, number=1, title="Se passer de la deuxième voiture", status="published",
    question="Comment se déplacer à la campagne sans voiture de plus ?")
table = Table.objects.create(event=event, workshop=workshop, number=7, room="Salle Comté", seats=12, seats_taken=4)
Scene.objects.create(event=event, kind="work", title="Travail aux tables", minutes=90,
    planned_at=now - timedelta(minutes=20))
for given_name, family_name, age in (("Nadia", "Morel", ""), ("Régis", "Cattin", ""), ("Maud", "Vernier", ""),
        ("Lou", "Petit", "15_17")):
    Registration.objects.create(event=event, table=table, given_name=given_name, family_name=family_name, age_band=age)
for title in ("Le chauffeur-voisin", "Un triporteur pour le marché", "Le car du samedi", "Vélos à prêter"):
    Idea.objects.create(event=event, territory=land, table=table, title=title, status="accepted",
        solution="Des trajets partagés entre voisines et voisins, notés au café.")
people = [Facilitator.objects.create(event=event, table=table, given_name=name, family_name="Perrin", status="accepted")
    for name in ("Dominique", "Claude")]
print(json.dumps([person.access_link() for person in people]))
"""
DESK = """
from django.utils import timezone
from events.models import Scene
Scene.objects.get(event__slug="soiree-d-essai").pause(now=timezone.now())
print("null")
"""


AFTER = """
from events.models import Event
Event.objects.filter(slug="soiree-d-essai").update(status="draft")
print("null")
"""


@pytest.fixture(scope="module")
def links(stack):
    """The access links of both facilitators of table 7, one evening for the whole file."""
    yield stack.ask(EVENING)
    stack.ask(AFTER)


def of_idea(page, title):
    return page.locator("#idees li").filter(has_text=title)


def test_a_table_is_led_from_one_phone(visitor, stack, links):
    phone, other = visitor("phone"), visitor("phone")
    phone.goto(links[0])
    other.goto(links[1])
    phone.get_by_role("button", name="Je suis à ma table").click()
    phone.get_by_text("Vous êtes là depuis").wait_for()

    phone.get_by_role("button", name="Est là : Nadia").click()
    phone.get_by_text("1 là sur 4").wait_for()
    other.get_by_text("1 là sur 4").wait_for()  # a colleague's page follows by itself
    other.get_by_role("button", name="Est là : Régis").click()
    phone.get_by_text("2 là sur 4").wait_for()
    assert phone.get_by_text("Moins de 18 ans, pas encore d’autorisation").count() == 1
    check_page(phone, "animation-table")

    stack.ask(DESK)
    phone.locator(".live-clock").get_by_text("En pause").wait_for()

    for title in ("Le chauffeur-voisin", "Le car du samedi", "Vélos à prêter"):
        of_idea(phone, title).get_by_role("button", name=re.compile("^Étoile")).click()
        of_idea(phone, title).get_by_role("button", name="Retirer l’étoile").wait_for()
    of_idea(phone, "triporteur").get_by_role("button", name=re.compile("^Étoile")).click()
    phone.get_by_text("Votre table a déjà trois étoiles").wait_for()
    picture(phone, "animation-etoiles", full=False)

    of_idea(phone, "chauffeur").get_by_role("link", name="Qui continue").click()
    phone.get_by_label("Nadia M.").check()
    phone.get_by_label("La porter").check()
    phone.get_by_role("button", name="Le noter").click()
    phone.get_by_text("laissez la personne cocher la case elle-même").wait_for()
    phone.get_by_label("J’accepte que l’équipe").check()
    check_page(phone, "animation-qui-continue")
    phone.get_by_role("button", name="Le noter").click()
    phone.get_by_text("1 personne continue").wait_for()


def test_two_complete_one_sheet_and_the_script_is_adapted_without_javascript(visitor, stack, links):
    phone, other = visitor("phone", java_script_enabled=False), visitor("phone")
    for page in (phone, other):
        page.goto(links[page is other])
        of_idea(page, "chauffeur").get_by_role("link", name="Compléter").click()
    phone.fill("#id_first_step", "Compter qui irait au marché")
    phone.get_by_role("button", name="Enregistrer").click()
    phone.get_by_text("C’est enregistré").wait_for()
    other.fill("#id_first_step", "Demander au café")
    other.get_by_role("button", name="Enregistrer").click()
    other.get_by_text("Entre-temps, quelqu’un d’autre a écrit ici").wait_for()
    assert other.input_value("#id_first_step") == "Demander au café"
    check_page(other, "animation-deux-textes", contrast=False)

    phone.get_by_role("link", name="En écrire une pour quelqu’un").click()
    phone.fill("#id_title", "Un banc devant l’école")
    phone.get_by_role("button", name="Enregistrer").click()
    phone.get_by_text("Son reçu, à recopier").wait_for()
    phone.get_by_role("link", name="L’adapter pour ma table").click()
    phone.fill("#id_form-0-title", "On marche dehors")
    phone.get_by_role("button", name="Garder ce déroulé").click()
    phone.get_by_text("On marche dehors").wait_for()
    phone.get_by_role("button", name="Est là : Maud").click()
    phone.get_by_role("button", name="Défaire : Maud").wait_for()
