"""« À venir »: everything that will leave by itself, computed when it is read (D9, D10, D59, D63, D67)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.coming import coming
from events.models import Authorisation, Event, Registration
from tests.factories import (
    make_briefing,
    make_call,
    make_campaign,
    make_event,
    make_facilitator,
    make_group,
    make_idea,
    make_organiser,
    make_registration,
    make_task,
    make_workshop,
)

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
STARTS = datetime(2027, 3, 31, 17, 30, tzinfo=PARIS)  # three days after summer time began
NOW = datetime(2027, 2, 22, 12, tzinfo=PARIS)


def an_evening(number):
    """Of everything that will be written to, `number`."""
    event = make_event(starts_at=STARTS)
    organiser = make_organiser(territory=event.territory)
    workshop = make_workshop(event=event, tables=1, seats=14, number=1)
    table = workshop.tables.get()
    for n in range(number):
        make_registration(event=event, workshop=workshop, email=f"a{n}@example.org")
        paper = make_registration(event=event, workshop=workshop, email=f"p{n}@example.org")
        Registration.objects.filter(pk=paper.pk).update(email=None)
        child = make_registration(event=event, email=f"c{n}@example.org", age_band=Registration.AgeBand.UNDER_15)
        Authorisation.ask(child, parent_name="Luc", parent_email=f"luc{n}@example.org")
        briefing = make_briefing(event=event, starts_at=STARTS - timedelta(days=20), ends_at=STARTS)
        helper = make_facilitator(table=table, email=f"f{n}@example.org", briefing=briefing)
        helper.accept(briefing=briefing)
        make_call(event=event, contact_email=f"cpe{n}@example.org", days=20)
        make_group(event=event, seats=1, referent_email=f"prof{n}@example.org")
        make_task(event=event, owner=organiser, title=f"Tâche {n}")
        make_idea(event=event, table=table, title=f"Idée {n}", author_email=f"lou{n}@example.org")
        campaign = make_campaign(event=event)
        campaign.confirm(
            by=organiser, number=len(campaign.selection()), version=1, now=timezone.now(), at=NOW + timedelta(days=1)
        )
    return event


def test_every_kind_of_mail_that_will_leave_is_said_with_its_moment(time_machine):
    time_machine.move_to(NOW, tick=False)
    found = coming(an_evening(1), now=NOW + timedelta(minutes=1))
    assert [(f"{one.moment.astimezone(PARIS):%d/%m %H:%M}", one.label, one.count) for one in found] == [
        ("23/02 12:00", "Une nouvelle", 2),
        ("26/02 08:00", "Tâches à faire, à qui en a la charge", 1),
        ("01/03 12:00", "Second appel aux partenaires qui n’ont pas répondu", 1),
        ("10/03 17:30", "Rappel aux animatrices et animateurs, la veille de la réunion de préparation", 1),
        ("17/03 10:00", "Rappel aux référentes et référents de groupe", 1),
        ("17/03 17:30", "Rappel aux animatrices et animateurs, deux semaines avant", 1),
        ("24/03 10:00", "Rappel aux parents\xa0: l’autorisation", 1),
        ("24/03 10:00", "Rappel aux référentes et référents de groupe", 1),
        ("24/03 17:30", "Rappel, une semaine avant", 2),
        ("24/03 17:30", "Lettres à imprimer\xa0: le rappel", 1),
        ("28/03 10:00", "Rappel aux parents\xa0: l’autorisation", 1),
        ("29/03 17:30", "Rappel aux animatrices et animateurs, deux jours avant", 1),
        ("30/03 17:30", "Rappel, la veille", 2),
        ("31/03 10:00", "Rappel, le jour même", 2),
        ("01/04 09:00", "Merci, ou ce qui a été manqué", 2),
        ("07/04 09:00", "Les fiches idées de sa table", 1),
        ("30/04 09:00", "Premier pas fait\u202f?", 1),
        ("29/06 09:00", "L’idée vit-elle encore\u202f?", 1),
    ]


def test_it_asks_as_much_whatever_will_leave(time_machine):
    time_machine.move_to(NOW, tick=False)
    costs = []
    for number in (1, 3):
        event = Event.objects.get(pk=an_evening(number).pk)
        with CaptureQueriesContext(connection) as statements:
            coming(event, now=NOW + timedelta(minutes=1))
        costs.append(len(statements))
    assert costs == [18, 18]
