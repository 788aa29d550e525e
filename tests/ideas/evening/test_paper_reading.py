"""Photos of paper sheets find their sheets by their codes, askew, dim or two at once (D13)."""

import io
import random

import pytest
import segno
from django.core.files.storage import default_storage
from PIL import Image, ImageFilter

from foundation import jobs, pictures
from foundation.models import Job
from ideas.evening import reading_sheets, transcribing
from ideas.evening.models import PaperPhoto, PaperSheet
from tests.factories import make_event, make_gathering, make_sheet
from tests.pictures import ORIENTATION, upload


def page(*texts, size=(620, 880), at=(380, 40), kind="png"):
    """An A5 with the code of `texts` in its corner; several texts are sheets one above the other."""
    paper = Image.new("RGB", (size[0], size[1] * len(texts)), "#f4efe2")
    for number, text in enumerate(texts):
        out = io.BytesIO()
        segno.make(text, error="m", micro=False).save(out, kind=kind, scale=5, border=4)
        paper.paste(Image.open(out).convert("RGB"), (at[0], at[1] + number * size[1]))
    return paper


def worn(image):
    """As a phone takes it in a dim hall: askew, out of focus, grainy, dark on one side."""
    rng = random.Random(7)
    image = image.rotate(17, Image.Resampling.BICUBIC, expand=True, fillcolor="#4a3a2a")
    image = image.filter(ImageFilter.GaussianBlur(1.6)).point(lambda value: int(40 + value * 0.45))
    grain = Image.frombytes("L", (96, 96), rng.randbytes(96 * 96)).resize(image.size)
    return Image.blend(image, grain.convert("RGB"), 0.12)


def stored(event, image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return transcribing.add_photos(event, [pictures.read(upload(content=out.getvalue()))])[0]


def opened(photo):
    with default_storage.open(photo.file_name()) as file:
        return Image.open(io.BytesIO(file.read()))


def read_all():
    for job in Job.objects.filter(kind=reading_sheets.JOB):
        jobs.run(job.pk)


@pytest.mark.once
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_code_is_read_on_a_poor_photo(turn):
    photo = worn(page("https://soiree.example.org/f/ACDE3479/")).rotate(turn, expand=True)
    assert [code for code, _at in reading_sheets.read_codes(photo)] == ["ACDE3479"]


@pytest.mark.once
@pytest.mark.parametrize("text", ["https://soiree.example.org/a/ACDE3479/", "WIFI:S:salle;;", "ACDE34"])
def test_other_codes_are_no_sheets(text):
    assert reading_sheets.read_codes(page(text)) == []


@pytest.mark.django_db
def test_each_photo_goes_to_its_sheet_or_waits_for_someone():
    event, other = make_event(), make_event()
    gathering = make_gathering(event=event)
    sheets = [make_sheet(event=event, photos=0), make_sheet(event=event, gathering=gathering, photos=0)]
    foreign = make_sheet(event=other, photos=0)
    photos = [stored(event, page(sheet.address)) for sheet in (*sheets, foreign)]
    photos += [stored(event, page("https://soiree.example.org/f/ACDE3479/")), stored(event, Image.new("RGB", (80, 60)))]
    read_all()
    read_all()
    rows = PaperPhoto.objects.filter(pk__in=[photo.pk for photo in photos]).order_by("pk")
    assert [(row.sheet, row.trouble) for row in rows] == [
        (sheets[0], ""), (sheets[1], ""), (None, "elsewhere"), (None, "unknown"), (None, "unreadable"),
    ]  # fmt: skip
    assert set(PaperSheet.objects.waiting()) == set(sheets)
    assert {job.state for job in Job.objects.all()} == {"done"}


@pytest.mark.django_db
def test_two_sheets_on_one_photo_have_a_half_each():
    event = make_event()
    sheets = [make_sheet(event=event, photos=0) for _ in range(2)]
    whole = stored(event, page(*[sheet.address for sheet in sheets]))
    read_all()
    halves = [sheet.photos.get() for sheet in sheets]
    assert [(half.width, round(half.height / whole.height, 2)) for half in halves] == [(whole.width, 0.54)] * 2
    codes = [reading_sheets.read_codes(opened(half)) for half in halves]
    assert [[code for code, _at in found] for found in codes] == [[sheet.code] for sheet in sheets]
    assert not PaperPhoto.objects.filter(pk=whole.pk).exists()


@pytest.mark.django_db
def test_a_second_photo_is_kept_and_shown_first():
    event = make_event()
    sheet = make_sheet(event=event, photos=0)
    first, second = (stored(event, page(sheet.address)) for _ in range(2))
    read_all()
    assert list(sheet.photos.newest_first()) == [second, first]


@pytest.mark.django_db
def test_a_kept_photo_says_nothing_of_the_phone():
    photo = transcribing.add_photos(make_event(), [pictures.read(upload(orientation=6))])[0]
    image = opened(photo)
    assert (dict(image.getexif()), image.getexif().get(ORIENTATION), image.size) == ({}, None, (300, 400))
