"""The frozen copy on paper: the same words as the page, typeset; people's words reach typst as data only."""

import re
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation import typesetting
from foundation.typography import long_date
from projects.committee.coming_back import printed
from projects.committee.slots import slot_of

LONG_WORD = re.compile(r"\S{40}")


def file_pdf(file, *, language):
    """Return the bytes of the PDF of a `CommitteeFile`; no transaction may be open meanwhile."""
    content, item = file.content, file.item
    with override(language):
        said = {
            "project": content["project"],
            "chapters": content["chapters"],
            "tables": content["tables"],
            "warnings": content["warnings"],
            "changes": [one | {"chapter": one["chapter"] or _("Summary")} for one in content["changes"]],
            "back": printed(content.get("back")),
            "documents": content["documents"],
            "questions": [{"question": one.text, "answer": one.answer} for one in item.questions.order_by("pk")],
            "accent": item.project.territory.accent,
            "words": _words(file, content, language=language),
        }
    return typesetting.pdf(
        "committee/file.typ", _breakable(said), language=settings.LANGUAGE_CODE, title=content["project"]["name"]
    )


def _words(file, content, *, language):
    day = long_date(timezone.localdate(file.frozen_at), language=language)
    slot = slot_of(file.item)
    session = long_date(timezone.localdate(slot.begins if slot else file.item.session.starts_at), language=language)
    since = long_date(date.fromisoformat(content["since"]), language=language) if content["since"] else ""
    return {
        "file": _("File of the expert committee"),
        "session": _("Session of %(day)s") % {"day": session},
        "frozen": _("Copy frozen on %(day)s · fingerprint %(mark)s") % {"day": day, "mark": file.mark},
        "secret": _("Confidential: for the experts of this session only."),
        "empty": _("Not answered."),
        "year": _("Year"),
        "warnings": _("What these figures say"),
        "documents": _("Documents that go with the file"),
        "changes": _("What changed since the session of %(day)s") % {"day": since},
        "before": _("Before"),
        "after": _("Now"),
        "questions": _("Questions of the experts"),
        "waiting": _("No answer yet."),
    }


def _breakable(said):
    """The same data, where a word longer than a line (an address, a key held down) may be cut instead of leaving it."""
    if isinstance(said, str):
        return LONG_WORD.sub("\\g<0>\u200b", said)
    if isinstance(said, dict):
        return {name: _breakable(value) for name, value in said.items()}
    return [_breakable(value) for value in said] if isinstance(said, list) else said
