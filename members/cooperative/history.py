"""What happened to a member, from all that keeps a trace: steps, delegates, card, address."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from members.cooperative.models import Member

MOST = 100  # lines of each kind: a member has a dozen in ten years


@dataclass(frozen=True)
class Fact:
    """One line: what held from the day `on`, who wrote it (a Person or None), and when."""

    on: date
    at: datetime
    what: str
    details: str = ""
    why: str = ""
    by: object = None


def history_of(member):
    """Return the `Fact`s of a member, latest first, in the reader's language."""
    facts = [
        Fact(step.on, step.at, step.get_kind_display(), step.said, step.why, step.by)
        for step in member.steps.select_related("by")[:MOST]
    ]
    facts += [
        Fact(one.since, one.at, _("delegate: %(name)s") % {"name": one}, by=one.by)
        for one in member.delegations.for_display()[:MOST]
    ]
    facts += [
        Fact(timezone.localdate(one.at), one.at, _("the card was corrected"), _told(one.changes), by=one.by)
        for one in member.contact_changes.select_related("by")[:MOST]
    ]
    facts += [
        Fact(timezone.localdate(one.settled_at or one.at), one.at, one.get_status_display(), _replaced(one), by=one.by)
        for one in member.address_changes.for_display()[:MOST]
    ]
    return sorted(facts, key=lambda fact: (fact.at, fact.on), reverse=True)


def _replaced(change):
    """« a@b.fr → c@d.fr », and who of the board agreed to it."""
    told = f"{change.former or '–'} → {change.email or '–'}"
    return f"{told} · {_('agreed to by %(name)s') % {'name': change.agreed_by}}" if change.agreed_by else told


def _told(changes):
    """« E-mail : a@b.fr → c@d.fr »; what was empty is « – »."""
    names = {field.name: field.verbose_name for field in Member._meta.concrete_fields}
    names |= {"category": _("Category"), "college": _("College")}
    return " · ".join(
        _("%(what)s: %(before)s → %(after)s")
        % {"what": str(names.get(name, name)).capitalize(), "before": before or "–", "after": after or "–"}
        for name, (before, after) in changes.items()
    )
