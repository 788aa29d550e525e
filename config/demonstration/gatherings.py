"""Two gatherings of ideas of the weeks before, a photographed sheet, and photos of a past edition: all drawn."""

from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from events.models import EventPhoto
from foundation.pictures import drawn
from ideas.models import Gathering, Idea, IdeaPhoto

PAPER, INK, ACCENT = "#fbf6ec", "#1d2b2a", "#1d5c4d"
NOTES = ("#ffe79a", "#ffd2c2", "#cfe6f5", "#d3ebc6", "#e6dcf5")
WEEKS = timedelta(weeks=7)  # the oldest idea of the notebook is six weeks old
STALLS = (
    {"kind": "stall", "name": "Stand du marché du jeudi", "place": "Sous les arcades", "commune_id": "39300"},
    {"kind": "workshop", "name": "Atelier préparatoire au lycée", "place": "Salle polyvalente", "commune_id": "39300"},
)
SCENES = (
    ("Une table et sept notes de couleur, vues de dessus", "Une table en plein travail"),
    ("Le mur des idées couvert de notes", "Le mur, à l’heure de la restitution"),
    ("Une grande salle avec douze tables rondes", "La salle avant l’arrivée du public"),
)


def load(tonight, past, *, by, now):
    """Say where the ideas of the weeks before `tonight` were gathered; show drawn photos on the page of `past`."""
    early = list(Idea.objects.filter(event=tonight, table=None).order_by("created_at"))
    since = timezone.localdate(now - WEEKS)
    for number, values in enumerate(STALLS):
        ends_on = None if number == 0 else since + timedelta(weeks=3)
        gathering = Gathering(event=tonight, starts_on=since, ends_on=ends_on, **values)
        gathering.settle(by=by)
        taken = [idea.pk for idea in early[number :: len(STALLS)]]
        Idea.objects.filter(pk__in=taken).update(gathering=gathering)
        Idea.objects.filter(pk__in=taken[::2]).update(typed=True)
    _photograph(next(idea for idea in early if idea.status == Idea.Status.ACCEPTED))
    for number, (alt, caption) in enumerate(SCENES):
        photo = EventPhoto.drawn(drawn(_scene(number)), event=past, added_by=by)
        photo.alt, photo.caption, photo.credit = alt, caption, "dessin de démonstration"
        photo.people = EventPhoto.People.NOBODY
        photo.save()
        photo.publish(by=by)


def _photograph(idea):
    photo = IdeaPhoto.drawn(drawn(_sheet()), idea=idea, alt="La fiche papier, avec un croquis de la halle")
    photo.read_at = timezone.now()
    photo.save()


def _sheet():
    """A paper sheet: ruled lines and a sketch."""
    image = Image.new("RGB", (900, 1200), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 60, 840, 150), fill=NOTES[0])
    for y in range(220, 620, 60):
        draw.line((80, y, 820 - (y * 7) % 240, y), fill=INK, width=6)
    draw.polygon(((180, 900), (450, 700), (720, 900)), outline=ACCENT, width=10)
    draw.rectangle((230, 900, 670, 1100), outline=ACCENT, width=10)
    for x in (310, 450, 590):
        draw.line((x, 920, x, 1090), fill=ACCENT, width=8)
    return image


def _scene(number):
    """A hall seen from above: tables and notes, in the colours of the site."""
    image = Image.new("RGB", (1200, 800), PAPER)
    draw = ImageDraw.Draw(image)
    if number == 1:
        for n in range(40):
            x, y = 60 + n % 8 * 140, 60 + n // 8 * 145
            draw.rectangle((x, y, x + 110, y + 110), fill=NOTES[(n * 3) % 5])
    for n in range((1, 0, 12)[number]):
        x, y, size = (200 + n % 4 * 260, 160 + n // 4 * 230, 80) if number == 2 else (600, 400, 280)
        draw.ellipse((x - size, y - size, x + size, y + size), fill="#e4dccb", outline=ACCENT, width=6)
        for note in range(7):
            left, top = x - size // 2 + note * size // 7, y - size // 3 + note % 3 * size // 4
            draw.rectangle((left, top, left + size // 5, top + size // 5), fill=NOTES[note % 5])
    return image
