"""A mail is written in the words of the team, tried and taken back; an author answers by one button."""

from tests.journeys.conftest import check_page

REMINDER = "/organiser/soirees/crepite/textes/events/event_reminder/fr/"
ASK = """
from ideas.models import FollowUp, Idea
idea = Idea.objects.accepted().filter(event__slug="crepite").first()
Idea.objects.filter(pk=idea.pk).update(author_email="lou@example.org", author_name="Lou")
question, _made = FollowUp.objects.get_or_create(idea=idea, kind="first_step")
print(json.dumps(question.link()))
"""


def test_a_mail_is_written_tried_and_taken_back(sign_in):
    page = sign_in("Camille", "phone")
    page.goto("/organiser/soirees/crepite/textes/")
    check_page(page, "textes-360")
    page.get_by_label("Chercher un texte").fill("rappels")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("heading", name="Rappels aux personnes qui animent").wait_for()
    page.goto(REMINDER)
    page.get_by_label("Texte*").fill("# Plus que {dans combien de jour}\n\nBonjour {prénom},")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("{dans combien de jour} n’existe pas. Vouliez-vous écrire {dans combien de jours}").wait_for()
    check_page(page, "texte-variable-360")

    page.get_by_label("Texte*").fill("# Plus que quelques jours\n\nBonjour ")
    page.get_by_role("button", name="{prénom}").click()
    assert page.get_by_label("Texte*").input_value().endswith("Bonjour {prénom}")
    page.get_by_role("button", name="Aperçu").click()
    page.get_by_label("Tel que le reçoit").wait_for()
    first = page.frame_locator("iframe.mail").get_by_text("Bonjour").inner_text()
    assert page.frame_locator("iframe.mail").get_by_role("img").first.evaluate("image => image.naturalWidth") > 0
    check_page(page, "texte-apercu-360", full=False)
    page.get_by_role("button", name="→").click()
    page.get_by_role("button", name="←").wait_for()
    assert page.frame_locator("iframe.mail").get_by_text("Bonjour").inner_text() != first
    page.get_by_role("button", name="M’envoyer un essai").click()
    page.get_by_text("Un essai part vers").wait_for()
    page.get_by_role("button", name="Continuer à écrire").click()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Votre texte est gardé").wait_for()

    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto("/organiser/soirees/crepite/textes/")
    check_page(page, "textes")
    page.goto(REMINDER)
    check_page(page, "texte")
    page.locator("summary", has_text="Le texte d’origine").click()
    page.get_by_role("button", name="Reprendre le texte d’origine").click()
    page.get_by_text("Le texte d’origine est de retour").wait_for()


def test_an_author_answers_and_the_team_is_told(visitor, sign_in, stack):
    token = stack.ask(ASK)
    page = visitor("phone")
    page.goto(f"/idees/suite/{token}/?reponse=help")
    check_page(page, "suite-question-360")
    page.get_by_role("button", name="Non, j’ai besoin d’aide").click()
    page.get_by_text("Votre réponse est gardée").wait_for()
    check_page(page, "suite-reponse-360", contrast=False)

    team = sign_in("Camille")
    team.goto("/organiser/soirees/lons-2019/suites/")
    check_page(team, "suites")
    team.get_by_role("button", name="J’ai pris contact").first.click()
    team.get_by_text("n’attend plus d’appel").wait_for()
