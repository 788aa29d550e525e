"""The press kit of an evening: what was counted, the ideas chosen, the photos that may be shown, and nothing else.

Names only with a consent that stands (D14), photos only once published with their agreement (D56, D59); what organisers
declared stands apart from what the platform counted.
"""

import tempfile
import zipfile
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.models import Event, EventPhoto, Registration, Table
from foundation import spreadsheets
from ideas.evening.restitution import stickers_of, told_ideas
from ideas.models import Idea

MOST_PHOTOS = 40  # 300 kB each: twelve megabytes, that a mailbox refuses and a download does not mind
IN_MEMORY = 4 * 1024 * 1024  # bytes of the archive before it goes to a file


@dataclass(frozen=True)
class Kit:
    """What the press is given; `figures` are [(what, number)], counted; `stickers` is None before the vote closes."""

    event: Event
    figures: list
    ideas: list
    stickers: dict | None
    photos: list

    @property
    def has_declared(self):
        event = self.event
        return bool(event.declared_participants or event.declared_workshops or event.declared_wording)


def make_kit(event):
    photos = EventPhoto.objects.public().filter(event=event).order_by("pk")[:MOST_PHOTOS]
    counted = stickers_of(event)
    return Kit(event, _figures(event, counted), told_ideas(event), counted, list(photos))


def archive(kit):
    """Return an open file, at its beginning, with the ZIP of a kit: page, figures, ideas, photos with their words."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(_("page.html"), render_to_string("evening/press_page.html", {"kit": kit, "event": kit.event}))
        made.writestr(_("figures.csv"), spreadsheets.write([_("What"), _("Number"), _("How")], _figure_rows(kit)))
        made.writestr(_("ideas.csv"), spreadsheets.write(_idea_heads(), _idea_rows(kit)))
        rows = []
        for number, photo in enumerate(kit.photos, start=1):
            name = f"photo-{number:02}.jpg"
            try:
                with default_storage.open(photo.file_name()) as picture:
                    made.writestr(f"photos/{name}", picture.read())
            except FileNotFoundError:  # removed at this instant: it is not given
                continue
            rows.append([name, photo.alt, photo.caption, photo.credit])
        if rows:
            heads = [_("File"), _("What it shows"), _("Caption"), _("Photo by")]
            made.writestr("photos/photos.csv", spreadsheets.write(heads, rows))
    file.seek(0)
    return file


def _figures(event, counted):
    live = Registration.objects.live().filter(event=event)
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published())
    found = [
        (_("people registered"), live.count()),
        (_("people present"), event.registrations.present().count()),
        (_("communes they came from"), live.exclude(commune=None).values("commune").distinct().count()),
        (_("tables"), tables.count()),
        (_("ideas written"), Idea.objects.standing().filter(event=event).count()),
        (_("stickers put"), sum((counted or {}).values())),
    ]
    return [(what, number) for what, number in found if number]


def _figure_rows(kit):
    yield from ([what, number, _("counted by the platform")] for what, number in kit.figures)
    event = kit.event
    source = ", ".join(filter(None, [event.declared_source, event.declared_on]))
    for what, number in ((_("participants"), event.declared_participants), (_("workshops"), event.declared_workshops)):
        if number:
            said = _("declared by the organisers")
            yield [what, number, f"{said}, {source}" if source else said]


def _idea_heads():
    return [_("Idea"), _("The need"), _("The solution"), _("Table"), _("Workshop"), _("Author"), _("Stickers")]


def _idea_rows(kit):
    for idea in kit.ideas:
        table = idea.table
        stickers = "" if kit.stickers is None else kit.stickers.get(idea.pk, 0)
        yield [
            idea.title, idea.need, idea.solution, table.number if table else "", str(table.workshop) if table else "",
            idea.shown_author, stickers,
        ]  # fmt: skip
