"""A class, needs, shared cars and parents of the coming evening, by the verbs of the platform; no mail leaves."""

from datetime import time, timedelta

from events import grouping
from events.models import Authorisation, CareSettings, Group, Need, NeedTick, Ride
from outbox.models import Message

What = NeedTick.What
PUPILS = "Léa M.\nHugo B.\nInès K.\nNoé P.\nManon G.\nYanis A.\nJade R."
NEEDS = (
    {"ticks": [What.VEGETARIAN], "diet_words": "Allergie aux arachides"},
    {"ticks": [What.WHEELCHAIR, What.HELPER]},
    {"ticks": [What.LOOP, What.NO_PORK]},
    {"ticks": [What.VEGAN], "children": 2, "children_ages": "3 et 6 ans"},
    {"ticks": [], "access_words": "Une place assise près de l’entrée"},
)
RIDES = (("offer", 3, time(16, 45)), ("offer", 2, time(17, 0)), ("seek", 0, time(16, 45)), ("seek", 0, None))


def load(event, *, now):
    """Fill what `event` knows of care; the mails this would write are not part of the demonstration."""
    CareSettings.objects.create(event=event, serves_meal=True, has_childcare=True)
    adults = [one for one in event.registrations.live().with_address().for_tickets() if not one.is_minor and one.email]
    for registration, need in zip(adults, NEEDS, strict=False):
        Need.record(registration, **need)
    for registration, (side, seats, hour) in zip(reversed(adults), RIDES, strict=False):
        words = {"commune": registration.commune, "commune_text": registration.commune_text}
        Ride.publish(registration, side=side, seats=seats, leaves_at=hour, **words)
    words = {"referent_name": "Claude Monnier", "referent_email": "claude.monnier@example.org"}
    group = Group(event=event, label="Première STMG, lycée de la démonstration", **words)
    Group.reserve(group, seats=10)
    entered = grouping.enter(group, grouping.read_people(PUPILS, initials=True), age_band="15_17")
    for pupil in entered[:4]:
        Authorisation.receive(pupil, by=None)
    for minor in event.registrations.without_authorisation().select_related("event__territory")[:2]:
        Authorisation.ask(minor, parent_name="Dominique Vuillet", parent_email="dominique.vuillet@example.org")
    Authorisation.objects.asked().update(asked_at=now - timedelta(days=2))
    written = ("authorisation-asked", "group-opened")
    Message.objects.about(event.subject).filter(kind__in=written).delete()
