"""A partner's contact gives names, the organiser invites, a facilitator says yes on a phone, then falls ill."""

import re
from datetime import date, timedelta

from tests.journeys.conftest import check_page
from tests.journeys.stack import body, link

COMING = "/organiser/soirees/petite-montagne/"


def ask_a_partner(page, *, email):
    page.goto(f"{COMING}equipe/")
    check_page(page, "equipe-animation", full=False)
    page.get_by_role("link", name="Appels aux partenaires").click()
    check_page(page, "appels", contrast=False)
    page.get_by_role("link", name="Solliciter un partenaire").click()
    page.select_option("#id_structure", label="Lycée agricole de démonstration")
    page.fill("#id_contact_name", "Mme Roux")
    page.fill("#id_contact_email", email)
    page.fill("#id_wanted", "3")
    page.fill("#id_until", (date.today() + timedelta(days=10)).isoformat())
    check_page(page)
    page.get_by_role("button", name="Envoyer l’appel").click()
    page.get_by_text("L’appel à Mme Roux part.").wait_for()


def give_names(page, mail, *, email):
    """On a phone, from the mail: a line wrong first, then right; nothing typed is lost."""
    page.goto(link(mail, "/appel/lien/"))
    page.fill("#id_gens-0-given_name", "Agathe")
    page.fill("#id_gens-0-family_name", "Vernier")
    page.get_by_role("button", name="Envoyer ma réponse").click()
    page.get_by_text("pour que l’équipe puisse joindre").first.wait_for()
    check_page(page, "appel-telephone")
    assert page.input_value("#id_gens-0-given_name") == "Agathe"
    page.fill("#id_gens-0-email", email)
    page.get_by_role("button", name="Envoyer ma réponse").click()
    page.get_by_text("1 nom est noté").wait_for()


def test_from_the_call_to_the_replacement(visitor, sign_in, stack):
    contact, someone = "cpe@example.org", "agathe.vernier@example.org"
    desk = sign_in("Lucie")
    ask_a_partner(desk, email=contact)
    phone = visitor("phone")
    give_names(phone, stack.wait_for_mail(contact), email=someone)

    desk.goto(f"{COMING}equipe/?etat=a-inviter")
    desk.get_by_role("link", name="Agathe Vernier").click()
    table = desk.locator("#id_table option").filter(has_text="Table 12 ·").get_attribute("value")
    desk.select_option("#id_table", table)
    desk.get_by_role("button", name="Enregistrer").click()
    desk.get_by_role("link", name="Agathe Vernier").click()
    check_page(desk)
    desk.get_by_role("button", name="Inviter par e-mail").click()
    desk.get_by_text("L’invitation part").wait_for()

    mail = stack.wait_for_mail(someone, subject="animer une table")
    assert "Table 12" in body(mail)
    phone.goto(link(mail, "/animation/lien/"))
    check_page(phone, "animation-invitation")
    phone.get_by_label(re.compile("Mairie d’Arinthod")).check()
    phone.get_by_role("button", name="Oui, j’anime une table").click()
    phone.get_by_text("nous comptons sur vous").first.wait_for()
    check_page(phone, "animation-ma-soiree", contrast=False)
    thanks = stack.wait_for_mail(someone, subject="Merci")
    assert [part.get_filename() for part in thanks.iter_attachments()] == ["soiree.ics"]
    phone.get_by_role("link", name="Lire et imprimer mon livret").click()
    phone.get_by_role("heading", name="Pas à pas").wait_for()
    check_page(phone, "animation-livret", full=False)
    answer = phone.request.get(phone.get_by_role("link", name="Ouvrir le PDF").get_attribute("href"))
    assert answer.body().startswith(b"%PDF-")

    phone.get_by_role("link", name="Revenir à ma soirée").click()
    phone.get_by_text("Je ne peux plus venir").click()
    phone.get_by_role("button", name="Dire à l’équipe que je ne viens pas").click()
    phone.get_by_text("l’équipe le sait").first.wait_for()
    stack.wait_for_mail(someone, subject="c’est noté")
    desk.goto(f"{COMING}equipe/?etat=absence")
    desk.get_by_role("rowheader", name="Agathe Vernier").wait_for()


def test_a_table_is_left_on_the_day_and_letters_wait(sign_in):
    desk = sign_in("Camille")
    desk.goto("/organiser/soirees/crepite/equipe/")
    desk.get_by_role("link", name=re.compile("^Table 28")).first.click()
    check_page(desk, "animation-remplacer", full=False)
    desk.get_by_role("button", name=re.compile("Mettre à la table 28")).first.click()
    desk.get_by_text("anime maintenant la table 28").wait_for()
    desk.goto("/organiser/soirees/crepite/equipe/livrets/?table=7")
    check_page(desk, "livrets", full=False)
    hills = sign_in("Lucie")
    hills.goto(f"{COMING}lettres/")
    check_page(hills, "lettres")
    hills.get_by_role("button", name="Elles sont imprimées").click()
    hills.get_by_role("link", name=re.compile("^Imprimées")).click()
    check_page(hills, contrast=False)
    hills.get_by_role("button", name=re.compile("Annuler la dernière pile")).click()
    hills.get_by_text(re.compile("attendent? de nouveau")).wait_for()
    hills.goto(f"{COMING}equipe/rencontres/")
    check_page(hills, "reunions")
