"""What the board has to do in the year: meet the law, hold the meeting of the accounts, be audited (D40, D52)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.calendar_of_year import approval_of, call_by
from members.cooperative.days import spoken_day
from members.cooperative.meetings import meetings_of
from members.cooperative.models import Cooperative
from members.cooperative.setting_up import territories_to_set_up
from members.cooperative.standing import standing_of
from members.cooperative.year import audit_due, last_year, stage_of_audit
from members.duties import Duty
from members.models import Role

MOST_COOPERATIVES = 5  # of one person
AHEAD = timedelta(days=90)  # before the last day to call it, the meeting of the accounts presses nobody


def duties(person, now):
    """For each cooperative that `person` administers: what the law lacks, then what its year asks."""
    if not person.has_role(Role.Kind.BOARD):
        return
    for territory in territories_to_set_up(person)[:MOST_COOPERATIVES]:
        if person.has_role(Role.Kind.BOARD, territory=territory):
            title = _("Set up the cooperative of %(name)s") % {"name": territory}
            why = _("A few questions; everything else begins with the usual rules.")
            url = reverse("cooperative:new") + f"?territoire={territory.slug}"
            yield Duty(None, title, why, url, _("Begin"), territory=territory.name)
    kept = Cooperative.objects.kept_by(person).select_related("territory").order_by("pk")
    for cooperative in kept[:MOST_COOPERATIVES]:
        yield from _of_law(cooperative, now)
        yield from of_year(cooperative, now)


def of_year(cooperative, now):
    """The `Duty`s of the year of `cooperative`; those of the law stand apart, as its dashboard shows them apart."""
    yield from _of_accounts(cooperative, now)
    yield from _of_audit(cooperative, timezone.localdate(now))


def accounts_due(cooperative, now):
    """The financial `Year` whose accounts wait for a meeting that was not called yet, or None.

    A year whose last day to approve came before the cooperative was set up here is not asked about.
    """
    today = timezone.localdate(now)
    year = last_year(today, ends_month=cooperative.year_ends_month)
    if year.approve_by < timezone.localdate(cooperative.created_at):
        return None
    since = now - timedelta(days=400)
    meetings = meetings_of([cooperative], since=since, until=now + timedelta(days=400))[cooperative.pk]
    approval = approval_of(year, meetings)
    return None if approval is not None and approval.is_called else year


def _of_law(cooperative, now):
    blocking = standing_of(cooperative, today=timezone.localdate(now)).blocking
    if blocking:
        title = ngettext(
            "%(name)s: one point does not meet the law",
            "%(name)s: %(n)s points do not meet the law",
            len(blocking),
        )
        url = reverse("cooperative:board", args=[cooperative.territory.slug])
        words = {"name": cooperative, "n": len(blocking)}
        yield Duty(None, title % words, blocking[0].message, url, _("Look"), territory=cooperative.territory.name)


def _of_accounts(cooperative, now):
    year = accounts_due(cooperative, now)
    if year is None or timezone.localdate(now) < call_by(cooperative, year.approve_by) - AHEAD:
        return
    title = _("Call the meeting that approves the accounts of %(name)s") % {"name": cooperative}
    why = _("The year ended on %(end)s: the law asks for it by %(day)s. Notices leave by %(call)s.")
    days = {"end": year.ends_on, "day": year.approve_by, "call": call_by(cooperative, year.approve_by)}
    why %= {name: spoken_day(day) for name, day in days.items()}
    url = reverse("cooperative:board", args=[cooperative.territory.slug])
    yield Duty(days["call"], title, why, url, _("Prepare"), territory=cooperative.territory.name)


def _of_audit(cooperative, today):
    url = reverse("cooperative:rules", args=[cooperative.territory.slug]) + "#id_last_audit_on"
    due = audit_due(cooperative.last_audit_on, years=cooperative.audit_years)
    if due is None:
        title = _("Write the day of the last co-operative audit of %(name)s") % {"name": cooperative}
        why = _("The next one is then announced a year, six months and three months before.")
        yield Duty(None, title, why, url, _("Write it"), territory=cooperative.territory.name)
    elif stage_of_audit(due, today=today) is not None:
        title = _("Have the co-operative audit of %(name)s made") % {"name": cooperative}
        why = _("The law asks for one every five years at most. Once it is made, write its day in the rules.")
        yield Duty(due, title, why, url, _("Write its day"), territory=cooperative.territory.name)
