"""Reads the codes on photos of paper sheets and puts each photo with its sheet: a job, after the sending (D13)."""

import io
import re

from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, ImageFilter, ImageOps

from events.models import Event
from foundation import jobs, pictures
from foundation.codes import ALPHABET, new_code
from ideas.evening.models.paper import CODE_LENGTH, PaperSheet
from ideas.evening.models.paper_photo import PaperPhoto

JOB = "paper-photos"
_ADDRESS = re.compile(rf"(?:^|/f/)([{ALPHABET}]{{{CODE_LENGTH}}})/?$", re.IGNORECASE)
MARGIN = 0.04  # of the picture, kept beyond the middle: two sheets are never laid down exactly


def start(event):
    """Have the photos that were just kept read by a worker; call it in the transaction that keeps them."""
    waiting = PaperPhoto.objects.unread().filter(event=event).count()
    return jobs.start(JOB, f"{event.pk}-{new_code(6)}", total=waiting)  # a job of its own: the last one may be ending


@jobs.kind(JOB)
def read_photos(lease):
    """Read every photo of the evening that nobody has read, one per transaction."""
    event = Event.objects.get(pk=lease.subject.partition("-")[0])
    done = 0
    while photo := PaperPhoto.objects.unread().filter(event=event).order_by("pk").first():
        found = _sheets_on(photo)
        pieces = _pieces(photo, found) if len(found) > 1 else []
        left = PaperPhoto.objects.unread().filter(event=event).count()
        with transaction.atomic():
            lease.advance(done=done, total=done + left)
            if pieces:
                _replace(photo, pieces)
            else:
                _settle(photo, *(found[0] if found else (None, PaperPhoto.Trouble.UNREADABLE)))
        done += 1
        jobs.breathe()


def read_codes(image):
    """Return [(code of a sheet, (x, y) of its centre in pixels)] on a PIL image, from top to bottom.

    A phone held askew in a dim hall: several sizes and contrasts are tried, the plain one first.
    """
    for scale, drawn in _tries(image):
        found = _decoded(drawn, scale)
        if found:
            return found
    return []


def _tries(image):
    grey = ImageOps.grayscale(image)
    yield 1, grey
    even = ImageOps.autocontrast(grey, cutoff=2)
    yield 1, even
    for scale in (0.5, 2):
        size = (round(image.width * scale), round(image.height * scale))
        yield scale, even.resize(size, Image.Resampling.LANCZOS)
    yield 1, even.filter(ImageFilter.UnsharpMask(radius=4, percent=250, threshold=0))


def _decoded(image, scale):
    import zxingcpp  # late: only workers that read photos pay for it

    codes = {}
    for one in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode):
        match = _ADDRESS.search(one.text.strip())
        if match:
            corners = (one.position.top_left, one.position.bottom_right)
            centre = tuple(sum(getattr(corner, axis) for corner in corners) / 2 / scale for axis in "xy")
            codes.setdefault(match[1].upper(), centre)
    return sorted(codes.items(), key=lambda found: (found[1][1], found[1][0]))


def _sheets_on(photo):
    """Return [(its sheet or None, the `Trouble` when there is none, centre)] for each code of a kept photo."""
    with _opened(photo) as image:
        codes = read_codes(image)
    known = PaperSheet.objects.filter(code__in=[code for code, _at in codes]).select_related("gathering")
    known = {sheet.code: sheet for sheet in known}
    return [(*_judged(photo, known.get(code)), at) for code, at in codes]


def _judged(photo, sheet):
    if sheet is None:
        return None, PaperPhoto.Trouble.UNKNOWN
    event = sheet.gathering.event_id if sheet.gathering else sheet.event_id
    return (sheet, "") if event == photo.event_id else (None, PaperPhoto.Trouble.ELSEWHERE)


def _pieces(photo, found):
    """Return [(sheet, trouble, row not saved yet)] of a photo of several sheets: its halves, else copies."""
    axis = 0 if photo.width >= photo.height else 1
    length = (photo.width, photo.height)[axis]
    found = sorted(found, key=lambda one: one[2][axis])
    ahead = [at[axis] < length / 2 for _sheet, _trouble, at in found]
    with _opened(photo) as image:
        boxes = _halves(image, axis) if ahead == [True, False] else [(0, 0, *image.size)] * len(found)
        drawn = [pictures.drawn(image.crop(box)) for box in boxes]
    values = {"event_id": photo.event_id, "added_at": photo.added_at}
    return [
        (sheet, trouble, PaperPhoto.drawn(picture, **values))
        for (sheet, trouble, _at), picture in zip(found, drawn, strict=True)
    ]


def _halves(image, axis):
    length = image.size[axis]
    beyond = round(length * MARGIN)
    parts = ((0, length // 2 + beyond), (length // 2 - beyond, length))
    return [(begin, 0, end, image.height) if axis == 0 else (0, begin, image.width, end) for begin, end in parts]


def _replace(photo, pieces):
    for sheet, trouble, row in pieces:
        row.save()
        _settle(row, sheet, trouble)
    photo.discard()


def _settle(photo, sheet, trouble, _at=None):
    if sheet:
        photo.attach(sheet)
    else:
        photo.set_loose(trouble)


def _opened(photo):
    """Return a photo's PIL image, held in memory; an empty one when its file is gone."""
    try:
        with default_storage.open(photo.file_name()) as file:
            return Image.open(io.BytesIO(file.read()), formats=["JPEG"])
    except FileNotFoundError:
        return Image.new("RGB", (1, 1))
