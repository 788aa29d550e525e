"""A parent on a phone, a shared car, a teacher on a laptop, a minor at the door (D59, D68)."""

import re

from tests.journeys.conftest import check_page, picture
from tests.journeys.stack import body, link
from tests.journeys.test_before_the_evening import FORM, arrive_from, type_in

PEOPLE = "/organiser/soirees/petite-montagne/inscriptions/"


def test_a_pupil_says_what_they_need_and_a_parent_answers_on_a_phone(visitor, stack):
    page = visitor("phone")
    page.goto(FORM)
    type_in(page, given_name="Zoé", family_name="Roux", email="zoe.roux@example.org", age="15_17")
    page.locator("label:has(#id_workshop_6)").click()
    page.get_by_text("Accès, repas, aide dont vous avez besoin").click()
    page.get_by_label("Une boucle magnétique").check()
    page.get_by_label("Sans porc").check()
    page.locator("#id_minor_told").check()
    page.locator("#id_care-parent_name").fill("Luc Roux")
    page.locator("#id_care-parent_email").fill("luc.roux@example.org")
    page.locator("button[name=register]").click()
    # Nothing is kept without the consent, and nothing that was typed is lost.
    page.locator("#summary").wait_for()
    assert page.get_by_label("Sans porc").is_checked()
    check_page(page, "inscription-besoins")
    page.get_by_label(re.compile("J’accepte que l’équipe garde")).check()
    page.locator("button[name=register]").click()
    page.wait_for_url("**/inscription/merci/")

    parent = visitor("phone")
    asked = stack.wait_for_mail("luc.roux@example.org")
    assert "Autorisez-vous Zoé à venir" in body(asked)
    parent.goto(link(asked, "/autorisation/"))
    check_page(parent, "parent-telephone")
    parent.get_by_role("button", name="Envoyer ma réponse").click()
    parent.get_by_text("Choisissez oui ou non").wait_for()
    check_page(parent, contrast=False)
    parent.get_by_label("Oui, je l’autorise").check()
    parent.get_by_label("Téléphone où vous joindre").fill("06 39 98 00 01")
    parent.get_by_role("button", name="Envoyer ma réponse").click()
    parent.get_by_role("heading", name="Merci").wait_for()
    check_page(parent, "parent-merci")
    assert "Pas de photo" in parent.locator("main").inner_text()
    parent.goto(link(asked, "/autorisation/"))
    parent.get_by_role("heading", name="Ce lien ne fonctionne plus").wait_for()

    arrive_from(page, stack.wait_for_mail("zoe.roux@example.org"))
    check_page(page, "billet-besoins")
    page.get_by_role("button", name="Effacer tout de suite").click()
    page.get_by_text("C’est effacé").wait_for()


def test_two_people_agree_to_share_a_car(visitor, stack):
    page = visitor("phone")
    page.goto(FORM)
    type_in(page, given_name="Lou", email="lou.vuillet@example.org")
    page.locator("label:has(#id_workshop_6)").click()
    page.get_by_text("Partager une voiture").click()
    page.get_by_label("Je cherche une place").check()
    page.locator("#id_care-ride_from").fill("Orgelet")
    page.locator("button[name=register]").click()
    page.wait_for_url("**/inscription/merci/")
    arrive_from(page, stack.wait_for_mail("lou.vuillet@example.org"))
    page.get_by_role("link", name="Voir qui partage sa voiture").click()
    check_page(page, "covoiturage")
    page.get_by_role("button", name=re.compile("^Demander")).first.click()
    page.get_by_text("reçoit votre demande par e-mail").wait_for()

    desk = visitor("desk")
    asked = stack.wait_for_mail("", subject="Lou aimerait faire la route")
    assert "lou.vuillet@example.org" not in body(asked)
    desk.goto(link(asked, "/covoiturage/"))
    check_page(desk, "covoiturage-reponse")
    desk.get_by_role("button", name="Accepter").click()
    desk.get_by_role("heading", name="C’est convenu").wait_for()
    page.reload()
    page.locator(".contacts a[href^='mailto:']").wait_for()
    picture(page, "covoiturage-convenu")


def test_a_teacher_enters_a_class_and_the_door_asks_for_what_is_missing(sign_in, visitor, stack):
    organiser = sign_in("Lucie")
    organiser.goto(f"{PEOPLE}groupes/nouveau/")
    organiser.get_by_label("Une classe").check()
    organiser.get_by_label("Nom du groupe").fill("Seconde B, lycée de la démonstration")
    organiser.get_by_label("Places à garder").fill("3")
    organiser.get_by_label("Nom de la personne référente").fill("Dominique Prost")
    organiser.get_by_label("E-mail de la personne référente").fill("prof@example.org")
    check_page(organiser, "groupe-nouveau")
    organiser.get_by_role("button", name="Garder les places").click()
    organiser.get_by_text("Les places sont gardées").wait_for()
    check_page(organiser, "groupe")

    teacher = visitor("desk")
    teacher.goto(link(stack.wait_for_mail("prof@example.org"), "/groupe/lien/"))
    teacher.get_by_label("Les noms, un par ligne").fill("Léa Martin\nHugo B.")
    teacher.get_by_role("button", name="Ajouter").click()
    teacher.get_by_text("2 personnes ont leur place").wait_for()
    assert "Martin" not in teacher.locator("main").inner_text()
    check_page(teacher, "classe")
    teacher.set_viewport_size({"width": 360, "height": 740})
    check_page(teacher, "classe-telephone", contrast=False)
    teacher.get_by_role("link", name="Imprimer les billets").click()
    check_page(teacher, "classe-billets", contrast=False)
    teacher.go_back()
    teacher.get_by_role("link", name="Imprimer les autorisations").click()
    check_page(teacher, "classe-autorisations", contrast=False)

    pages = {
        "groupes/": "groupes",
        "mineurs/": "mineurs",
        "besoins/": "besoins",
        "covoiturage/": "covoiturage-communes",
    }
    for page, name in pages.items():
        organiser.goto(PEOPLE + page)
        check_page(organiser, name)
        organiser.set_viewport_size({"width": 360, "height": 740})
        check_page(organiser, f"{name}-telephone", contrast=False)
        organiser.set_viewport_size({"width": 1280, "height": 860})
    organiser.goto(f"{PEOPLE}?manque=autorisation")
    organiser.locator("button.presence").first.click()
    organiser.get_by_role("heading", name=re.compile("pas d’autorisation")).wait_for()
    check_page(organiser, "porte-mineur")
    organiser.get_by_role("button", name="Autorisation vue sur papier").click()
    organiser.get_by_text("Papier vu").wait_for()
