"""Signs of tables and idea sheets: their codes are read on a photo of the sheet, and lead where they say."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from events import printing
from foundation import typesetting
from foundation.typesetting_apart import fonts
from ideas.evening.models import PaperSheet
from tests import pdfs
from tests.factories import make_event, make_gathering, make_organiser, make_workshop
from tests.signing import sign_in

SITE = "https://soiree.example.org"


@pytest.fixture
def event(db, settings):
    settings.PUBLIC_URL = SITE
    event = make_event()
    make_workshop(event=event, title="Le dernier kilomètre", tables=2)
    return event


@pytest.fixture
def desk(client, event):
    return sign_in(client, make_organiser(territory=event.territory))


@pytest.fixture
def root(event):
    return f"/organiser/soirees/{event.slug}/imprimer/"


def make_sheets(desk, event, **chosen):
    return desk.post(reverse("evening:sheets_make", args=[event.slug]), chosen)


def photographed(name, said):
    """What a phone's decoder reads on a poor photo of the first sheet: 1 200 pixels wide, askew, heavily compressed."""
    import typst
    import zxingcpp
    from django.core.serializers.json import DjangoJSONEncoder, json

    words = json.dumps({"title": "T", "language": "fr", "font": typesetting.FONT, **said}, cls=DjangoJSONEncoder)
    folder = typesetting._folder()
    drawn = typst.compile(
        str(folder / printing.find(name).template), root=str(folder), font_paths=fonts(), format="png",
        ppi=120, sys_inputs={"data": words},
    )  # fmt: skip
    picture = Image.open(io.BytesIO(drawn[0] if isinstance(drawn, list) else drawn)).convert("L")
    picture = picture.rotate(3, expand=True, fillcolor=140)
    picture = picture.resize((1200, 1200 * picture.height // picture.width))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return sorted(found.text for found in zxingcpp.read_barcodes(Image.open(out)))


def said(event, name, query=None):
    document = printing.find(name)
    options = document.form(query, event=event).options
    return printing.said(document, event, options, range(min(1, document.count(event, options))))


def test_each_table_has_its_sign_after_the_hall_s(desk, event, root):
    page = desk.get(f"{root}chevalets/")
    assert page.context["only_here"] is False
    assert [one["number"] for one in page.context["said"]["pages"]] == ["", "1", "2"]
    content = desk.get(f"{root}chevalets.pdf").content
    assert pdfs.pages(content) == 3
    assert b"pdfuaid:part>1<" in content
    assert pdfs.pages(desk.get(f"{root}chevalets.pdf?format=a5&table=2").content) == 1


@pytest.mark.once
def test_codes_of_signs_are_read_on_a_poor_photo(event):
    table = event.tables.get(number=2)
    assert photographed("chevalets", said(event, "chevalets", {"table": "2"})) == [f"{SITE}/a/{table.code}/"] * 2


@pytest.mark.once
def test_codes_of_sheets_are_read_on_a_poor_photo(desk, event):
    make_sheets(desk, event)
    first = PaperSheet.objects.filter(series="1").order_by("number")[:2]
    assert photographed("fiches", said(event, "fiches")) == sorted(sheet.address for sheet in first)


def test_sheets_are_made_once_then_printed_two_a_page(desk, event, root):
    assert desk.get(f"{root}fiches/").context["count"] == 0
    answer = make_sheets(desk, event, lieu="tables", combien="5")
    assert PaperSheet.objects.count() == 10
    assert desk.get(answer.url).context["count"] == 5
    make_sheets(desk, event, lieu="tables", combien="5")
    assert PaperSheet.objects.count() == 10
    content = desk.get(f"{root}fiches.pdf?combien=5").content
    assert pdfs.pages(content) == 5
    assert all(sheet.code in pdfs.text(content) for sheet in PaperSheet.objects.all())


def test_a_second_printing_never_bears_a_code_of_the_first(desk, event):
    make_sheets(desk, event, combien="2")
    before = set(PaperSheet.objects.values_list("code", flat=True))
    answer = make_sheets(desk, event, combien="2", nouvelles="1")
    page = desk.get(answer.url)
    shown = {one["code"].replace(" ", "") for sheet in page.context["said"]["pages"] for one in sheet}
    assert len(shown) == 4
    assert not shown & before


def test_a_stall_and_the_spare_pile_have_their_sheets(desk, event):
    gathering = make_gathering(event=event)
    make_sheets(desk, event, lieu=f"g{gathering.pk}", combien="3")
    make_sheets(desk, event, lieu="soiree", combien="4")
    assert PaperSheet.objects.filter(gathering=gathering).count() == 3
    assert said(event, "fiches", {"lieu": "soiree", "combien": "4"})["pages"][0][0]["number"] == ""
    other = make_gathering(event=make_event())
    make_sheets(desk, event, lieu=f"g{other.pk}", combien="3")  # of another evening: the usual choice instead
    assert not PaperSheet.objects.filter(gathering=other).exists()
