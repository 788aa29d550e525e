"""What organisers have to do about seats: offers that reach nobody, lists that stand still, small tables (D4, D6)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.merging import PROPOSED_BEFORE
from events.models import Offer
from members.duties import Duty

STUCK = timedelta(hours=1)  # the lists are looked at every ten minutes
SEATS_TOLD_BEFORE = timedelta(days=7)  # wishes are answered a week before the evening


def of_its_seats(event, now):
    """Yield the `Duty` list of one evening that lives."""
    page, day = reverse("events:waiting_list", args=[event.slug]), timezone.localdate(event.starts_at)
    offers = Offer.objects.filter(event=event)
    silent = offers.silent().order_by("ends_at").values_list("ends_at", flat=True)[:100]
    if silent:
        title = ngettext("Call %(count)s person offered a seat", "Call %(count)s people offered a seat", len(silent))
        why = _("%(evening)s · they have no e-mail: answer for them.") % {"evening": event}
        yield Duty(silent[0], title % {"count": len(silent)}, why, f"{page}?etat=propose", _("Call"))
    if offers.ended(now - STUCK).exists() and not event.has_begun(now):
        why = _("%(evening)s · offers past their time are not passed on: the worker has probably stopped.")
        yield Duty(now, _("The waiting list stands still"), why % {"evening": event}, page, _("Look"))
    if event.takes_wishes and event.starts_at - SEATS_TOLD_BEFORE <= now < event.starts_at:
        why = _("%(evening)s · people wait to know their table.") % {"evening": event}
        yield Duty(
            day,
            _("Give the seats and tell everyone"),
            why,
            reverse("events:seating", args=[event.slug]),
            _("Give the seats"),
        )


def of_small_tables(event, tables, now):
    """Yield the duty about the tables of `tables` with fewer people than the evening wishes, three days before."""
    few = [str(table.number) for table in tables if table.seats and table.seats_taken < event.least_seats]
    if not few or not now < event.starts_at <= now + PROPOSED_BEFORE:
        return
    title = ngettext(
        "%(count)s table has fewer than %(least)s people",
        "%(count)s tables have fewer than %(least)s people",
        len(few),
    )
    shown = ", ".join(few[:8]) + ("…" if len(few) > 8 else "")
    why = _("%(evening)s · table %(numbers)s. Bring people together, or move a few.")
    url = reverse("events:merge_list", args=[event.slug])
    yield Duty(
        timezone.localdate(event.starts_at), title % {"count": len(few), "least": event.least_seats},
        why % {"evening": event, "numbers": shown}, url, _("Bring together"),
    )  # fmt: skip
