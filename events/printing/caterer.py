"""What the caterer and the hall need on paper: counts and words, nobody's name (D68)."""

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.catering import counts
from events.forms.organising.printing import CatererForm
from events.models import Need, NeedTick
from events.printing import Document

DIETS = [what.value for what in NeedTick.DIETS]


def count(event, options):
    return 2


def data(event, options, wanted):
    """Two pages: what is eaten, for the caterer; access and children, for the hall."""
    found = counts(event)
    children = [(_("Children to look after"), found.children)] if found.children else []
    food = _page(
        _("For the caterer"),
        found.registered,
        found.diets,
        [words.text for words in found.diet_words],
        by_table=_by_table(event) if options["tables"] else [],
    )
    hall = _page(
        _("For the hall"),
        found.registered,
        [*found.access, *children],
        [*(words.text for words in found.access_words), *(_("Ages: %(ages)s") % {"ages": ages} for ages in found.ages)],
    )
    return {"pages": [food, hall][wanted.start : wanted.stop], "words": _words()}


def _page(title, registered, lines, words, *, by_table=()):
    told = [{"label": label, "number": number} for label, number in lines]
    return {"title": title, "registered": registered, "lines": told, "sentences": words, "by_table": list(by_table)}


def _by_table(event):
    """Rows (table, how many of each diet) of the tables where someone said one; three statements."""
    ticks = NeedTick.objects.filter(need__in=Need.objects.standing().filter(registration__event=event), what__in=DIETS)
    numbers = ticks.order_by().values_list("need__registration__table__number", "what").annotate(n=Count("pk"))
    found = {}
    for table, what, number in numbers:
        found.setdefault(table, {})[what] = number
    ordered = sorted(found.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return [
        {"table": str(table) if table else "—", "numbers": [told.get(what, 0) for what in DIETS]}
        for table, told in ordered
    ]


def _words():
    return {
        "what": _("What"),
        "number": _("Number"),
        "registered": _("people registered"),
        "said": _("Said in their own words"),
        "table": _("Table"),
        "by_table": _("By table"),
        "diets": [capfirst(what.label) for what in NeedTick.DIETS],
        "privacy": _("Counts only, said with consent: no name. Destroy this sheet after the evening."),
    }


DOCUMENT = Document(
    name="traiteur",
    label=gettext_lazy("Lists for the caterer and the hall"),
    what=gettext_lazy("How many of each diet and of each need for access, and what was said in words; no names."),
    template="events/print/caterer.typ",
    page="events/print/caterer.html",
    form=CatererForm,
    count=count,
    data=data,
)
