"""A stack of paper sheets tonight: photographed, half typed, one photo without its code, one that nobody could read."""

import io

import font_manrope
import segno
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from foundation import pictures
from ideas.evening.models import PaperPhoto, PaperSheet, Transcriber
from ideas.evening.paper import sheets_for

PRINTED = 6  # per table
TABLES = 3
SIZE = (840, 1180)  # pixels of a photo: an A5 that a phone took, made light
NEED, SOLUTION = 330, 620  # pixels from the top, where the lines of each begin
WRITTEN = [  # title, need, solution (lines parted by |), given name
    (
        "Le car des voisins",
        "Ma mère ne conduit plus|et le marché est à 9 km.",
        "Un minibus le jeudi,|conduit à tour de rôle.",
        "Odile",
    ),
    (
        "Pain du fournil partagé",
        "Plus de boulanger depuis|deux ans au village.",
        "Rallumer le four communal,|un boulanger itinérant.",
        "",
    ),
    (
        "La ressourcerie mobile",
        "On jette des outils|qui marchent encore.",
        "Une camionnette qui répare|de bourg en bourg.",
        "Hugo",
    ),
    (
        "Cours de patois au lycée",
        "Les anciens partent|avec leurs mots.",
        "Des heures d’histoires,|enregistrées par les élèves.",
        "",
    ),
    (
        "Jus de pommes du coteau",
        "Des tonnes de pommes|pourrissent en octobre.",
        "Un pressoir sur remorque|et une étiquette commune.",
        "Farid",
    ),
]
GROUND, PAPER, INK, PEN = "#8a6f52", "#fdfbf5", "#1d2b2a", "#1c3f94"


def load(event, tables, *, by):
    """Print, photograph and type sheets of the first `tables` of `event`, as `by`."""
    Transcriber.make(event, name="Maëlle")
    sheets = [sheet for table in tables[:TABLES] for sheet in sheets_for(event, table=table, count=PRINTED)]
    first, second, third = (sheets[start : start + PRINTED] for start in range(0, len(sheets), PRINTED))
    _say_typed(event, first, by=by)
    for sheet, words in zip([*second[:3], third[0]], WRITTEN, strict=False):
        _photo(event, sheet, words).attach(sheet)
    third[0].hold(holder="demonstration", now=timezone.now())
    third[0].set_aside(PaperSheet.Trouble.WRITING, holder="demonstration", now=timezone.now())
    _photo(event, None, WRITTEN[-1]).set_loose(PaperPhoto.Trouble.UNREADABLE)


def _say_typed(event, sheets, *, by):
    """Some ideas of this table came on paper: their receipts are the codes of the sheets."""
    ideas = list(event.ideas.filter(table=sheets[0].table).order_by("pk")[:2])
    for sheet, idea in zip(sheets, ideas, strict=False):
        typed = {"status": PaperSheet.Status.TYPED, "photographed_at": idea.created_at, "typed_at": idea.created_at}
        PaperSheet.objects.filter(pk=sheet.pk).update(code=idea.receipt, idea=idea, typed_by=by, **typed)
        event.ideas.filter(pk=idea.pk).update(typed=True, sheet_number=sheet.reference)


def _photo(event, sheet, words):
    photo = PaperPhoto.drawn(pictures.drawn(_drawn(sheet, words)), event=event)
    photo.save()
    return photo


def _drawn(sheet, words):
    """Return the image of a sheet written by hand, laid askew on a table."""
    title, need, solution, name = words
    page = Image.new("RGB", (SIZE[0] - 90, SIZE[1] - 90), PAPER)
    pen = ImageDraw.Draw(page)
    print_ = ImageFont.truetype(font_manrope.ManropeMedium, 21)
    hand = ImageFont.truetype(font_manrope.ManropeMedium, 38)
    place = f"Table {sheet.series} · fiche {sheet.number}" if sheet else "Table 7"
    pen.text((40, 40), f"{place}\nMon idée pour le territoire", INK, print_, spacing=12)
    for y, label in ((170, "Son nom"), (NEED - 50, "Le besoin"), (SOLUTION - 50, "Votre solution"), (900, "Prénom")):
        pen.text((40, y), label, INK, print_)
        pen.line((40, y + 110, 710, y + 110), "#c9c2b2", 2)
    pen.text((52, 212), title, PEN, hand)
    for y, text in ((NEED, need), (SOLUTION, solution), (945, name)):
        pen.multiline_text((52, y), text.replace("|", "\n"), PEN, hand, spacing=22)
    if sheet:
        page.paste(_code(sheet.address), (page.width - 240, 20))
        pen.text((page.width - 232, 238), sheet.spaced_code, INK, print_)
    ground = Image.new("RGB", SIZE, GROUND)
    turned = page.rotate(2.2 if sheet and sheet.number % 2 else -1.6, Image.Resampling.BICUBIC, True, fillcolor=GROUND)
    turned.thumbnail(SIZE)
    ground.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2))
    return ground


def _code(text):
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=6, border=3)
    return Image.open(out).convert("RGB").resize((216, 216))
