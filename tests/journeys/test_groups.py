"""Someone joins a group from a phone, is welcomed from the lead's mail, writes, then leaves (D19, D64, D65)."""

import pytest

from tests.journeys.conftest import check_page
from tests.journeys.stack import link

GROUP = """
from ideas.groups.models import WantedRole, enter, found_group
from ideas.models import Idea, Stage
idea = Idea.objects.listed().exclude(stage__in=[Stage.SET_ASIDE, Stage.PROJECT]).filter(working_groups=None).first()
group = found_group(idea, name="La grange ouverte", purpose="Ouvrir la grange un soir par semaine.", joiners=[])
lead = enter(group, given_name="Ginette", family_name="Prost", email="ginette.prost@example.org", is_lead=True)
WantedRole.look_for(group, title="Boulangère ou boulanger", task="Une fournée le vendredi.", membership=lead)
print(json.dumps([group.get_absolute_url(), lead.open_url()]))
"""
CLOSED = """
from ideas.groups.models import WorkingGroup
WorkingGroup.objects.filter(name="La grange ouverte").standing().get().close(why="Fin de l’essai.")
print("null")
"""
ZOE = "zoe.essai@example.org"


@pytest.fixture
def group(stack):
    yield stack.ask(GROUP)
    stack.ask(CLOSED)


def test_someone_joins_is_welcomed_writes_and_leaves(visitor, stack, group):
    page_of, lead_link = group
    zoe, ginette = visitor("phone"), visitor("phone")
    zoe.goto("/groupes/")
    check_page(zoe, "groupes")
    zoe.get_by_role("link", name="La grange ouverte").click()
    check_page(zoe, "groupe-public", contrast=False)
    zoe.get_by_role("link", name="Je peux le faire").click()
    zoe.get_by_label("Votre prénom").fill("Zoé")
    zoe.get_by_label("Votre nom").fill("Essai")
    zoe.get_by_label("Votre adresse e-mail").fill(ZOE)
    zoe.get_by_label("Un mot au groupe").fill("Je fais du pain le jeudi.")
    zoe.get_by_label("J’accepte").check()
    zoe.wait_for_timeout(2100)  # nobody reads this form faster
    zoe.get_by_role("button", name="Envoyer ma demande").click()
    zoe.get_by_role("heading", name="Encore un clic").wait_for()

    zoe.goto(link(stack.wait_for_mail(ZOE, subject="Confirmez"), "/groupes/demande/"))
    zoe.get_by_role("button", name="Oui, envoyer ma demande").click()
    zoe.get_by_role("heading", name="Votre demande est arrivée au groupe").wait_for()

    ginette.goto(link(stack.wait_for_mail("ginette.prost@example.org", subject="aimerait"), "/groupes/reponse/"))
    check_page(ginette, "groupe-reponse", contrast=False)
    ginette.get_by_role("button", name="Accueillir Zoé").click()
    ginette.get_by_role("heading", name="Cette personne est dans le groupe").wait_for()

    zoe.goto(link(stack.wait_for_mail(ZOE, subject="Votre groupe"), "/groupes/lien/"))
    check_page(zoe, "groupe")
    assert zoe.get_by_text("ginette.prost@").count() == 0
    zoe.get_by_role("link", name="Écrire au groupe").click()
    zoe.get_by_label("Votre message au groupe").fill("Première fournée vendredi !")
    zoe.get_by_role("button", name="Envoyer au groupe").click()
    check_page(zoe, "groupe-messages", contrast=False)

    desk = visitor("desk")
    desk.goto(lead_link)
    desk.get_by_text("Première fournée vendredi !").wait_for()
    assert desk.get_by_text("Zoé E.").count() >= 1
    check_page(desk, "groupe-anime")

    zoe.goto(f"{page_of}quitter/")
    zoe.get_by_role("button", name="Quitter").click()
    zoe.get_by_text("Vous avez quitté").wait_for()
    zoe.goto(f"{page_of}messages/")
    assert zoe.get_by_text("Première fournée").count() == 0
