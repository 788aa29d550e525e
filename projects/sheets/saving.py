"""A whole sheet sent at once, by a page without script: each answer is kept on its own, apart from the others."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from projects.models.sheet import clean, token
from projects.sheets.showing import number_errors


@dataclass
class Saved:
    """`kept` answers changed, `aside` met others' words; `errors` are {name: sentence}, `typed` what was refused."""

    kept: int = 0
    aside: int = 0
    errors: dict = field(default_factory=dict)
    typed: dict = field(default_factory=dict)


def save_all(sheet, posted, *, by, membership):
    """Write every answer of `posted` (with its "base-<name>") that differs from what its page had shown."""
    saved, content = Saved(), sheet.content()
    for name in sheet.definition.fields:
        if name not in posted:
            continue
        text, base = clean(posted[name]), posted.get(f"base-{name}", "")
        if text == content.get(name, "") or base.partition("-")[2] == token(0, text).partition("-")[2]:
            continue
        try:
            written = sheet.write(name, text, base=base, by=by, membership=membership)
        except ValidationError as error:
            saved.errors[name], saved.typed[name] = error.messages[0], posted[name]
            continue
        content[name] = written.entry.text
        saved.aside += bool(written.aside)
        saved.kept += not written.aside
    figures = number_errors(sheet, content)
    saved.errors = {name: why for name, why in figures.items() if name in posted} | saved.errors
    return saved
