"""An organiser writes to many, reads, confirms with the number, stops; a reader chooses what they receive."""

import re

from tests.journeys.conftest import check_page

CAMPAIGNS = "/organiser/soirees/crepite/messages/campagnes/"


def test_writes_to_many_confirms_with_the_number_and_stops(sign_in):
    page = sign_in("Camille")
    page.goto(CAMPAIGNS)
    check_page(page, "campagnes")
    page.get_by_role("link", name="Écrire à plusieurs personnes").click()
    page.get_by_label("Objet").fill("Ce soir, {soirée}")
    page.get_by_label("Texte").fill("Bonjour {prénon},")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_text("Vouliez-vous écrire {prénom}").wait_for()  # a mistyped variable, and what was typed is kept
    check_page(page)
    page.get_by_label("Texte").fill("# À ce soir\n\nBonjour {prénom},\n\n**Venez tôt** : le parking se remplit.")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    people = page.get_by_role("heading", name="personnes le recevront").inner_text()
    page.frame_locator("iframe.mail").get_by_role("heading", name="À ce soir").wait_for()
    check_page(page, "campagne-relire")
    page.set_viewport_size({"width": 360, "height": 740})
    check_page(page, contrast=False)
    page.get_by_role("button", name="Envoyer un essai").click()
    page.get_by_text("Un essai part vers").wait_for()

    page.get_by_label("Écrivez le nombre de personnes").fill("12")
    page.get_by_role("button", name="Envoyer à").click()
    page.get_by_text("Rien n’est parti").wait_for()
    page.get_by_label("Écrivez le nombre de personnes").fill(re.match(r"\d+", people)[0])
    page.locator("input[type=datetime-local]").fill("2027-10-01T10:00")
    page.get_by_role("button", name="Envoyer à").click()
    page.get_by_text("Il partira le vendredi 1ᵉʳ octobre 2027").or_(page.get_by_text("Il partira le")).first.wait_for()
    check_page(page, "campagne-prevue")
    page.goto("/organiser/soirees/crepite/messages/?boite=attente")
    page.get_by_role("link", name="Ce soir, Crépite", exact=True).wait_for()  # what will leave, computed
    check_page(page)
    page.get_by_role("link", name="Ce soir, Crépite", exact=True).click()
    page.get_by_text("Arrêter l’envoi").click()
    page.get_by_role("button", name="Arrêter « Ce soir, Crépite »").click()
    page.get_by_text("L’envoi est arrêté").wait_for()
    check_page(page, contrast=False)


def test_a_reader_chooses_what_they_receive(sign_in):
    page = sign_in("Camille", "phone")
    page.goto("/espace/")
    page.get_by_role("link", name="Mes préférences de courrier").click()
    check_page(page, "preferences-courrier")
    news = page.get_by_role("group", name="Les nouvelles du territoire")
    news.get_by_label("Rien").check()
    page.get_by_role("button", name="Enregistrer mes choix").click()
    page.get_by_text("Vos choix sont enregistrés").wait_for()
    assert news.get_by_label("Rien").is_checked()
