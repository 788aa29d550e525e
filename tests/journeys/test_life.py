"""Where is my idea? Its author follows it, takes or leaves one piece of advice; the team changes what is advised."""

from tests.journeys.conftest import check_page


def test_an_author_sees_where_the_idea_is_and_answers_one_piece_of_advice(visitor, sign_in):
    author = visitor("phone")
    author.goto("/demo/")
    author.get_by_role("button", name="Où en est mon idée").click()
    author.get_by_role("heading", name="La valise de bienvenue", exact=True).wait_for()
    assert author.locator("svg.tree:visible").count() == 1
    check_page(author, "parcours-telephone")
    advice = author.get_by_role("heading", name="Écrivez un premier pas")
    assert advice.count() == 1
    author.get_by_role("button", name="Plus tard").click()
    author.get_by_text("nous en reparlerons dans une semaine").wait_for()
    assert advice.count() == 0

    team = sign_in("Camille")
    team.goto("/organiser/conseils/")
    check_page(team, "conseils")
    team.get_by_role("row", name="premier pas").get_by_role("link").click()
    team.get_by_label("Au bout de combien de jours").fill("0")
    team.get_by_label("Le conseil, avec vos mots").fill("Et « {nom} », on commence par quoi ?")
    team.get_by_role("button", name="Enregistrer").click()
    assert team.get_by_label("Le conseil, avec vos mots").input_value() == "Et « {nom} », on commence par quoi ?"
    check_page(team)
    team.get_by_label("Au bout de combien de jours").fill("10")
    team.get_by_role("button", name="Enregistrer").click()
    team.get_by_text("vos mots").first.wait_for()
