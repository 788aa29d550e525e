"""A waiting list in mid-course and an evening where seats follow wishes, by the verbs of the platform (D3, D4)."""

import random
from datetime import timedelta

from django.db.models import F

from events.models import Need, NeedTick, Offer, Wait, Wish
from events.models.serving import join
from events.registering import Asked, Newcomer, register
from outbox.models import Message

FULL = 21  # the workshop of the coming evening where every seat is taken
WAITING = (  # they have no seat meanwhile; the first is offered one
    ("Maud", "Cretin"),
    ("Étienne", "Grospierre"),
    ("Salima", "Vuitton"),
)
ROLLING, OUT_OF_REACH = 2, 5  # people who come in a wheelchair; the table that none reaches
FAVOURITES = (9, 7, 4, 3, 2, 2)  # how much each workshop is wished for: two of them by more people than seats


def load_waiting(event, *, now):
    """Four people wait, one seat comes free: the first passes it on, the second has two days to answer.

    The mails this writes are not part of the demonstration.
    """
    known = set(Message.objects.about(event.subject).values_list("pk", flat=True))
    workshop = event.workshops.get(number=FULL)
    seated = (
        event.registrations.live()
        .filter(brought_by=None, companions=None)
        .select_related("event__territory", "table__workshop")
    )
    seated = seated.order_by("pk")
    elsewhere = seated.exclude(table=None).exclude(table__workshop=workshop).exclude(email=None).first()
    join(elsewhere, [workshop])
    for number, (given_name, family_name) in enumerate(WAITING):
        newcomer = Newcomer(given_name, family_name, email=f"attente{number + 1}@example.org", age_band="40_59")
        register(event, newcomer, workshop=None, asked=Asked(waits=(workshop,), only_waits=True), tell=False)
    for number, wait in enumerate(event.waits.order_by("pk")):
        event.waits.filter(pk=wait.pk).update(since=now - timedelta(days=6 - number, hours=number))
    seated.filter(table__workshop=workshop).first().cancel()
    event.offers.pending().get().decline()
    Message.objects.about(event.subject).exclude(pk__in=known).delete()


def load_wishes(event):
    """Everyone registered says three wishes, those who come together the same ones; two need room for a wheelchair."""
    rng, workshops = random.Random(3), list(event.workshops.order_by("number"))
    said = {}
    for person in event.registrations.live().order_by("brought_by", "pk"):
        party = person.brought_by_id or person.pk
        if party not in said:
            # The smallest of these comes first the more often, the more a workshop is liked.
            said[party] = sorted(workshops, key=lambda one: rng.expovariate(FAVOURITES[workshops.index(one)]))[:3]
    Wish.objects.bulk_create(
        Wish(registration=person, workshop=workshop, rank=rank)
        for person in event.registrations.live()
        for rank, workshop in enumerate(said[person.brought_by_id or person.pk], 1)
    )
    for person in event.registrations.live().order_by("pk")[:ROLLING]:
        Need.record(person, ticks=[NeedTick.What.WHEELCHAIR])
    event.tables.filter(number=OUT_OF_REACH).update(accessible=False)


def move_waiting(event, *, shift):
    """Carry the waiting list with an evening that moves to today: an offer keeps the time left to answer it."""
    if shift > timedelta(0):
        Wait.objects.filter(event=event).update(since=F("since") + shift)
        Offer.objects.filter(event=event).update(made_at=F("made_at") + shift, ends_at=F("ends_at") + shift)
