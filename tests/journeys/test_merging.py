"""Two ideas are put together, read as one from the old address, followed, and come apart."""

from tests.journeys.conftest import SCREENS, check_page
from tests.journeys.stack import link

TITLES = ("Épicerie-café coopérative à Arinthod", "Clés de l’épicerie à tous les adhérents")


def test_two_ideas_become_one_are_followed_and_come_apart(sign_in, visitor, stack):
    page = sign_in("Camille")
    page.goto("/organiser/fusions/")
    check_page(page, "fusions")
    page.get_by_role("link", name="Réunir des idées").click()
    for count, title in enumerate(TITLES, start=1):
        page.wait_for_load_state()
        page.get_by_label("Un mot de son nom").fill(title.split()[-1])
        page.get_by_role("link", name=f"Ajouter «\xa0{title}\xa0»").click()
        page.locator(".compared > li").nth(count - 1).wait_for()
    check_page(page, "fusions-comparer")
    page.set_viewport_size(SCREENS["phone"])
    check_page(page, "fusions-comparer-telephone", contrast=False)
    page.set_viewport_size(SCREENS["desk"])
    page.locator(".compared > li", has_text=TITLES[0]).get_by_role("radio").check()
    page.get_by_label("Pourquoi").fill("Une épicerie qui appartient à celles et ceux qui y viennent.")
    page.get_by_role("button", name="Réunir ces 2 idées").click()
    page.get_by_text("1 idée a rejoint").wait_for()
    part = page.get_by_role("link", name=f"Voir l’ensemble {TITLES[1]}").get_attribute("href")

    reader = visitor("phone")
    reader.goto(part)
    reader.get_by_role("heading", name=TITLES[0]).wait_for()
    assert reader.url.endswith(f"#{part.split('/')[2]}")
    check_page(reader, "idee-ensemble")
    reader.get_by_role("link", name="Suivre cette idée").click()
    check_page(reader, "idee-suivre")
    reader.get_by_label("Votre adresse e-mail").fill("lectrice@example.org")
    reader.get_by_role("button", name="Suivre cette idée").click()
    reader.get_by_text("Un message part").wait_for()
    mail = stack.wait_for_mail(to="lectrice@example.org")
    reader.goto(link(mail, "nouvelles/oui"))
    check_page(reader)
    reader.get_by_role("button", name="Oui, je la suis").click()
    reader.get_by_role("heading", name="Vous suivez cette idée").wait_for()

    page.get_by_role("button", name=f"Séparer {TITLES[1]}").click()
    page.get_by_text("est de nouveau seule").wait_for()
    reader.goto(part)
    reader.get_by_role("heading", name=TITLES[1], exact=True).wait_for()
