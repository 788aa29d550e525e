"""The wall to hang: one poster per idea of the restitution, as data that a page shows and typst prints."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation import qr, typesetting, typography
from ideas.evening.restitution import shortened, stickers_of, told_ideas

TEMPLATE = "evening/posters.typ"
LONGEST = 620  # letters of a need or a solution: both fit on one sheet


def wall_of(event):
    """Return what the posters of `event` say, in the language in force. Keys are those of `evening/posters.typ`."""
    counted = stickers_of(event)
    when = typography.long_date(timezone.localtime(event.starts_at), language=get_language()) if event.starts_at else ""
    return {
        "accent": event.territory.accent,
        "brand": event.brand,
        "territory": str(event.territory),
        "when": when,
        "words": {"need": _("The need"), "solution": _("The idea"), "first_step": _("A first step"),
                  "read": _("Read it whole, follow it, join it")},
        "posters": [_poster(idea, counted) for idea in told_ideas(event)],
    }  # fmt: skip


def pdf(event, *, size):
    """Return the bytes of the PDF, in "a4" or "a3"."""
    title = _("The wall of ideas · %(evening)s") % {"evening": event}
    return typesetting.pdf(TEMPLATE, {**wall_of(event), "paper": size}, language=get_language(), title=title)


def _poster(idea, counted):
    address = settings.PUBLIC_URL + idea.get_absolute_url()
    number = (counted or {}).get(idea.pk, 0)
    said = ngettext("%(n)s sticker", "%(n)s stickers", number)
    need, solution = shortened(idea.need, LONGEST), shortened(idea.solution, LONGEST)
    first_step = shortened(idea.first_step, LONGEST // 2)
    return {
        "title": idea.title,
        "need": need,
        "solution": solution,
        "first_step": first_step,
        "table": _("Table %(number)s") % {"number": idea.table.number} if idea.table else "",
        "workshop": str(idea.table.workshop) if idea.table else "",
        "author": _("An idea of %(name)s") % {"name": idea.shown_author} if idea.shown_author else "",
        "stickers": said % {"n": typography.number(number, language=get_language())} if number else "",
        "letters": len(need) + len(solution) + len(first_step),
        "address": address.partition("://")[2],
        "qr": qr.drawing(address),
        "picture": qr.svg(address),
    }
