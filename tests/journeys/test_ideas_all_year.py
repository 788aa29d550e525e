"""Ideas all year: a stall on the market, a photographed sheet, one's own ideas; and the photos of an edition."""

import re

from tests.journeys.conftest import check_page
from tests.journeys.stack import link
from tests.pictures import HEIC, jpeg

PHOTO = {"name": "fiche.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size=(1200, 900), colours=("tan", "teal"))}
IPHONE = {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": HEIC}


def test_a_stall_is_opened_and_held(sign_in, visitor):
    """The organiser opens it; a volunteer types sheets on a phone; a passer-by writes from the code."""
    page = sign_in("Camille")
    page.goto("/organiser/collectes/")
    page.get_by_role("link", name="Ouvrir une collecte").click()
    page.fill("#id_name", "Foire de la Saint-Martin")
    page.fill("#id_postal_code", "39570")
    page.select_option("#id_commune_text_list", label="Conliège")
    check_page(page)
    page.get_by_role("button", name="Ouvrir la collecte").click()
    page.get_by_text("Elle est ouverte").wait_for()
    assert page.get_by_text("Conliège").count()
    code = re.sub(r"\s", "", page.locator(".code-word").inner_text())
    page.get_by_role("button", name="Créer un lien à envoyer").click()
    stall = page.get_by_label("Lien à envoyer à cette personne").input_value()
    check_page(page, "collecte")
    page.get_by_role("link", name="L’affiche à imprimer").click()
    check_page(page, "collecte-affiche")

    volunteer = visitor("phone")
    volunteer.goto(stall)
    for title in ("Un four à pain au hameau", "Des vélos pour les lycéens"):
        volunteer.fill("#id_title", title)
        volunteer.fill("#id_author_name", "Paulette")
        volunteer.get_by_role("button", name="Enregistrer et saisir la suivante").click()
        volunteer.get_by_role("heading", name=title).wait_for()
    volunteer.get_by_text("2 fiches saisies ici").wait_for()
    receipt = volunteer.locator(".receipt").inner_text()
    check_page(volunteer, "collecte-stand")

    # At home, without e-mail: the receipt on the slip opens the idea (D63).
    author = visitor("phone")
    author.goto("/idees/retrouver/")
    author.fill("#id_receipt", receipt)
    author.get_by_role("button", name="Retrouver", exact=True).click()
    author.get_by_role("heading", name="Des vélos pour les lycéens").wait_for()

    passer = visitor("phone")
    passer.goto(f"/a/{code}/")
    passer.get_by_text("Foire de la Saint-Martin").first.wait_for()
    check_page(passer)


def test_an_author_completes_photographs_and_withdraws(visitor, sign_in, stack):
    page = visitor("phone")
    page.goto("/idees/deposer/?soiree=petite-montagne")
    page.fill("#id_title", "Une halle pour les producteurs")
    page.wait_for_timeout(2200)  # nobody writes faster than the robot filter allows
    page.get_by_role("button", name="Envoyer l’idée").click()
    page.get_by_text("Votre reçu").first.wait_for()

    page.fill("#id_need", "Rien entre la ferme et le supermarché.")
    page.set_input_files("#id_photo", IPHONE)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("le format propre à l’iPhone").wait_for()
    assert page.input_value("#id_need") == "Rien entre la ferme et le supermarché."
    check_page(page)
    page.fill("#id_postal_code", "39570")
    page.select_option("#id_commune_text_list", label="Conliège")
    page.set_input_files("#id_photo", PHOTO)
    page.fill("#id_photo_alt", "Un croquis de la halle")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("img", name="Un croquis de la halle").wait_for()
    check_page(page, "idee-photo")

    page.goto("/idees/mes-idees/")
    page.get_by_text("L’équipe va la lire.").wait_for()
    page.get_by_text("Ce qui lui est arrivé").click()
    check_page(page, "mes-idees")

    lucie = sign_in("Lucie")
    lucie.goto("/organiser/soirees/petite-montagne/idees/")
    sheet = lucie.locator("li.sheet").filter(has_text="Une halle pour les producteurs")
    sheet.get_by_role("img", name="Un croquis de la halle").wait_for()
    sheet.get_by_role("button", name="Accepter").click()
    lucie.get_by_text("est acceptée").wait_for()

    page.reload()
    page.get_by_text("Tout le monde peut la lire.").wait_for()
    page.get_by_role("link", name="Retirer mon idée").click()
    page.get_by_role("button", name="Retirer mon idée").click()
    page.get_by_text("Vous l’avez retirée.").wait_for()
    check_page(page)
    page.get_by_role("button", name="La remettre").click()
    page.get_by_text("L’équipe va la lire.").wait_for()


def test_two_people_claim_one_idea(visitor, sign_in, stack):
    receipt = stack.ask(
        "from ideas.models import Idea\n"
        "idea = Idea.objects.filter(event__slug='crepite').accepted().order_by('pk').first()\n"
        "idea.follow('premiere@example.org'); print(json.dumps(idea.receipt))"
    )
    page = visitor("phone")
    page.goto("/idees/retrouver/")
    page.fill("#id_receipt", receipt)
    page.get_by_role("button", name="Retrouver", exact=True).click()
    page.get_by_role("link", name="Cette adresse n’est pas la mienne").click()
    page.fill("#id_email", "seconde@example.org")
    page.fill("#id_words", "Écrite à deux, au marché ; l’adresse est celle d’une voisine.")
    check_page(page)
    page.get_by_role("button", name="Envoyer à l’équipe").click()
    page.get_by_role("heading", name="L’équipe est prévenue").wait_for()

    team = sign_in("Camille")
    team.goto("/organiser/idees/reclamations/")
    check_page(team, "reclamations")
    team.get_by_role("button", name="La rendre à qui la réclame").click()
    team.get_by_text("C’est décidé").wait_for()
    page.goto(link(stack.wait_for_mail("seconde@example.org", subject="de nouveau à vous"), "/idees/lien/"))
    page.get_by_role("button", name="Enregistrer", exact=True).wait_for()
    stack.wait_for_mail("premiere@example.org", subject="la réponse de l’équipe")


def test_photos_of_an_edition(visitor, sign_in):
    page = sign_in("Camille")
    page.goto("/organiser/soirees/lons-2019/photos/")
    page.set_input_files("#id_photos", [PHOTO, {**PHOTO, "name": "deux.jpg"}])
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_text("2 photos ajoutées").wait_for()
    check_page(page, "photos-equipe")
    page.locator("a.photo").first.click()
    page.fill("#id_alt", "Deux personnes devant un mur de notes")
    page.get_by_label("des personnes sont reconnaissables, et chacune est d’accord").check()
    page.get_by_role("button", name="Enregistrer et montrer à tout le monde").click()
    page.get_by_text("Dites comment chaque personne a donné son accord").first.wait_for()
    page.fill("#id_agreement", "Papier signé à l’accueil")
    page.fill("#id_agreed_on", "2019-10-17")
    page.get_by_role("button", name="Enregistrer et montrer à tout le monde").click()
    page.get_by_text("La photo est visible par tout le monde.").wait_for()
    check_page(page)

    reader = visitor("phone")
    reader.goto("/soirees/lons-2019/photos/")
    check_page(reader, "photos")
    shown = reader.get_by_role("img", name="Deux personnes devant un mur de notes")
    reader.locator("figure").filter(has=shown).get_by_role("link", name="Demander le retrait").click()
    check_page(reader)
    reader.get_by_role("button", name="Cacher cette photo").click()
    reader.get_by_role("heading", name="La photo est cachée").wait_for()
    page.goto("/organiser/soirees/lons-2019/photos/?vue=demandes")
    page.locator("a.photo").first.click()
    page.get_by_role("button", name="Supprimer la photo pour de bon").first.click()
    page.get_by_text("La photo est supprimée pour de bon.").wait_for()
