"""Mails to those who facilitate and to the partners who send them: lines of the gallery (`mails.py`)."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from events.emails import facilitators as emails
from events.models import FacilitatorReminder
from tests.factories import make_briefing, make_call, make_facilitator, make_structure

REASON = "La neige bloque les routes.\nNous vous dirons la nouvelle date."


def person(cast, *, accepted=False):
    cast.workshop.question = "Comment venir au travail sans voiture, quand le dernier bus part à 18 h 10 ?"
    cast.workshop.save()
    someone = make_facilitator(table=cast.workshop.tables.get(), email="dominique@example.org", language=cast.language)
    if accepted:
        someone.accept(briefing=briefing(cast))
    return someone


def briefing(cast, days=14):
    return make_briefing(
        event=cast.event, days=days, place="Mairie, salle du conseil", online_url="https://visio.example.org/prepa"
    )


def call(cast):
    school = make_structure(territory=cast.territory, name="Lycée de la démonstration")
    return make_call(
        event=cast.event,
        structure=school,
        contact_name="Mme Roux",
        message="Comme l’an dernier ?\nMerci !",
        language=cast.language,
    )


def invited(cast):
    briefing(cast)
    person(cast).invite(by=cast.organiser)


def moved(cast):
    person(cast, accepted=True).take_over(cast.other_workshop.tables.get(), by=cast.organiser)


def reminded(cast, kind):
    someone, now = person(cast, accepted=True), timezone.now()
    if kind == FacilitatorReminder.Kind.BRIEFING:
        now = datetime.combine(
            someone.briefing.starts_at - timedelta(days=1), time(18), timezone.get_current_timezone()
        )
    emails.facilitator_reminder(someone, kind=kind, number=1, now=now)


def briefing_moved(cast):
    someone = person(cast, accepted=True)
    someone.briefing.place = "Foyer rural"
    someone.briefing.settle()


MAILS = {
    "events/briefing_changed": briefing_moved,
    "events/briefing_reminder": lambda cast: reminded(cast, FacilitatorReminder.Kind.BRIEFING),
    "events/facilitator_accepted": lambda cast: person(cast, accepted=True),
    "events/facilitator_event_cancelled": lambda cast: emails.facilitator_event_cancelled(person(cast), reason=REASON),
    "events/facilitator_event_changed": lambda cast: emails.facilitator_event_changed(
        person(cast, accepted=True), step=1
    ),
    "events/facilitator_invited": invited,
    "events/facilitator_moved": moved,
    "events/facilitator_released": lambda cast: person(cast, accepted=True).decline(),
    "events/facilitator_reminder": lambda cast: reminded(cast, FacilitatorReminder.Kind.FORTNIGHT),
    "events/facilitators_called": lambda cast: emails.facilitators_called(call(cast)),
    "events/facilitators_called_again": lambda cast: call(cast).call_again(now=timezone.now()),
}
