"""Paper sheets on their way to ideas: taken one by one by several people, made on the spot when they are not ours."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from ideas.evening import reading_sheets
from ideas.evening.models import PaperPhoto, PaperSheet
from ideas.evening.paper import LOOSE

MOST_TRIES = 60  # people who reach for the same sheet at the same instant


def take_next(event, *, holder, now, but=None):
    """Return the sheet that the browser `holder` types next, held for it alone; None when nothing waits.

    One that it holds already comes back: a tab closed too early. `but` is the key of the sheet just passed over.
    """
    waiting = PaperSheet.objects.of(event).waiting().exclude(pk=but)
    mine = waiting.held_by(holder, now=now).order_by("pk").first()
    if mine:
        return mine
    for pk in list(waiting.free(now, holder="").oldest_first().values_list("pk", flat=True)[:MOST_TRIES]):
        free = PaperSheet.objects.waiting().free(now, holder="").filter(pk=pk)
        if free.update(holder=holder, held_until=now + PaperSheet.HELD_FOR):
            return PaperSheet.objects.get(pk=pk)
    return None


def add_photos(event, pictures):
    """Keep `pictures.Picture`s of sheets of `event`, whose codes a worker then reads; return the rows."""
    photos = [PaperPhoto.drawn(picture, event=event) for picture in pictures]  # files first: none in a transaction
    with transaction.atomic():
        PaperPhoto.objects.bulk_create(photos)
        reading_sheets.start(event)
    return photos


def make_unknown(photo, *, table=None):
    """Return a sheet made on the spot for a photo of paper that we did not print, with a receipt of its own."""
    for attempt in range(MOST_TRIES):
        known = PaperSheet.objects.filter(event=photo.event, gathering=None, series=LOOSE)
        number = (known.aggregate(newest=Max("number"))["newest"] or 0) + 1
        try:
            with transaction.atomic():
                sheet = PaperSheet.objects.create(event=photo.event, table=table, series=LOOSE, number=number)
                photo.attach(sheet)
                return sheet
        except IntegrityError:  # two people at the same instant
            if attempt == MOST_TRIES - 1:
                raise
    raise AssertionError("unreachable")
