"""The file of a project as it is read on paper: chapters of questions and answers, then the tables of the forecast."""

from django.utils.translation import gettext as _

from projects.sheets import tables
from projects.sheets.content import texts_of
from projects.sheets.definitions import DEFINITIONS
from projects.sheets.projections import read, warnings, years_of
from projects.sheets.shapes import CHOICE, filled_slots


def chapters(project):
    """Return {"chapters": […], "tables": […], "warnings": […]}, all plain texts, for the page and for typst."""
    texts = texts_of(project)
    figures = texts["forecast"]
    years = years_of(read(figures))
    return {
        "chapters": [_chapter(one, texts[kind]) for kind, one in DEFINITIONS.items()],
        "tables": [[_row(row) for row in tables.rows(years, lines)] for lines in (tables.RESULT, tables.CASH)]
        + [[_row(row) for row in tables.marks(years)]]
        if figures
        else [],
        "warnings": [str(one.sentence) for one in warnings(years)] if figures else [],
    }


def _chapter(definition, content):
    sections = [_section(section, content, definition) for section in definition.sections]
    return {
        "title": str(definition.title),
        "sections": [section for section in sections if section["blocks"]],
        "is_forecast": definition.kind == "forecast",
    }


def _section(section, content, definition):
    """A section as `blocks` of {"title", "answers": [(question, answer)]}; without blocks when nothing is written."""
    plain = [(str(one.question), content.get(one.name, "").strip()) for one in section.fields]
    blocks = [{"title": "", "answers": plain}] if any(answer for _question, answer in plain) else []
    if section.repeat:
        slots = enumerate(filled_slots(section.repeat, content), start=1)
        blocks += [_block(section.repeat, slot, place, content) for place, slot in slots]
    return {"title": str(section.title), "blocks": blocks}


def _block(repeat, slot, place, content):
    answers = {}
    for part in repeat.fields:
        answer = content.get(repeat.name_of(slot, part), "").strip()
        if part.kind == CHOICE:
            answer = str(dict(part.choices).get(answer, answer))
        answers.setdefault(_question(part), []).append(answer)
    said = [(question, " · ".join(part or "–" for part in parts)) for question, parts in answers.items() if any(parts)]
    return {"title": f"{repeat.one} {place}", "answers": said}


def _question(part):
    return _("%(question)s, years 1 · 2 · 3") % {"question": part.question} if part.year else str(part.question)


def _row(row):
    return {"label": str(row.label), "amounts": [words for _year, words in row.amounts], "total": row.total}
