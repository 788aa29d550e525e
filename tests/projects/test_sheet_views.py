"""The pages of the sheets: as a whole without script, field by field with it; photos; the printed file (D21)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation import links
from projects.models import Sheet, SheetAside, SheetEntry, SheetPhoto, shown_photos
from projects.models.sheet import token
from projects.sheets.definitions import DEFINITIONS
from tests.factories import make_member, make_project
from tests.pictures import upload

EMPTY = token(0, "")


@pytest.fixture
def project(db):
    return make_project(name="L’épicerie ambulante")


@pytest.fixture
def ana(client, project):
    """A member, whose link the client has opened."""
    member = make_member(group=project.group, given_name="Ana")
    client.get(reverse("groups:open", args=[links.token(member.access_link())]))
    return member


def url(name, project, *more):
    return reverse(f"projects:{name}", args=[project.slug, *more])


def posted(**texts):
    return {**texts, **{f"base-{name}": EMPTY for name in texts}}


def test_a_whole_sheet_is_kept_without_script(client, project, ana):
    answer = client.post(url("sheet", project, "analyse"), posted(who="Les anciens", risks="L’hiver", strengths=""))
    assert (answer.status_code, Sheet.of(project, "analysis").content()) == (
        302,
        {"who": "Les anciens", "risks": "L’hiver"},
    )


def test_a_page_that_waited_overwrites_nobody(client, project, ana):
    sheet = Sheet.of(project, "analysis")
    sheet.write("who", "Les familles", base=EMPTY, membership=make_member(group=project.group))
    client.post(url("sheet", project, "analyse"), posted(who="", risks="L’hiver"))
    client.post(url("sheet", project, "analyse"), posted(who="Les anciens"))
    assert sheet.content() == {"who": "Les familles", "risks": "L’hiver"}
    assert SheetAside.objects.open().get().text == "Les anciens"
    page = client.get(url("sheet", project, "analyse")).content.decode()
    assert page.count('class="aside"') == 1


def test_what_is_too_long_is_refused_with_what_was_typed_and_the_rest_is_kept(client, project, ana):
    answer = client.post(url("sheet", project, "analyse"), posted(who="x" * 2001, risks="L’hiver"))
    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()
    assert Sheet.of(project, "analysis").content() == {"risks": "L’hiver"}


def test_a_figure_that_is_no_number_is_told_and_kept(client, project, ana):
    answer = client.post(url("sheet", project, "previsionnel"), posted(**{"offers-1-price": "deux"}))
    assert answer.status_code == 422
    assert 'value="deux"' in answer.content.decode()


def test_a_field_answers_the_script(client, project, ana):
    said = {"name": "who", "text": "Les anciens", "base": EMPTY, "key": "k1"}
    first = client.post(url("sheet_field", project, "analyse"), said)
    assert (first.status_code, first.json()["token"]) == (200, token(1, "Les anciens"))
    other = client.post(url("sheet_field", project, "analyse"), {**said, "text": "Les familles", "key": "k2"})
    assert (other.status_code, other.json()["text"], list(other.json()["asides"])) == (409, "Les anciens", ["who"])
    wrong = client.post(url("sheet_field", project, "analyse"), {**said, "name": "rien"})
    assert (wrong.status_code, wrong.json()["state"]) == (422, "refused")
    state = client.get(url("sheet_state", project, "analyse")).json()
    assert state["fields"]["who"] == [token(1, "Les anciens"), "Les anciens"]


def test_who_else_is_here_is_shown(client, project, ana):
    client.get(url("sheet", project, "analyse"))
    paul = make_member(group=project.group, given_name="Paul", family_name="Girod")
    client.cookies.clear()
    client.get(reverse("groups:open", args=[links.token(paul.access_link())]))
    assert client.get(url("sheet_state", project, "analyse")).json()["present"] == [str(ana)]


def test_a_bad_photo_is_refused_and_the_rest_kept(client, project, ana):
    photos = [upload(), upload(name="liste.jpg", content=b"ceci n'est pas une photo")]
    answer = client.post(url("sheet_photos", project), {"photos": photos, "alt": "Le camion"})
    photo = SheetPhoto.objects.get()
    assert (answer.status_code, photo.alt, photo.membership) == (302, "Le camion", ana)
    assert client.post(url("sheet_photos", project), {"photos": [upload(content=b"rien")]}).status_code == 422


def test_a_photo_is_private_until_chosen_for_a_published_page(client, project, ana, settings):
    client.post(url("sheet_photos", project), {"photos": [upload()], "alt": ""})
    photo = SheetPhoto.objects.get()
    step, image = url("sheet_photo_step", project, photo.pk, "decrire"), url("sheet_photo", project, photo.key, "photo")
    client.post(step, {"shown": "on", "alt": ""})
    assert list(shown_photos(project)) == []
    client.post(step, {"shown": "on", "alt": "Le camion devant l’église"})
    assert list(shown_photos(project)) == [photo]
    member = client.cookies.copy()
    client.cookies.clear()
    assert client.get(image).status_code == 404
    type(project).objects.filter(pk=project.pk).update(published_at=project.created_at)
    assert client.get(image).status_code == 200
    client.cookies = member
    client.post(url("sheet_photo_step", project, photo.pk, "supprimer"))
    assert SheetPhoto.objects.count() == 0


def test_a_project_that_is_over_is_read_and_no_longer_written(client, project, ana):
    type(project).objects.filter(pk=project.pk).update(stage="abandoned", came_from="started")
    assert client.post(url("sheet", project, "analyse"), posted(who="Les anciens")).status_code == 422
    assert client.get(url("sheet", project, "analyse")).status_code == 200
    assert Sheet.of(project, "analysis").content() == {}


def test_pages_of_full_sheets_cost_the_same(client, project, ana):
    """As many statements with nothing written as with every field of the two largest sheets."""
    pages = [url("sheet", project, slug) for slug in ("previsionnel", "documentation")]
    pages += [url("sheets", project), url("dossier", project), url("sheet_versions", project, "documentation")]
    found = []
    sheets = [Sheet.of(project, kind) for kind in ("forecast", "documentation")]
    for filled in (False, True):
        for sheet in sheets if filled else ():
            names = sheet.definition.fields
            SheetEntry.objects.bulk_create(SheetEntry(sheet=sheet, name=name, text="12", version=1) for name in names)
        found.append([statements(client, page) for page in pages])
    assert found == [[6, 6, 6, 5, 6], [7, 7, 6, 5, 6]]


def statements(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_file_is_printed_with_every_sheet_and_nothing_typed_is_source(client, project, ana):
    sheet = Sheet.of(project, "canvas")
    for name in list(sheet.definition.fields)[:3]:
        sheet.write(name, '#read("/etc/passwd") *gras* $x$ <b>', base=EMPTY, membership=ana)
    Sheet.of(project, "forecast").write("offers-1-price", "12", base=EMPTY, membership=ana)
    page = client.get(url("dossier", project)).content.decode()
    assert page.count("&lt;b&gt;") == 3
    assert [page.count(f">{one.title}</h2>") for one in DEFINITIONS.values()] == [1] * 7
    assert client.get(url("dossier_pdf", project)).content[:5] == b"%PDF-"
