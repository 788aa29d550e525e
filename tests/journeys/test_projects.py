"""A project on its way: what a stage lacks, someone asked who says yes, a page read once and put online."""

import re

from tests.journeys.conftest import check_page
from tests.journeys.stack import body


def test_a_stage_says_what_it_lacks_someone_says_yes_and_the_page_goes_online(sign_in, visitor, stack):
    team = sign_in("Camille")
    team.goto("/organiser/projets/")
    check_page(team, "projets-equipe")
    team.get_by_role("link", name="Toits citoyens").click()
    team.get_by_role("button", name="Le projet est maintenant : documenté").click()
    team.get_by_text("ce qui manque est écrit dessous").wait_for()
    check_page(team, "espace-projet")
    team.get_by_label(re.compile("au moins cinq personnes")).check()
    team.get_by_role("button", name="Garder nos accords").click()
    team.get_by_text("C’est gardé, avec la date.").wait_for()

    team.get_by_role("link", name="L’équipe", exact=True).click()
    team.get_by_label("À qui").select_option("Zélie B.")
    team.get_by_role("button", name="Demander").click()
    team.get_by_text("n’a pas encore répondu").wait_for()
    check_page(team, "equipe-projet")
    mail = body(stack.wait_for_mail("projet5-1@example.org", subject="Porteriez-vous"))
    zelie = visitor("phone")
    zelie.goto(re.search(r"https?://[^/\s]+(/\S+)", mail)[1])
    check_page(zelie, "espace-projet-360")
    zelie.get_by_role("button", name="Oui, j’accepte").click()
    zelie.get_by_text("Merci : c’est noté.").wait_for()

    zelie.get_by_role("link", name="Page publique").click()
    zelie.get_by_label("Le besoin").fill("Un toit de grange ne sert qu’à couvrir la grange.")
    zelie.get_by_role("button", name="Garder, puis lire la page").click()
    zelie.get_by_role("button", name="Je l’ai lue : la mettre en ligne").click()
    zelie.get_by_role("link", name="Ouvrir la page").click()
    everyone = visitor("phone")
    everyone.goto("/projets/")
    check_page(everyone, "projets-360")
    everyone.get_by_role("link", name="Toits citoyens").click()
    everyone.get_by_text("Un toit de grange ne sert").wait_for()
    check_page(everyone, "projet-360")
