"""Two people write the same sheet, the network is cut and comes back: nothing is lost, nothing is doubled (D21)."""

from tests.journeys.conftest import check_page

PROJECT = """
from django.utils import timezone
from config.demonstration import sheets
from foundation import links
from ideas.groups.models import Membership
from ideas.models import Idea
from members.models import Person
from projects.starting import start_project
free = Idea.objects.standing().filter(merged_into=None, working_groups=None, in_projects=None, event__slug="crepite")
team = Person.objects.filter(given_name="Camille").order_by("pk").first()
project = start_project([free.order_by("-pk").first()], by=team)
tokens = []
for name in ("Inès", "Bastien"):
    member = Membership.objects.create(group=project.group, given_name=name, email=f"{name[0].lower()}@example.org")
    tokens.append(links.token(member.access_link()))
sheets.fill(project, membership=member, now=timezone.now(), kinds=("documentation", "canvas", "forecast"))
print(json.dumps([project.slug, *tokens]))
"""
WRITTEN = """
from projects.models import Sheet, SheetChange
sheet = Sheet.objects.get(project__slug=%r, kind="analysis")
print(json.dumps([sheet.content(), SheetChange.objects.filter(version__sheet=sheet, name="risks").count()]))
"""


def test_two_people_write_the_same_sheet(visitor, stack):
    slug, *tokens = stack.ask(PROJECT)
    here = f"/projets/{slug}/fiches"
    ines, bastien = visitor("phone"), visitor("desk")
    for page, token in zip((ines, bastien), tokens, strict=True):
        page.goto(f"/groupes/lien/{token}/")
        page.goto(f"{here}/analyse/")
    ines.get_by_label("Qui a ce besoin").fill("Les anciens du plateau")
    said(ines, "Tout est enregistré")
    bastien.get_by_label("Quelles sont nos forces").fill("Un camion prêté")
    said(bastien, "Tout est enregistré")

    bastien.get_by_label("Qui a ce besoin").fill("Les familles sans voiture")
    said(bastien, "les deux textes sont gardés")
    check_page(bastien, "fiche-deux-textes", full=False)
    bastien.get_by_role("button", name="Réunir les deux").click()
    said(bastien, "Tout est enregistré")

    ines.context.set_offline(True)
    ines.get_by_label("Qu’est-ce qui pourrait mal tourner").fill("Trop peu de monde")
    said(ines, "gardés sur cet appareil")
    ines.get_by_label("Qu’est-ce qui pourrait mal tourner").fill("Trop peu de monde en hiver")
    ines.context.set_offline(False)
    said(ines, "Tout est enregistré")
    assert stack.ask(WRITTEN % slug) == [
        {
            "who": "Les anciens du plateau\n\nLes familles sans voiture",
            "strengths": "Un camion prêté",
            "risks": "Trop peu de monde en hiver",
        },
        1,
    ]

    ines.goto(f"{here}/modele/")
    check_page(ines, "fiche-modele-360", full=False)
    ines.goto(f"{here}/previsionnel/")
    ines.locator("#f-offers-1-quantity1").fill("deux cents")
    ines.locator("#e-offers-1-quantity1", has_text="Ce n’est pas un nombre").wait_for()
    check_page(ines, "fiche-previsionnel-360", full=False, contrast=False)
    bastien.set_viewport_size({"width": 1280, "height": 1460})  # the whole model, above the bar that stays below
    bastien.goto(f"{here}/modele/")
    check_page(bastien, "fiche-modele")
    bastien.goto(f"{here}/previsionnel/")
    check_page(bastien, "fiche-previsionnel", full=False)
    bastien.goto(f"{here}/")
    check_page(bastien, "fiches", contrast=False)
    bastien.goto(f"{here}/analyse/versions/")
    bastien.get_by_role("listitem").filter(has_text="Inès").get_by_role("link").first.click()
    check_page(bastien, "fiche-version", contrast=False)


def said(page, words):
    page.locator("#saving", has_text=words).wait_for()
