"""What is printed, as the organiser prepares it the day before: the page, the twins of the PDF, new idea sheets."""

import re

from tests.journeys.conftest import SCREENS, check_page


def test_the_organiser_prints_the_evening(sign_in):
    page = sign_in("Camille")
    page.goto("/organiser/soirees/crepite/imprimer/")
    check_page(page, "imprimer")
    page.set_viewport_size(SCREENS["phone"])
    check_page(page, "imprimer-360", contrast=False)
    page.set_viewport_size(SCREENS["desk"])
    badges = page.locator("#badges")
    badges.get_by_label("Pour qui").select_option("tables")
    badges.get_by_label("Table", exact=True).select_option("7")
    badges.get_by_role("button", name="Voir et imprimer dans le navigateur").click()
    check_page(page, "imprimer-badges")
    assert printed(page) == page.locator(".paper").count()
    page.goto("/organiser/soirees/crepite/imprimer/chevalets/?table=7")
    page.set_viewport_size(SCREENS["phone"])
    check_page(page, "imprimer-chevalet-360")
    assert printed(page) == 1
    page.goto("/organiser/soirees/crepite/imprimer/fiches/?lieu=t7&combien=3&de=41")
    page.get_by_role("button", name="Préparer ces fiches").click()
    page.get_by_text("Les fiches sont prêtes").wait_for()
    page.set_viewport_size(SCREENS["desk"])
    check_page(page, "imprimer-fiches")
    assert page.locator(".idea-sheet").count() == 3
    answer = page.request.get("/organiser/soirees/crepite/imprimer/fiches.pdf?lieu=t7&combien=3&de=41")
    assert (answer.headers["content-type"], answer.body()[:5]) == ("application/pdf", b"%PDF-")


def printed(page):
    """How many pages come out when the browser prints this one."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
