"""What happened to a member, told on one list: the register, corrections of the card, delegates."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from members.cooperative.models import Member

MOST = 200  # lines of each source


@dataclass(frozen=True)
class Fact:
    """One line: `what` happened, the day it holds `on`, when it was written (`at`), and by whom."""

    what: str
    on: date
    at: datetime
    by: object = None
    details: str = ""
    why: str = ""


def history_of(member):
    """Return the `Fact`s of a member, the latest written first."""
    facts = [
        Fact(str(step.get_kind_display()), step.on, step.at, step.by, step.details, step.why)
        for step in member.steps.select_related("by")[:MOST]
    ]
    facts += [
        Fact(_("card corrected"), timezone.localdate(change.at), change.at, change.by, _said(change.changes))
        for change in member.contact_changes.select_related("by")[:MOST]
    ]
    facts += [
        Fact(_("delegate"), one.since, one.at, one.by, str(one))
        for one in member.delegations.for_display()[:MOST]
    ]
    return sorted(facts, key=lambda fact: fact.at, reverse=True)


def _said(changes):
    """« téléphone : — → 06 12 34 56 78 »."""
    names = {field.name: field.verbose_name for field in Member._meta.fields}
    return " ; ".join(f"{names.get(name, name)} : {old or '—'} → {new or '—'}" for name, (old, new) in changes.items())
