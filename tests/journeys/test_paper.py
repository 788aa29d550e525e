"""Paper sheets: a stack is photographed from a phone, two people type it at once, the author finds the idea again."""

import io

import pytest
import segno
from PIL import Image, ImageDraw

from tests.journeys.conftest import check_page, picture

SCENE = """
from events.models import Event
from ideas.evening.models import Transcriber
from ideas.evening.paper import sheets_for
event = Event.objects.get(slug="crepite")
table = event.tables.order_by("-number").first()
sheets = sheets_for(event, table=table, count=3)
print(json.dumps({
    "links": [Transcriber.make(event, name=name).open_url() for name in ("Inès", "Marco")],
    "sheets": [[sheet.reference, sheet.address] for sheet in sheets],
}))
"""


@pytest.fixture(scope="module")
def scene(stack):
    return stack.ask(SCENE)


def taken(address):
    """A photo of a sheet as a phone sends it, askew; without a code when there is no `address`."""
    paper = Image.new("RGB", (600, 840), "#fbf8f0")
    ImageDraw.Draw(paper).text((60, 300), "Un four pour deux villages", "#1c3f94", font_size=34)
    if address:
        out = io.BytesIO()
        segno.make(address, error="m", micro=False).save(out, kind="png", scale=5, border=4)
        paper.paste(Image.open(out).convert("RGB"), (360, 30))
    out = io.BytesIO()
    paper.rotate(4, expand=True, fillcolor="#6b5138").save(out, "JPEG")
    return {"name": "fiche.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_stack_is_photographed_and_typed_by_two(visitor, scene):
    ines, marco = visitor("desk"), visitor("phone")
    marco.goto(scene["links"][1])
    check_page(marco, "papier-tel")
    marco.get_by_role("link", name="Les photos, et celles à rattacher").click()
    heic = {"name": "iphone.heic", "mimeType": "image/heic", "buffer": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64}
    marco.get_by_label("Photos des fiches").set_input_files([taken(scene["sheets"][0][1]), heic])
    marco.get_by_role("button", name="Envoyer les photos").click()
    marco.get_by_text("iphone.heic · Cette photo est en HEIC").wait_for()
    check_page(marco, "papier-photos-tel", contrast=False)

    # Each gets a sheet of their own; what is typed outlives the page.
    ines.goto(scene["links"][0])
    check_page(ines, "papier")
    ines.get_by_role("button", name="Commencer").click()
    marco.get_by_role("link", name="Saisir les fiches").click()
    marco.get_by_role("button", name="Commencer").click()
    marco.get_by_label("Nom de l’idée").wait_for()
    assert ines.locator("h1").inner_text() != marco.locator("h1").inner_text()
    picture(marco, "papier-saisie-tel")
    ines.keyboard.type("Le car des voisins")  # the first field has the focus
    ines.get_by_text("Brouillon gardé.").wait_for()
    ines.reload()
    ines.get_by_text("Un brouillon de cette fiche était gardé").wait_for()
    ines.get_by_label("Nom de l’idée").focus()
    check_page(ines, "papier-saisie")
    first = ines.locator("h1").inner_text()
    ines.keyboard.press("Control+Enter")
    ines.get_by_text("Enregistrée").wait_for()
    assert ines.locator("h1").inner_text() != first

    # The photo turns without a script, and what is of no use is said.
    ines.get_by_text("Tournée à droite").click()
    assert "matrix(0, 1" in ines.locator(".paper-photo img").evaluate("one => getComputedStyle(one).transform")
    ines.get_by_text("Quelque chose ne va pas").click()
    ines.get_by_label("Qu’est-ce qui ne va pas").select_option("blurred")
    ines.get_by_role("button", name="La confier à l’équipe").click()
    ines.get_by_text("Confiée à l’équipe, avec").wait_for()


def test_the_author_types_the_sheet_and_the_team_sees_it(visitor, sign_in, scene):
    reference, address = scene["sheets"][1]
    author, typist = visitor("phone"), visitor("desk")
    author.goto(address)
    check_page(author, "papier-autrice-tel")
    typist.goto(scene["links"][0])
    typist.get_by_text("J’ai une fiche en main").click()
    typist.get_by_label("Numéro ou code de la fiche").fill(reference)
    typist.get_by_role("button", name="Saisir cette fiche").click()
    typist.get_by_label("Nom de l’idée").fill("Le texte de la bénévole")
    author.get_by_label("Nom de l’idée").fill("Un four pour deux villages")
    author.wait_for_timeout(2200)  # nobody writes faster than the robot filter allows
    author.get_by_role("button", name="Envoyer l’idée").click()
    author.wait_for_url("**/recue/**")
    author.goto(address)
    picture(author, "papier-saisie-autrice-tel")
    typist.keyboard.press("Control+Enter")
    typist.get_by_text("Quelqu’un d’autre a saisi cette fiche entre-temps").wait_for()
    check_page(typist, "papier-entre-temps")
    assert typist.get_by_text("Le texte de la bénévole").is_visible()
    team = sign_in("Camille")
    team.goto("/organiser/soirees/crepite/papier/")
    check_page(team, "papier-equipe")
