"""Keeps a script that someone writes, whoever they are and wherever it holds: evening, workshop or table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.forms.script import script_set
from events.models import script


def script_page(request, event, words, *, workshop=None, table=None, by=None):
    """Do what was asked of the script of a place; return None once it is done, or what its page shows.

    `words` are the steps that hold there now, to begin with. What is refused, or was changed by someone else meanwhile,
    comes back as it was typed; `theirs` is then what the other one wrote.
    """
    place = {"workshop": workshop, "table": table}
    if request.POST.get("act") == "reset":
        script.reset(event, **place)
        messages.success(request, _("The script that held before is back."))
        return None
    steps = script_set(words, request.POST if request.method == "POST" else None)
    stale = False
    if steps.is_bound and steps.is_valid():
        try:
            script.write(event, steps.steps(), seen=_seen(request.POST), by=by, **place)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            stale = True
        else:
            messages.success(request, _("The script is kept."))
            return None
    mine = event.scripts.filter(**place).first()
    theirs = mine.steps if stale and mine else []
    return {"steps": steps, "mine": mine, "theirs": theirs, "total": sum(step["minutes"] for step in words)}


def _seen(data):
    typed = data.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0
