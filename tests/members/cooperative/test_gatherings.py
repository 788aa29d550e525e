"""Meetings of members: who comes, calendar files, reminders right at both changes of the clocks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from members.cooperative import calendars, keeping_touch
from members.cooperative.models import Gathering
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper
from tests.factories import make_person
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def make_gathering_of_members(*, by=None, starts_at=None, now=None, **fields):
    by = by or make_cooperator(cooperative=make_cooperative())
    starts_at = starts_at or timezone.now() + timedelta(days=9)
    values = {"title": "Visite de l’atelier", "place": "12, rue des Écoles", "ends_at": starts_at + timedelta(hours=2)}
    return Gathering.plan(by.cooperative, by=by, starts_at=starts_at, now=now, **{**values, **fields})


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_planned_twice_is_one_and_its_maker_comes():
    one = make_gathering_of_members()
    again = make_gathering_of_members(by=one.proposed_by, starts_at=one.starts_at)
    assert again == one
    assert [row.member for row in one.attendances.all()] == [one.proposed_by]


def test_past_date_is_refused():
    with pytest.raises(ValidationError) as refusal:
        make_gathering_of_members(starts_at=timezone.now() - timedelta(hours=1))
    assert refusal.value.code == "past"


def test_coming_twice_is_one_mail_with_its_calendar_file():
    one = make_gathering_of_members()
    guest = make_cooperator(cooperative=one.cooperative)
    one.come(guest)
    one.come(guest)
    assert kinds() == ["gathering-coming"]
    assert Message.objects.get().attachments[0]["name"] == "rencontre.ics"
    one.do_not_come(guest)
    assert one.attendances.count() == 1


def test_member_of_another_cooperative_does_not_come():
    with pytest.raises(ValidationError) as refusal:
        make_gathering_of_members().come(make_cooperator(cooperative=make_cooperative()))
    assert refusal.value.code == "elsewhere"


def test_moved_then_cancelled_tells_those_who_come_and_grows_the_file():
    one = make_gathering_of_members()
    one.change(title="Visite de la fromagerie")
    assert kinds() == []
    one.change(place="Fruitière", now=timezone.now() + timedelta(minutes=1))
    one.cancel()
    with pytest.raises(ValidationError):
        one.cancel()
    assert kinds() == ["gathering-moved", "gathering-cancelled"]
    calendar = Calendar.from_ical(calendars.gathering_file(one, url="https://exemple.fr/"))
    entry = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], entry["STATUS"], entry["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)


@pytest.mark.parametrize("day", [datetime(2027, 3, 29, 9), datetime(2027, 11, 1, 9)])
def test_reminder_leaves_two_days_before_at_ten_across_changes_of_the_clocks(day):
    starts_at = day.replace(tzinfo=PARIS)
    one = make_gathering_of_members(starts_at=starts_at, now=starts_at - timedelta(days=20))
    ten = datetime(day.year, day.month, day.day, 10, tzinfo=PARIS) - timedelta(days=2)
    assert keeping_touch.queue_due(now=ten - timedelta(minutes=1)) == 0
    assert keeping_touch.queue_due(now=ten) == 1
    assert keeping_touch.queue_due(now=ten + timedelta(hours=1)) == 0
    assert kinds() == ["gathering-reminder"]
    assert one.reminded_from == ten


def test_who_was_told_since_the_moment_of_the_reminder_is_not_told_again():
    starts_at = timezone.now() + timedelta(days=30)
    one = make_gathering_of_members(starts_at=starts_at)
    moment = one.reminded_from
    one.come(make_cooperator(cooperative=one.cooperative), now=moment + timedelta(minutes=5))
    Message.objects.all().delete()
    assert one.remind(now=moment + timedelta(minutes=10))
    assert Message.objects.get().to == one.proposed_by.email


def test_its_maker_and_the_board_change_it_other_members_do_not(client):
    cooperative = make_cooperative()
    maker, other = (make_cooperator(cooperative=cooperative, person=make_person()) for _number in range(2))
    one = make_gathering_of_members(by=maker)
    keeper = make_keeper(cooperative=cooperative)
    make_cooperator(cooperative=cooperative, person=keeper)
    found = []
    for person in (maker.person, other.person, keeper, make_person()):
        sign_in(client, person)
        found.append(client.get(f"/societaire/rencontres/{one.pk}/changer/").status_code)
    assert found == [200, 403, 200, 404]


def test_pages_propose_come_and_give_the_file(client):
    member = make_cooperator(cooperative=make_cooperative(), person=make_person())
    sign_in(client, member.person)
    day = (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%dT18:30")
    typed = {"title": "Repas", "starts_at": day, "minutes": "120", "place": "Salle", "commune_text": "Ailleurs"}
    assert client.post("/societaire/rencontres/proposer/", {**typed, "place": ""}).status_code == 422
    client.post("/societaire/rencontres/proposer/", typed)
    one = Gathering.objects.get()
    assert one.place == "Salle, Ailleurs"
    assert (
        client.get(f"/societaire/rencontres/{one.pk}/rencontre.ics")["Content-Type"] == "text/calendar; charset=utf-8"
    )
    client.post(f"/societaire/rencontres/{one.pk}/venir/", {"act": "non"})
    assert one.attendances.count() == 0
    assert client.get("/societaire/rencontres/").context["coming"] == set()
