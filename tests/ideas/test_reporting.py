"""Reported ideas: one grouped mail a day at most to who organises (D15, D62), right on both days of clock change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ideas import reporting
from ideas.models import Report
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def event():
    event = make_event()
    make_organiser(territory=event.territory, email="camille@example.org")
    return event


def report(event):
    return Report.objects.create(idea=make_idea(event=event), reason="Publicité")


@pytest.mark.parametrize("day", [(2027, 3, 28), (2027, 10, 31), (2026, 11, 23)])
def test_one_mail_a_day_for_all_reports(event, day):
    report(event), report(event)
    at = [datetime(*day, hour, 30, tzinfo=PARIS) for hour in (7, 8, 9, 19, 20)]
    told = [reporting.queue_due(now=at[0]), reporting.queue_due(now=at[1])]
    report(event)
    told += [reporting.queue_due(now=moment) for moment in at[1:]]
    assert (told, Message.objects.count()) == ([0, 2, 0, 0, 0, 0], 1)
    assert Message.objects.get().subject == "2 idées ont été signalées"


def test_what_came_later_is_told_the_next_day(event):
    report(event)
    reporting.queue_due(now=datetime(2026, 11, 23, 9, tzinfo=PARIS))
    report(event)
    reporting.queue_due(now=datetime(2026, 11, 24, 9, tzinfo=PARIS))
    assert list(Message.objects.order_by("pk").values_list("subject", flat=True)) == ["Une idée a été signalée"] * 2


def test_what_was_handled_meanwhile_is_not_told(event):
    report(event).idea.dismiss_reports(by=make_organiser(territory=event.territory))
    assert reporting.queue_due(now=datetime(2026, 11, 23, 9, tzinfo=PARIS)) == 0
