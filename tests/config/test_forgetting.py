"""Three years after the last own act: a notice, a month, then names go and counts stay (D58)."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from config import forgetting
from events.models import Attendance, Facilitator, Registration, Workshop
from events.models.attendance import mark_present
from events.registering import Companion
from ideas.models import Idea, Report
from members.models import Person
from outbox.models import Message
from outbox.queueing import queue
from tests.factories import (
    make_event,
    make_facilitator,
    make_idea,
    make_organiser,
    make_person,
    make_registration,
    make_territory,
    make_workshop,
)

pytestmark = pytest.mark.django_db

EVENING = timezone.datetime(2019, 10, 17, 17, 30, tzinfo=timezone.get_fixed_timezone(120))
TOLD = timezone.datetime(2022, 9, 25, 12, tzinfo=timezone.get_fixed_timezone(120))
OVER = TOLD + timedelta(days=31)


@pytest.fixture
def event():
    with time_machine.travel(EVENING - timedelta(days=20)):
        event = make_event(starts_at=EVENING)
        make_workshop(event=event)
    return event


@pytest.fixture
def nadia(event):
    with time_machine.travel(EVENING - timedelta(days=10)):
        return make_registration(
            event=event, workshop=event.workshops.get(), email="nadia@example.org", phone="+33612345678",
            age_band="26_39", companions=[Companion("Ali")],
        )  # fmt: skip


def run(moment):
    with time_machine.travel(moment):
        return forgetting.expire(now=timezone.now())


def names():
    return list(Registration.objects.order_by("pk").values_list("given_name", "email", "phone"))


def test_nothing_goes_before_three_years(nadia):
    report = run(TOLD - timedelta(days=30))
    assert (report.told, report.forgotten, Message.objects.count()) == (0, 0, 0)


def test_a_notice_comes_a_month_before_once_per_address(nadia):
    assert [run(TOLD).told, run(TOLD).told, run(TOLD + timedelta(days=29)).told] == [1, 0, 0]
    message = Message.objects.get()
    assert (message.kind, message.to) == ("erasure-notice", "nadia@example.org")
    assert "mardi 25\xa0octobre 2022" in message.text
    assert names()[0] == ("Nadia", "nadia@example.org", "+33612345678")


def test_names_go_and_counts_stay(nadia):
    with time_machine.travel(EVENING):
        mark_present(nadia, by=None)
    run(TOLD)
    assert run(OVER).forgotten == 1
    assert names() == [("", None, ""), ("", None, "")]
    nadia.refresh_from_db()
    assert (nadia.age_band, nadia.status, nadia.folded, str(nadia)) == ("26_39", "registered", "", "Nom effacé")
    assert (Registration.objects.live().count(), Registration.objects.present().count()) == (2, 1)
    assert event_seats(nadia) == 2
    assert [step.details for step in nadia.steps.all()] == [""] * nadia.steps.count()
    assert list(Message.objects.values_list("to", "text", "html")) == [("", "", "")]


def event_seats(registration):
    return registration.event.tables.get().seats_taken


def test_twice_changes_nothing(nadia):
    run(TOLD)
    run(OVER)
    before = list(Registration.objects.values())
    report = run(OVER + timedelta(days=1))
    assert (report.told, report.forgotten, sum(report.rows.values())) == (0, 0, 0)
    assert list(Registration.objects.values()) == before


def test_a_worker_that_slept_tells_first_and_waits_its_month(nadia):
    late = OVER + timedelta(days=400)
    assert (run(late).told, names()[0][0]) == (1, "Nadia")
    assert run(late + timedelta(days=29)).forgotten == 0
    assert run(late + timedelta(days=30)).forgotten == 1


def test_coming_back_is_an_act(nadia):
    run(TOLD)
    with time_machine.travel(TOLD + timedelta(days=5)):
        make_registration(event=make_event(starts_at=timezone.now() + timedelta(days=60)), email="nadia@example.org")
    assert run(OVER).forgotten == 0
    assert names()[0][0] == "Nadia"


def test_signing_in_or_writing_an_idea_is_an_act(nadia, event):
    with time_machine.travel(OVER - timedelta(days=500)):
        make_idea(event=event, author_email="nadia@example.org", created_at=timezone.now())
    assert run(TOLD).told == 0
    Idea.objects.all().delete()
    person = make_person(email="nadia@example.org")
    Person.objects.filter(pk=person.pk).update(created_at=EVENING, last_login=TOLD - timedelta(days=1))
    assert run(TOLD).told == 0


def test_whoever_holds_a_role_stays_known():
    with time_machine.travel(EVENING):
        organiser = make_organiser(territory=make_territory())
    assert run(OVER).told == 0
    organiser.refresh_from_db()
    assert organiser.is_active


def test_an_account_ends_and_its_address_is_free():
    with time_machine.travel(EVENING):
        person = make_person(email="nadia@example.org", phone="+33612345678")
    run(TOLD)
    run(OVER)
    person.refresh_from_db()
    assert (person.email, person.full_name, person.phone, person.is_active) == (None, "", "", False)
    assert make_person(email="nadia@example.org").pk != person.pk


def test_an_idea_stays_without_its_author(event):
    with time_machine.travel(EVENING):
        idea = make_idea(event=event, author_name="Nadia", author_email="nadia@example.org", need="Un bus")
        alone = make_idea(event=event, author_name="Ali")
        Report.objects.create(idea=idea, reason="C’est Paul qui l’a dit")
    run(TOLD)
    run(OVER)
    found = Idea.objects.order_by("pk").values_list("author_name", "author_email", "need", "title")
    assert list(found) == [("", "", "Un bus", idea.title), ("", "", "", alone.title)]
    assert [report.reason for report in Report.objects.all()] == [""]


def test_those_without_address_go_by_the_evening_they_came_to(event):
    with time_machine.travel(EVENING):
        make_registration(event=event, email="")
        helper = make_facilitator(table=event.tables.get(), email="", phone="+33612345678")
        Workshop.objects.update(bearer_name="Paul Girard", bearer_agreed=True)
        Attendance.objects.create(registration=Registration.objects.get(), device_key="abc")
    run(OVER)
    helper.refresh_from_db()
    assert names() == [("", None, "")]
    assert (helper.given_name, helper.phone, Facilitator.objects.count()) == ("", "", 1)
    assert list(Workshop.objects.values_list("bearer_name", "bearer_agreed")) == [("", False)]
    assert list(Attendance.objects.values_list("device_key", flat=True)) == [""]


def test_old_mails_lose_their_address_whoever_they_went_to():
    with time_machine.travel(EVENING):
        queue(key="x:paul@example.org", kind="test", to="paul@example.org", template="emails/members/totp_activated",
              context={})  # fmt: skip
    run(OVER)
    message = Message.objects.get()
    assert (message.to, message.text, message.key) == ("", "", f"erased:{message.pk}")


def test_the_dry_run_says_and_changes_nothing(nadia):
    out = StringIO()
    with time_machine.travel(TOLD):
        call_command("expire_personal_data", "--dry-run", stdout=out)
    assert out.getvalue().splitlines()[0].split()[0] == "1"
    assert (Message.objects.count(), names()[0][0]) == (0, "Nadia")


def test_a_leap_day_has_its_anniversary():
    day = timezone.datetime(2028, 2, 29, 12, tzinfo=timezone.get_fixed_timezone(60))
    assert forgetting.years_before(day, 3).date().isoformat() == "2025-03-01"
