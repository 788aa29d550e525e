"""Mails to parents, to people who share a car, to referents of groups: lines of the gallery (`mails.py`)."""

from django.utils import timezone

from events import care_reminding
from events.emails import care as emails_care
from events.models import Authorisation, Ride
from foundation.clocks import ten_before
from tests.factories import make_group


def asked(cast, *, age_band="15_17"):
    minor = cast.registration(given_name="Zoé", family_name="Roux", age_band=age_band)
    return Authorisation.ask(minor, parent_name="Luc Roux", parent_email="luc.roux@example.org")


def reminded(cast):
    asked(cast)
    Authorisation.objects.update(asked_at=timezone.now().replace(year=2020))
    care_reminding.queue_due(now=ten_before(cast.event.starts_at, days=7))


def answered(cast):
    found = asked(cast, age_band="under_15")
    said = {"accepts": True, "parent_name": "Luc Roux", "parent_phone": "+33639980001"}
    found.answer(found.link(), **said, image=True, data_agreed=True)


def ride(cast, **fields):
    who = {"given_name": fields.pop("given_name"), "phone": fields.pop("phone", "")}
    values = {"side": "offer", "commune": None, "commune_text": "Voiteur", "seats": 3, **fields}
    return Ride.publish(cast.registration(**who), **values)


def request(cast):
    offer = ride(cast, given_name="Ali", phone="+33639980002")
    return ride(cast, given_name="Lou", side="seek").ask(offer)


def agreed_then_cancelled(cast):
    found = request(cast)
    found.accept()
    found.offer.registration.cancel()


def incomplete(cast):
    make_group(event=cast.event, seats=3, workshop=cast.workshop, language=cast.language)
    care_reminding.queue_due(now=ten_before(cast.event.starts_at, days=14))


def opened(cast):
    group = make_group(event=cast.event, seats=3, workshop=cast.workshop, language=cast.language)
    emails_care.withdraw_to_group(group)
    group.send_link_again()


MAILS = {
    "events/authorisation_answered": answered,
    "events/authorisation_asked": asked,
    "events/authorisation_reminder": reminded,
    "events/group_opened": opened,
    "events/group_reminder": incomplete,
    "events/ride_agreed": lambda cast: request(cast).accept(),
    "events/ride_asked": request,
    "events/ride_declined": lambda cast: request(cast).decline(),
    "events/ride_withdrawn": agreed_then_cancelled,
}
