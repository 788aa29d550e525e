"""Who of the waiting list is served next (D4).

All of it holds the evening's row, so that two seats freed at one instant are offered to two people. The order of locks
is registrations, tables, evening: whoever is to hold several takes them so.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import emails
from events.emails import seats as seat_emails
from events.models.event import Event
from events.models.record import RegistrationStep
from events.models.registration import Registration
from events.models.waiting import HeldSeat, Offer, Wait
from events.models.workshop import Table, Workshop
from events.offering import offer_ends

MOST_LOOKED_AT = 300  # people who wait for one workshop: more would not be served in an evening


def party_of(registration):
    """Return who waits or sits with `registration`, itself first: they are served together or not at all."""
    others = registration.companions.filter(status=registration.status).select_related("table__workshop", "event")
    mine = registration.table.workshop_id if registration.table else None
    together = [other for other in others.order_by("pk") if (other.table.workshop_id if other.table else None) == mine]
    return [registration, *together]


@transaction.atomic
def join(registration, workshops, *, by=None):
    """Put `registration` and its companions at the end of the lists of `workshops`; None stands for the evening.

    What is free at this instant is offered at once. Waiting twice for the same workshop changes nothing.
    """
    wanted = [workshop.pk if workshop else None for workshop in workshops]
    hold_lists(registration.event, workshops=wanted)
    if taking(registration.event, timezone.now()) is None:
        raise ValidationError(_("The evening has begun, or is cancelled: ask the team."), code="late")
    known = set(registration.waits.standing().values_list("workshop", flat=True))
    for workshop in workshops:
        if (workshop.pk if workshop else None) not in known:
            wait = registration.waits.create(event=registration.event, workshop=workshop)
            registration.steps.create(kind=RegistrationStep.Kind.WAITING, by=by, details=wait.where)
    offer_free(registration.event, wanted)


@transaction.atomic
def offer_free(event, workshops, *, now=None):
    """Offer what is free at `workshops` (keys; None: places of the evening) to those who wait; return the offers.

    In order; a group for which too few seats are free keeps its place while the following person is served.
    """
    now, workshops = now or timezone.now(), set(workshops)
    if not workshops:
        return []
    hold_lists(event, workshops=workshops)
    event = taking(event, now)
    if event is None:
        return []
    offers = []
    for pk in sorted(workshops, key=lambda pk: pk or 0):
        if pk is None and not event.has_wishes_mode:
            continue
        free = Workshop.objects.free_at(pk) if pk else event.places_left()
        waiting = event.waits.unasked().filter(workshop=pk).in_order().select_related("registration__table", "workshop")
        for wait in waiting[:MOST_LOOKED_AT]:
            if free <= 0:
                break
            wait.event = wait.registration.event = event
            size = len(party_of(wait.registration))
            offer = make_offer(wait, size=size, now=now) if size <= free else None
            if offer:
                offers.append(offer)
                free -= size
    return offers


def make_offer(wait, *, size, now, by=None):
    """Hold `size` seats for one who waits, and tell them; None when they were taken meanwhile."""
    event = wait.event
    try:
        with transaction.atomic():
            if wait.workshop_id is None and event.places_left() < size:
                return None
            tables = []
            if wait.workshop_id:
                tables = [Table.objects.filter(workshop=wait.workshop_id).claim() for _seat in range(size)]
            if None in tables:
                raise _Taken
            if not Wait.objects.waiting().filter(pk=wait.pk).update(status=Wait.Status.OFFERED):
                raise _Taken
            offer = Offer.objects.create(
                event=event,
                wait=wait,
                registration=wait.registration,
                size=size,
                made_at=now,
                ends_at=offer_ends(now, event.starts_at, hours=event.offer_hours, late_hours=event.late_offer_hours),
            )
            HeldSeat.objects.bulk_create(HeldSeat(offer=offer, table=table) for table in tables)
    except (_Taken, IntegrityError):
        return None
    wait.registration.steps.create(kind=RegistrationStep.Kind.OFFERED, by=by, details=wait.where)
    seat_emails.seat_offered(offer)
    return offer


class _Taken(Exception):
    """Somebody was quicker."""


def end_waits_of(registration, **which):
    """End the places in the lists of a registration that needs them no more; return the lists where seats come free."""
    waits = Wait.objects.standing().filter(registration=registration, **which)
    lists = set(waits.values_list("workshop", flat=True))
    if lists:  # before looking for offers: one may be made at this instant
        hold_lists(registration.event, workshops=lists)
    pending = list(Offer.objects.pending().filter(wait__in=waits).select_related("wait"))
    for offer in pending:
        offer.close(Offer.Status.WITHDRAWN)
    waits.update(status=Wait.Status.LEFT)
    return {offer.wait.workshop_id for offer in pending}


def end_if_nothing_left(registration, *, by=None, told=True):
    """Cancel a registration that only waited and waits for nothing any more, with those who came along."""
    if registration.waits.standing().exists():
        return
    people = Registration.objects.waiting().filter(Q(pk=registration.pk) | Q(brought_by=registration.pk))
    for person in people.order_by("pk"):
        person.cancel(by=by, tell=not told)


def queue_due(*, now):
    """End the offers past their time, and offer every free seat somebody waits for; return how many offers ended.

    Most seats are offered the moment they come free: this makes up for what no click triggers. Running it twice
    changes nothing.
    """
    ended = 0
    for offer in Offer.objects.pending().of_evenings_begun(now).select_related("wait", "registration", "event"):
        ended += offer.lapse()
    for offer in Offer.objects.ended(now).of_evenings_to_come(now).select_related("wait", "registration", "event"):
        ended += offer.expire(now=now)
    free = Wait.objects.unasked().filter(event__in=Event.objects.living().filter(starts_at__gt=now))
    for event in Event.objects.filter(pk__in=free.values("event")).select_related("territory"):
        for workshop in set(free.filter(event=event).values_list("workshop", flat=True)):
            offer_free(event, [workshop], now=now)
    return ended


def seat_who_waits(registration, *, workshop, by=None):
    """Seat someone of the waiting list, companions included, where seats are free; other places are kept."""
    hold_people(registration.pk)
    party = party_of(registration)
    hold_lists(registration.event, workshops=[workshop.pk])
    tables = [Table.objects.filter(workshop=workshop).claim() for _person in party]
    if None in tables:
        raise ValidationError(
            _("There are not enough free seats there for all of you. You keep your place in the list."), code="full"
        )
    for person, table in zip(party, tables, strict=True):
        seated = Registration.objects.waiting().filter(pk=person.pk)
        if not seated.update(status=Registration.Status.REGISTERED, table=table):
            raise ValidationError(_("This registration has changed meanwhile: look at the page again."), code="stale")
        person.steps.create(kind=RegistrationStep.Kind.MOVED, by=by, details=str(workshop))
    registration.refresh_from_db()
    emails.registration_confirmed(registration)
    offer_free(registration.event, end_waits_of(registration, workshop=workshop))


def hold_people(pk):
    """Lock a registration and those it brought, before any table: leaving the list may cancel them."""
    Registration.objects.filter(Q(pk=pk) | Q(brought_by=pk)).hold()


def hold_lists(event, *, workshops):
    """Lock the tables of these workshops, then the evening's lists, until the end of the transaction."""
    Table.objects.filter(workshop__in=[pk for pk in workshops if pk]).hold()
    Event.objects.select_for_update(no_key=True).filter(pk=event.pk).values_list("pk", flat=True).first()


def taking(event, now):
    """The evening as it is now, None when it no longer gives seats."""
    event = Event.objects.select_related("territory").get(pk=event.pk)
    return event if event.is_living and not event.has_begun(now) else None
