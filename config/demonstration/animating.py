"""Facilitators at every stage: said yes, invited, declined; calls to partners, briefings, letters that wait."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from config.demonstration.calendar import at
from events import emails
from events.models import Briefing, Facilitator, FacilitatorCall, FacilitatorStep, Registration

Status = Facilitator.Status
BRIEFINGS = (
    (21, "18:00", "19:00", "Mairie d’Arinthod", ""),
    (18, "12:30", "13:15", "", "https://visio.example.org/prepa"),
)
CALLS = (
    ("Lycée de la démonstration", "Mme Roux", "vie-scolaire@example.org", 6, FacilitatorCall.Status.ANSWERED, 4),
    ("Fromagerie du Vallon (démonstration)", "M. Chapuis", "rh@example.org", 4, FacilitatorCall.Status.WAITING, None),
    ("Banque du Plateau (démonstration)", "Mme Tissot", "agence@example.org", 2, FacilitatorCall.Status.DECLINED, None),
)
LETTERS = 3


def load_team(living, structures, *, by, now):
    """Tonight everyone said yes but one, whose table waits; for the coming evening answers still arrive."""
    tonight, coming = living["ce-soir"], next(event for edition, event in living.items() if edition != "ce-soir")
    _answer(tonight.facilitators.all(), Status.ACCEPTED, now=now)
    _lose(tonight, now=now)
    people = list(coming.facilitators.order_by("pk"))
    third = len(people) // 3
    _answer(coming.facilitators.filter(pk__in=[one.pk for one in people[:third]]), Status.ACCEPTED, now=now)
    asked = coming.facilitators.filter(pk__in=[one.pk for one in people[third : 2 * third]])
    asked.update(status=Status.INVITED, invited_at=now - timedelta(days=9))
    briefings = Briefing.objects.bulk_create(
        Briefing(
            event=coming, place=place, online_url=url,
            starts_at=at(_day(coming, before), begins), ends_at=at(_day(coming, before), ends),
        )
        for before, begins, ends, place, url in BRIEFINGS
    )  # fmt: skip
    for number, briefing in enumerate(briefings):
        chosen = [one.pk for one in people[:third]][number :: len(briefings)]
        coming.facilitators.filter(pk__in=chosen).update(briefing=briefing)
    _call(coming, structures[coming.territory], by=by, now=now)
    _write_letters(coming)


def move_team(event, *, shift):
    """Carry the dates of answers, briefings and calls with an evening that moves to today."""
    event.facilitators.exclude(answered_at=None).update(answered_at=F("answered_at") + shift)
    event.facilitators.exclude(invited_at=None).update(invited_at=F("invited_at") + shift)
    event.briefings.update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)
    for call in event.calls.all():
        event.calls.filter(pk=call.pk).update(until=call.until + shift, called_at=call.called_at + shift)


def _answer(people, status, *, now):
    people.update(status=status, invited_at=now - timedelta(days=12), answered_at=now)


def _lose(event, *, now):
    """The two people of the last table cannot come: the duty, and whom to put there, can be tried."""
    table = event.tables.order_by("-number").first()
    lost = list(table.facilitators.all())
    Facilitator.objects.filter(pk__in=[one.pk for one in lost]).update(status=Status.UNAVAILABLE, table=None)
    FacilitatorStep.objects.bulk_create(
        FacilitatorStep(facilitator=one, kind=FacilitatorStep.Kind.UNAVAILABLE, table=table, details="Malade")
        for one in lost
    )
    second = event.tables.get(number=1).facilitators.order_by("pk").last()
    Facilitator.objects.filter(pk=second.pk).update(table=None, is_reserve=True)


def _call(event, structures, *, by, now):
    FacilitatorCall.objects.bulk_create(
        FacilitatorCall(
            event=event, structure=structures[name], contact_name=contact, contact_email=email, wanted=wanted,
            status=status, promised=promised, by=by, until=timezone.localdate(now) + timedelta(days=14),
            called_at=now - timedelta(days=3),
            answer="Nous préférons l’an prochain." if status == FacilitatorCall.Status.DECLINED else "",
        )
        for name, contact, email, wanted, status, promised in CALLS
    )  # fmt: skip
    school = event.calls.get(promised=4)
    theirs = event.facilitators.filter(structure=school.structure).values("pk")[:2]
    event.facilitators.filter(pk__in=list(theirs.values_list("pk", flat=True))).update(call=school)


def _write_letters(event):
    """Tickets on paper of a few people without address."""
    reached = Registration.objects.with_address().filter(event=event).values("pk")
    alone = event.registrations.live().filter(brought_by=None).exclude(pk__in=reached).order_by("pk")
    for registration in alone.select_related("event__territory", "table__workshop")[:LETTERS]:
        emails.registration_confirmed(registration)


def _day(event, before):
    return timezone.localdate(event.starts_at) - timedelta(days=before)
