"""What there is to do now in a group, for one member or the team: the first line is what presses."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


@dataclass(frozen=True)
class Act:
    """One line of « what to do now »: a sentence, and where it is done."""

    text: str
    url: str
    action: str


def acts_of(group, membership, *, requests, open_roles, meeting):
    """Return at most three `Act`; `membership` is None for the team, `meeting` the next one or None."""
    leads = membership is None or membership.is_lead
    page = lambda name: reverse(f"groups:{name}", args=[group.slug])  # noqa: E731  three uses, one word
    found = []
    if group.is_closed:
        return found
    if group.is_asleep:
        found.append(Act(_("The group sleeps. One click wakes it."), page("alive"), _("Wake the group")))
    elif group.is_asked and leads:
        found.append(
            Act(
                _("Nothing has happened for a long time: is the group alive?"),
                page("alive"),
                pgettext("button", "Answer"),
            )
        )
    if membership is not None and membership.lead_asked_at:
        found.append(Act(_("You are asked to lead the group."), page("lead"), pgettext("button", "Answer")))
    if requests and leads:
        said = ngettext("%(n)s person would like to join.", "%(n)s people would like to join.", len(requests))
        found.append(Act(said % {"n": len(requests)}, f"{page('group')}#demandes", pgettext("button", "Answer")))
    if meeting is None and group.is_alive:
        found.append(Act(_("No meeting is planned: a date makes a group."), page("meetings"), _("Propose dates")))
    if not open_roles and leads:
        found.append(Act(_("Say who the group lacks: people come for a role."), page("roles"), _("Name the roles")))
    if not group.purpose and leads:
        found.append(Act(_("Say in two lines what the group is for."), page("describe"), _("Write it")))
    return found[:3]
