"""From two ideas alike to a project with its model: put together, a group, a meeting, sheets, stages (D17–D21)."""

import re
from datetime import date, timedelta

from tests.journeys.conftest import SCREENS, check_page

TITLES = ("Une ressourcerie du bois", "Donner une seconde vie aux chutes de bois")
IDEAS = f"""
from events.models import Event
from ideas.models import Idea
event = Event.objects.get(slug="crepite")
made = [
    Idea.objects.create(
        event=event, territory=event.territory, title=title, need="Les scieries jettent.", status="accepted",
        author_email=f"bois{{number}}@example.org",
    )
    for number, title in enumerate({TITLES!r})
]
print(json.dumps([[idea.pk, idea.slug] for idea in made]))
"""
STAGES = ("documenté", "analysé", "prototypé", "conçu", "modèle établi")
SHEETS = ("documentation", "analyse", "prototype", "conception", "clientele", "modele", "previsionnel")
FIGURES = {"quantity": "200", "price": "12,50"}


def test_a_merged_pair_becomes_a_project_with_its_model(sign_in, stack):
    (head, _), (part, part_slug) = stack.ask(IDEAS)
    page = sign_in("Camille")
    page.goto(f"/organiser/fusions/reunir/?idees={head},{part}")
    page.locator(".compared > li", has_text=TITLES[0]).get_by_role("radio").check()
    page.get_by_label("Pourquoi").fill("Le même bois, la même cour.")
    page.get_by_role("button", name="Réunir ces 2 idées").click()
    page.get_by_text("1 idée a rejoint").wait_for()

    page.goto(f"/organiser/tri/{head}/")
    page.get_by_role("button", name="Retenir").click()
    page.goto(f"/organiser/tri/{head}/")
    page.get_by_role("link", name="Son groupe").click()
    page.get_by_label("Nom du groupe").fill("Les copeaux")
    page.get_by_role("button", name="Créer le groupe").click()
    page.get_by_role("heading", name="Les copeaux").wait_for()
    page.get_by_role("link", name="Rencontres").click()
    page.get_by_role("link", name="Prévoir une rencontre").first.click()
    page.get_by_label("À quoi sert la rencontre").fill("Compter les chutes")
    page.get_by_label("Lieu").fill("La scierie de Clairvaux")
    page.locator("[name=how][value=date]").check()
    page.locator("[name=starts_at]").fill(f"{date.today() + timedelta(days=10)}T18:30")
    page.get_by_role("button", name="Prévoir et prévenir tout le monde").click()
    page.get_by_role("heading", name="Compter les chutes").wait_for()

    page.goto(f"/organiser/tri/{head}/")
    page.get_by_role("link", name="Son projet").click()
    page.get_by_role("button", name="Commencer le projet").click()
    page.wait_for_url(re.compile("/projets/.+/espace/"))
    space = page.url
    for kind in SHEETS:
        page.goto(space.replace("/espace/", f"/fiches/{kind}/"))
        fill(page)
    for stage in STAGES:
        page.goto(space)
        for box in page.locator("#phrases input[type=checkbox]").all():
            box.check()
        page.get_by_role("button", name="Garder nos accords").click()
        page.get_by_role("button", name=f"Le projet est maintenant : {stage}").click()
        page.get_by_text(re.compile(f"est maintenant.*{stage}")).first.wait_for()
    check_page(page, "projet-modele-etabli")

    page.set_viewport_size(SCREENS["phone"])
    page.goto(f"/idees/{part_slug}/parcours/")
    page.get_by_text("Devenue un projet").first.wait_for()
    check_page(page, "ou-en-est-mon-idee-projet", contrast=False)


def fill(page):
    """Answer every question of a sheet, and those of its first repeated block; the page saves by itself."""
    if (more := page.locator("details.slot summary:visible").first).count():
        more.click()
    for field in page.locator("form textarea[name]:visible, form input.form-control[name]:visible").all():
        name = field.get_attribute("name")
        field.fill(next((figure for part, figure in FIGURES.items() if part in name), "Le bois de la cour."))
    page.locator("#saving", has_text="Tout est enregistré").wait_for()
