"""Why a file is back before the committee: its answer, what changed since, which conditions are late (D30, D32)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.typography import long_date
from projects.models import Condition
from projects.returning import latest_decision, new_elements_of


def said_since(project):
    """Return what the experts read beside the file, None for a first time; in the platform's first language.

    {"outcome", "day" (written) of the last decision, "reasons", "new_elements": the group's words or "", "conditions":
    [{"text", "day" (written), "late"}] still open}. No name of a person.
    """
    decision = latest_decision(project)
    if decision is None:
        return None
    kept, today = new_elements_of(project), timezone.localdate()
    still_open = Condition.objects.open().filter(decision=decision).in_order()
    with override(settings.LANGUAGE_CODE):
        outcome = str(decision.get_outcome_display())
    return {
        "outcome": outcome,
        "day": _day(timezone.localdate(decision.released_at)),
        "reasons": decision.reasons,
        "new_elements": kept.text if kept else "",
        "conditions": [{"text": one.text, "day": _day(one.due_on), "late": one.is_late(today)} for one in still_open],
    }


def printed(back):
    """`said_since` as the PDF shows it: {"title", "parts": [{"title", "text"}]}, or None."""
    if not back:
        return None
    parts = [(_("What changed, in the group’s words"), back["new_elements"]), (_("What it said"), back["reasons"])]
    parts += [(_("Condition, by %(day)s") % one + (f" · {_('late')}" if one["late"] else ""), one["text"])
              for one in back["conditions"]]  # fmt: skip
    title = _("What the committee answered on %(day)s: %(outcome)s") % back
    return {"title": title, "parts": [{"title": name, "text": text} for name, text in parts if text]}


def _day(day):
    return long_date(day, language=settings.LANGUAGE_CODE)
