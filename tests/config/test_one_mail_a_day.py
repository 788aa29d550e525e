"""One mail budget (D62): what every floor writes to one address on one day is one mail; service mails apart."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from events import campaigning
from events.models import Campaign, Event, RegistrationConsent
from foundation import jobs
from ideas import reporting
from ideas.evening import week_after
from ideas.models import Report
from outbox import grouping
from outbox.models import Message
from tests.factories import (
    make_campaign,
    make_event,
    make_idea,
    make_organiser,
    make_registration,
    make_territory,
    make_workshop,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 26, 12, tzinfo=ZoneInfo("Europe/Paris"))  # the day after winter time began
MINE = "camille@example.org"


def test_a_sheet_news_and_a_report_of_the_same_day_are_one_mail(time_machine):
    time_machine.move_to(NOON, tick=False)
    territory = make_territory()
    organiser = make_organiser(territory=territory, email=MINE)
    event = make_event(territory=territory, starts_at=NOON - timedelta(days=7), status=Event.Status.DONE)
    workshop = make_workshop(event=event)
    registration = make_registration(event=event, workshop=workshop, email=MINE)
    idea = make_idea(event=event, table=workshop.tables.get())

    (due,) = week_after.due_events(NOON)
    week_after.queue_sheets(due)
    purpose = RegistrationConsent.Purpose.NEWSLETTER
    RegistrationConsent.objects.create(registration=registration, purpose=purpose, text_version="t")
    news = make_campaign(event=event, kind=Campaign.Kind.NEWS)
    news.confirm(by=organiser, number=1, version=1, now=NOON)
    campaigning.begin_due(now=NOON)
    for pk in list(jobs.Job.objects.live().values_list("pk", flat=True)):
        jobs.run(pk)
    Report.objects.create(idea=idea, reason="Un numéro de téléphone")
    reporting.queue_due(now=NOON)

    assert [message.status for message in Message.objects.filter(to=MINE)] == ["held"] * 3
    evening = NOON.replace(hour=17, minute=5)
    assert [grouping.queue_due(now=evening + timedelta(minutes=10 * n)) for n in range(3)] == [1, 0, 0]
    (mail,) = Message.objects.due(evening + timedelta(hours=1)).filter(to=MINE)
    assert [part.topic for part in mail.parts.order_by("topic")] == ["follow-up", "idea-reports", "news"]
