"""The organisers' year: a timetable, a copied edition, an evening asked for by a commune, the past editions."""

import re
from datetime import date, timedelta

from tests.journeys.conftest import check_page
from tests.journeys.stack import body


def test_timetable_is_ticked_taken_and_copied(sign_in):
    page = sign_in("Camille")
    page.goto("/organiser/soirees/crepite/calendrier/")
    check_page(page, "calendrier")
    late = page.get_by_role("heading", name=re.compile("en retard"))
    late.wait_for()
    page.get_by_role("button", name="C’est fait : Installer la salle").click()
    page.get_by_text("« Installer la salle » est faite.").first.wait_for()
    page.get_by_role("button", name="Revenir en arrière").click()
    page.get_by_text("est de nouveau à faire").wait_for()
    page.get_by_label("Montrer").select_option("personne")
    page.get_by_role("button", name="Montrer", exact=True).click()
    page.get_by_role("button", name=re.compile("Je m’en charge")).first.click()
    page.get_by_text("Vous vous en chargez").wait_for()

    page.goto("/organiser/soirees/crepite/dupliquer/")
    check_page(page, "dupliquer")
    page.get_by_label("Jour").fill(str(date.today() + timedelta(days=300)))
    page.get_by_role("button", name="Faire la copie").click()
    page.get_by_text("La copie est un brouillon").wait_for()
    page.get_by_role("link", name="Calendrier", exact=True).click()
    page.get_by_role("heading", name="Calendrier").wait_for()
    assert page.get_by_role("heading", name=re.compile("en retard")).count() == 0

    page.set_viewport_size({"width": 360, "height": 740})
    check_page(page, "calendrier-360", contrast=False)
    page.goto("/espace/a-faire/")
    check_page(page, "a-faire-360")


def test_a_commune_asks_and_its_evening_begins(visitor, sign_in, stack):
    mayor, email = visitor("phone"), "mairie.orgelet@example.org"
    mayor.goto("/territoires/pays-ledonien/editions/")
    check_page(mayor, "editions-360")
    mayor.goto("/territoires/pays-ledonien/")
    mayor.get_by_role("link", name="Demander une soirée").click()
    mayor.get_by_role("button", name="Envoyer ma demande").click()
    mayor.get_by_text("Tout ce que vous avez écrit est gardé").wait_for()
    check_page(mayor, "soiree-chez-nous-360")
    for label, words in {
        "Votre nom": "Ginette Charnal", "Votre fonction": "Maire", "Adresse e-mail": email,
        "Pour quoi faire": "Garder le dernier commerce",
    }.items():  # fmt: skip
        mayor.get_by_label(label).fill(words)
    mayor.get_by_label("Code postal").fill("39270")
    mayor.get_by_role("combobox", name="Commune").select_option(label="Orgelet")
    mayor.get_by_label(re.compile("J’accepte")).check()
    mayor.get_by_role("button", name="Envoyer ma demande").click()
    mayor.get_by_role("heading", name="Regardez vos e-mails").wait_for()
    link = re.search(r"https?://\S+/confirmer/\S+", body(stack.wait_for_mail(email, subject="demande de soirée")))[0]
    mayor.goto(re.sub(r"^https?://[^/]+", "", link))
    mayor.get_by_role("button", name="L’envoyer à l’équipe").click()
    mayor.get_by_text("Votre demande est arrivée").first.wait_for()
    check_page(mayor, "demande-suivie-360")

    team = sign_in("Camille")
    team.goto("/espace/a-faire/")
    team.get_by_role("link", name=re.compile("Répondre à Orgelet")).first.click()
    check_page(team, "demande")
    team.get_by_text("Dire oui", exact=True).click()
    team.get_by_role("button", name="Dire oui et leur écrire").click()
    team.get_by_role("link", name="Préparer la soirée").click()
    team.get_by_label("… ou une nouvelle structure").fill("Mairie d’Orgelet (essai)")
    team.get_by_label("Budget, en euros").fill("4500")
    check_page(team, "mission")
    team.get_by_role("button", name="Créer le brouillon").click()
    team.get_by_text("la personne qui l’a demandée est prévenue").wait_for()
    mayor.reload()
    mayor.get_by_text("Soirée en préparation").first.wait_for()
