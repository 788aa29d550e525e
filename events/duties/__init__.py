"""What organisers have to do about their evenings, dated (« à faire »)."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.duties.seats import of_its_seats, of_small_tables
from events.duties.team import left_by_theirs, of_its_team
from events.models import Event, ImportBatch, Table
from members.duties import Duty
from outbox.models import Message

MOST_EVENINGS = 6  # looked at one by one, a dozen statements each: the list of evenings has the others


def duties(person, now):
    """Return the `Duty` list of `person`, the most urgent first; empty for who organises nothing."""
    events = Event.objects.managed_by(person).filter(pk__in=_alive().values("pk")).select_related("territory")
    nearest = list(events.order_by(F("starts_at").asc(nulls_last=True), "pk")[: MOST_EVENINGS + 1])
    found = [
        replace(duty, evening=str(event), territory=str(event.territory))
        for event in nearest[:MOST_EVENINGS]
        for duty in duties_of_event(event, now)
    ]
    found.sort(key=lambda duty: (duty.day is None, duty.day or timezone.localdate(now)))
    return found + _of_the_others(events.count() - MOST_EVENINGS if len(nearest) > MOST_EVENINGS else 0)


def duties_of_event(event, now):
    """Return the `Duty` list of one evening: a fixed number of statements, whatever its size."""
    found = [*_of_its_life(event, now)]
    if event.is_living and event.ends_at > now:
        left = left_by_theirs(event)
        found += _of_its_tables(event, now, left)
        found += _of_its_people(event, now)
        found += of_its_seats(event, now)
        found += of_its_team(event, now, left)
    return found + _of_its_mails(event) + _of_its_imports(event)


def _of_the_others(number):
    if not number:
        return []
    title = ngettext("Look at %(count)s later evening", "Look at %(count)s later evenings", number)
    why = _("Only the nearest evenings are gathered here.")
    return [Duty(None, title % {"count": number}, why, reverse("events:evening_list"), _("See the evenings"))]


def _alive():
    return Event.objects.drafts() | Event.objects.living()


def _of_its_life(event, now):
    desk = reverse("events:desk", args=[event.slug])
    if event.is_draft:
        why = _("Nobody sees it yet; registration cannot open.")
        yield Duty(None, _("Publish “%(evening)s”") % {"evening": event}, why, desk, _("Prepare"))
    elif event.ends_at <= now:
        why = _("It is over by the clock; thanks and results follow once you say so.")
        yield Duty(event.ends_at, _("Say that “%(evening)s” is over") % {"evening": event}, why, desk, _("Finish"))
    elif event.status == Event.Status.PUBLISHED and timezone.localdate(event.starts_at) == timezone.localdate(now):
        why = _("It is tonight: begin when the doors open.")
        yield Duty(event.starts_at, _("Begin “%(evening)s”") % {"evening": event}, why, desk, _("Go and begin"))


def _of_its_tables(event, now, left):
    """Those of `left` are told by the team's own line, with who could come instead."""
    tables = list(Table.objects.filter(event=event, workshop__in=event.workshops.published()).with_facilitator_count())
    alone = [str(table.number) for table in tables if not table.facilitator_count and table not in left]
    day = timezone.localdate(event.starts_at)
    if alone:
        title = ngettext("%(count)s table without facilitator", "%(count)s tables without facilitator", len(alone))
        why = _("%(evening)s · table %(numbers)s") % {"evening": event, "numbers": _listed(alone)}
        yield Duty(
            day - timedelta(days=7),
            title % {"count": len(alone)},
            why,
            reverse("events:team", args=[event.slug]),
            _("Invite"),
        )
    yield from of_small_tables(event, tables, now)


def _of_its_people(event, now):
    people, day = reverse("events:registration_list", args=[event.slug]), timezone.localdate(event.starts_at)
    unplaced = 0 if event.takes_wishes else event.registrations.unplaced().count()
    if unplaced:
        title = ngettext("%(count)s person has no table yet", "%(count)s people have no table yet", unplaced)
        yield Duty(day, title % {"count": unplaced}, str(event), f"{people}?atelier=sans", _("Place"))
    minors = event.registrations.without_authorisation().count()
    if minors:
        title = ngettext(
            "%(count)s minor without a parent’s authorisation",
            "%(count)s minors without a parent’s authorisation",
            minors,
        )
        url = f"{people}?manque=autorisation"
        yield Duty(day, title % {"count": minors}, str(event), url, _("Ask"))


def _of_its_mails(event):
    failed = Message.objects.about(event.subject).failed().count()
    bounced = Message.objects.about(event.subject).bounced().count()
    if bounced and not failed:
        title = ngettext("%(count)s message came back", "%(count)s messages came back", bounced) % {"count": bounced}
        url = reverse("events:message_list", args=[event.slug]) + "?boite=revenus"
        return [Duty(None, title, str(event), url, _("Look"))]
    if not failed:
        return []
    title = ngettext("%(count)s message did not leave", "%(count)s messages did not leave", failed) % {"count": failed}
    url = reverse("events:message_list", args=[event.slug]) + "?boite=echecs"
    return [Duty(None, title, str(event), url, _("Look"))]


def _of_its_imports(event):
    waiting = ImportBatch.objects.filter(event=event).waiting().count()
    if not waiting:
        return []
    title = ngettext("%(count)s list waits for you", "%(count)s lists wait for you", waiting)
    url = reverse("events:import_start", args=[event.slug])
    return [Duty(None, title % {"count": waiting}, str(event), url, _("Check"))]


def _listed(numbers):
    shown = ", ".join(numbers[:8])
    return f"{shown}…" if len(numbers) > 8 else shown
