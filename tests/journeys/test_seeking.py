"""Similar ideas are searched; a visitor writes to a project that seeks someone, both say yes; the team's board."""

from tests.journeys.conftest import SCREENS, check_page
from tests.journeys.stack import body, link


def test_someone_writes_to_a_project_and_both_say_yes(sign_in, visitor, stack):
    page = sign_in("Camille")
    page.goto("/organiser/ressemblances/")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_text("Dernière recherche").wait_for()
    check_page(page, "ressemblances")
    page.goto("/organiser/tableau/")
    check_page(page, "tableau")
    page.set_viewport_size(SCREENS["phone"])
    check_page(page, "tableau-telephone", contrast=False)

    reader = visitor("phone")
    reader.goto("/projets/cherchent/")
    check_page(reader, "projets-cherchent")
    reader.get_by_role("link", name="Le Bon Bocal").click()
    check_page(reader, "projet-cherche", contrast=False)
    reader.get_by_role("link", name="Je voudrais en savoir plus").click()
    reader.get_by_label("Votre prénom").fill("Nadia")
    reader.get_by_label("Votre adresse e-mail").fill("candidate@example.org")
    reader.get_by_label("Pourquoi ce projet").fill("Je conduis, je compte, et je rentre au pays.")
    reader.get_by_label("J’accepte que mon message").check()
    reader.wait_for_timeout(2100)  # the robot filter: nobody writes that fast
    check_page(reader, "projet-ecrire", contrast=False)
    reader.get_by_role("button", name="Envoyer mon message").click()
    reader.get_by_text("Un e-mail part pour").wait_for()
    reader.goto(link(stack.wait_for_mail(to="candidate@example.org"), "cherchent/message"))
    reader.get_by_role("button", name="Oui, envoyer mon message").click()
    reader.get_by_role("heading", name="entre les mains du projet").wait_for()

    lead = visitor("phone")
    lead.goto(link(stack.wait_for_mail(to="projet1-0@example.org", subject="Nadia"), "cherchent/reponse"))
    check_page(lead, "projet-repondre", contrast=False)
    lead.get_by_label("mon adresse").check()
    lead.get_by_role("button", name="Oui, mettez-nous en relation").click()
    lead.get_by_role("heading", name="Vous êtes en relation").wait_for()
    assert "projet1-0@example.org" in body(stack.wait_for_mail(to="candidate@example.org", subject="dit oui"))
