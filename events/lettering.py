"""Letters to print: their sheets as data, and the reminders that are due on paper (D63).

On paper leaves the reminder of the week before only: the day before, the post would come too late.
"""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events import emails
from events.models import Event, Letter, Registration, Reminder
from events.models.letter import MOST_AT_ONCE
from events.reminding import window
from foundation import qr, typesetting, typography

TEMPLATE = "events/letters.typ"
REMINDER = f"event-reminder-{Reminder.Kind.WEEK}"


def sheets(letters):
    """Return what the sheets of `letters` (a queryset) say, one per letter, envelope lines included."""
    return [_sheet(letter) for letter in letters.for_paper()[:MOST_AT_ONCE]]


def letters_pdf(event, letters):
    """Return the bytes of one PDF with a sheet per letter."""
    data = {"accent": event.territory.accent, "sheets": sheets(letters)}
    title = _("Letters · %(evening)s") % {"evening": event}
    return typesetting.pdf(TEMPLATE, data, language="fr", title=title)


def _sheet(letter):
    registration, territory = letter.registration, letter.registration.event.territory
    with translation.override(letter.language):
        by_hand = _("To hand over")
        day = typography.long_date(timezone.localdate(letter.created_at), language=letter.language)
    lines = letter.address_lines or list(filter(None, [registration.place]))
    ticket = letter.has_ticket and registration.is_live
    return {
        "pk": letter.pk,
        "sender": [territory.brand, str(territory), *filter(None, [territory.contact_phone, territory.contact_email])],
        "to": [registration.full_name, *lines],
        "by_hand": "" if letter.address_lines else by_hand,
        "day": day,
        "subject": letter.subject,
        "paragraphs": letter.paragraphs,
        "qr": qr.drawing(registration.public_url) if ticket else "",
        "picture": qr.svg(registration.public_url) if ticket else "",
        "code": registration.code if ticket else "",
        "language": letter.language,
    }


def queue_due(*, now):
    """Write the reminders due on paper to those without address; return how many. Running it twice changes nothing."""
    written = 0
    for event in Event.objects.with_reminders_near(now).select_related("territory"):
        begins, ends = window(Reminder.Kind.WEEK, event.starts_at)
        if begins <= now < ends:
            written += sum(_remind(registration, now=now) for registration in unreached(event, before=begins))
    return written


def unreached(event, *, before):
    """Who is expected, has no address, and no letter of this reminder yet."""
    expected = Registration.objects.live().filter(event=event, created_at__lt=before)
    told = Letter.objects.standing().filter(kind=REMINDER)
    reached = Registration.objects.with_address().filter(event=event).values("pk")
    unreached = expected.exclude(pk__in=reached).exclude(letters__in=told).exclude(brought_by__in=expected)
    return unreached.select_related("table__workshop", "event__territory", "brought_by").order_by("pk")[:MOST_AT_ONCE]


@transaction.atomic
def _remind(registration, *, now):
    """Write one reminder, with the tickets of those who come along; its key holds the date, should the evening move."""
    event = registration.event
    companions = registration.companions.live().select_related("table__workshop", "event")
    number = int(event.starts_at.timestamp())
    kind = Reminder.Kind.WEEK
    return emails.event_reminder(event, [registration, *companions], kind=kind, number=number, now=now) is not None
