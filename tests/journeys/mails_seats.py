"""Mails about seats that come free, are given or move (D3, D4, D6), each by the verb that sends it."""

from django.utils import timezone

from events import placing
from events.models import Event, Offer
from events.models.merge import merge
from events.models.serving import queue_due
from events.registering import Asked, Newcomer, register
from foundation import jobs
from foundation.models import Job
from outbox.models import Message


def waiting(cast):
    """Lou waits for a workshop where Nadia has the only seat."""
    cast.workshop.tables.update(seats=1)
    assert cast.nadia.table
    asked = Asked(waits=(cast.workshop,), only_waits=True)
    newcomer = Newcomer("Lou", "Roux", email="lou@example.org", language=cast.language)
    return register(cast.event, newcomer, workshop=None, asked=asked)


def offered(cast):
    lou = waiting(cast)
    cast.nadia.cancel()
    return Offer.objects.get(registration=lou)


def ended(cast):
    offer = offered(cast)
    queue_due(now=offer.ends_at)
    queue_due(now=Offer.objects.pending().get().ends_at)


def announced(cast):
    Event.objects.filter(pk=cast.event.pk).update(seating=Event.Seating.WISHES)
    cast.event.refresh_from_db()
    asked = Asked(wishes=(cast.workshop, cast.other_workshop))
    newcomer = Newcomer("Lou", "Roux", email="lou@example.org", language=cast.language)
    register(cast.event, newcomer, workshop=None, asked=asked)
    placing.propose(cast.event)
    placing.announce(cast.event, by=cast.organiser)
    jobs.run(Job.objects.get(key=f"{placing.TELL}:{cast.event.pk}").pk)


def merged(cast):
    assert cast.nadia.table
    return merge(cast.workshop.tables.get(), cast.other_workshop.tables.get(), by=cast.organiser)


def given_back(cast):
    made = merged(cast)
    made.target.refresh_from_db()
    Message.objects.filter(kind="table-merged").update(status=Message.Status.SENT, sent_at=timezone.now())
    made.undo(by=cast.organiser)


MAILS = {
    "events/left_list": lambda cast: offered(cast).decline(),
    "events/offer_ended": ended,
    "events/seat_accepted": lambda cast: offered(cast).accept(now=timezone.now()),
    "events/seat_offered": offered,
    "events/seats_announced": announced,
    "events/table_given_back": given_back,
    "events/table_merged": merged,
    "events/waiting_confirmed": waiting,
}
