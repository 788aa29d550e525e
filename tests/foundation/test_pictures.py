"""Photos that people send: known by their content, upright, small, without what the camera noted."""

import io
import os
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from foundation import pictures
from foundation.kept_files import sweep
from ideas.models import IdeaPhoto
from tests.factories import make_event, make_idea
from tests.pictures import HEIC, upload

pytestmark = pytest.mark.once


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_is_drawn_anew_without_exif(kind):
    picture = pictures.read(upload(kind=kind))
    images = [opened(content) for content in (picture.large, picture.small)]
    assert [(image.format, dict(image.getexif()), "exif" in image.info) for image in images] == [
        ("JPEG", {}, False)
    ] * 2
    assert (picture.size, picture.small_size) == ((400, 300), (320, 240))
    assert b"Nadia" not in picture.large


def test_large_picture_is_made_small():
    picture = pictures.read(upload(size=(3000, 2000)))
    assert (picture.size, picture.small_size) == ((1600, 1067), (320, 213))


def test_picture_is_turned_upright():
    """Held upright (6): what the sensor had on the left comes on top."""
    picture = pictures.read(upload(size=(400, 200), orientation=6))
    image = opened(picture.large)
    red, _green, blue = image.getpixel((100, 20))
    assert (picture.size, red > 200 > blue) == ((200, 400), True)


def test_transparency_becomes_white_paper():
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(pictures.read(upload("a.png", out.getvalue())).large).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEIC, "heic"),
        (b"%PDF-1.7 not a photo", "content"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "content"),
        (b"GIF89a" + b"\0" * 40, "content"),
    ],
)
def test_what_is_no_photo_is_refused_with_its_reason(content, code):
    with pytest.raises(ValidationError) as refused:
        pictures.read(upload("photo.jpg", content))
    assert refused.value.code == code


def test_cut_picture_is_refused():
    whole = upload(size=(900, 900)).read()
    with pytest.raises(ValidationError) as refused:
        pictures.read(upload("a.jpg", whole[: len(whole) // 2]))
    assert refused.value.code == "damaged"


def test_too_many_pixels_and_too_heavy_are_refused(monkeypatch, settings):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10_000)
    with pytest.raises(ValidationError) as refused:
        pictures.read(upload())
    settings.UPLOAD_MAX_BYTES = 100
    with pytest.raises(ValidationError) as heavy:
        pictures.read(upload())
    assert (refused.value.code, heavy.value.code) == ("pixels", "size")


@pytest.mark.django_db
def test_files_that_no_row_knows_go_after_a_day():
    idea = make_idea(event=make_event())
    idea.attach_photo(pictures.read(upload()))
    lost = IdeaPhoto.drawn(pictures.read(upload()), idea=idea)
    assert sweep(IdeaPhoto, now=timezone.now()) == 0
    kept = IdeaPhoto.objects.get()
    for row in (lost, kept):
        for small in (True, False):
            os.utime(default_storage.path(row.file_name(small=small)), (time.time() - 2 * 86400,) * 2)

    swept = sweep(IdeaPhoto, now=timezone.now())

    assert (swept, sweep(IdeaPhoto, now=timezone.now())) == (2, 0)
    assert [default_storage.exists(row.file_name()) for row in (lost, kept)] == [False, True]
