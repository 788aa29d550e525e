"""A group meets: dates answered on a phone from a mail, agenda, notes that save by themselves, the report."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check_page

GROUP = "La vaisselle des fêtes"
LINKS = f"""
from django.utils import timezone
from ideas.groups.models import Meeting, WorkingGroup
group = WorkingGroup.objects.get(name="{GROUP}")
poll, held = group.meetings.polling().get(), group.meetings.held().get()
lead, last = group.leads().get(), group.memberships.order_by("pk").last()
print(json.dumps([last.open_url(poll.get_absolute_url()), lead.open_url(poll.get_absolute_url()),
                  held.get_absolute_url()]))
"""


@pytest.fixture(scope="module")
def doors(stack):
    return stack.ask(LINKS)


def test_a_meeting_from_the_first_answer_to_the_report(visitor, doors):
    phone, desk = visitor("phone"), visitor("desk")
    phone.goto(doors[0])
    for number, said in enumerate(("Oui", "Si besoin", "Non", "Oui")):
        phone.locator(".slot").nth(number).get_by_label(said, exact=True).check()
    phone.get_by_role("button", name=re.compile("mes réponses")).click()
    expect(phone.get_by_text("Vos réponses sont gardées")).to_be_visible()
    expect(phone.locator(".slot").nth(1).get_by_label("Si besoin")).to_be_checked()
    check_page(phone, "rencontre-dates-telephone")

    desk.goto(doors[1])
    desk.get_by_role("button", name=re.compile("Choisir cette date")).first.click()
    expect(desk.get_by_text("La date est fixée")).to_be_visible()
    desk.get_by_role("button", name="Je viens", exact=True).click()
    desk.get_by_role("link", name="Écrire l’ordre du jour").click()
    desk.get_by_text("Partir d’un ordre du jour tout prêt").click()
    desk.get_by_role("link", name="Rencontre de travail").click()
    check_page(desk, "rencontre-ordre-du-jour", contrast=False)
    desk.get_by_role("button", name="Garder l’ordre du jour").click()
    expect(desk.get_by_text("90 minutes sur 90")).to_be_visible()
    desk.get_by_role("button", name="Tirer au sort").click()

    desk.goto(doors[2])
    notes = desk.get_by_label(re.compile("Ce qui se dit"))
    notes.press("Control+End")
    notes.press_sequentially("\nColette garde les cautions.")
    expect(desk.get_by_text("Enregistré à")).to_be_visible()
    desk.context.set_offline(True)
    notes.press_sequentially("\nYann a la clé.")
    expect(desk.get_by_text("Pas enregistré : pas de réseau", exact=False)).to_be_visible()
    desk.context.set_offline(False)
    expect(desk.get_by_text("Enregistré à")).to_be_visible()
    desk.get_by_label("Ce qui a été décidé").fill("On ouvre le hangar le premier samedi du mois.")
    desk.get_by_role("button", name="Écrire cette décision").click()
    desk.get_by_role("button", name="Envoyer le compte rendu").click()
    expect(desk.get_by_text("Le compte rendu part par e-mail")).to_be_visible()
    expect(notes).to_have_value(re.compile("Colette garde les cautions.\nYann a la clé."))
    check_page(desk, "rencontre")
    desk.get_by_role("link", name="Tâches", exact=True).click()
    check_page(desk, "taches-du-groupe", contrast=False)
    desk.get_by_role("link", name="Fichiers", exact=True).click()
    check_page(desk, "fichiers-du-groupe", contrast=False)
