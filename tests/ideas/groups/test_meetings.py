"""Meetings: a date asked or set, told once, moved, called off; the calendar file follows (D19, D62, D64)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from ideas.groups import calendars
from ideas.groups.agendas import TEMPLATES
from ideas.groups.models import Meeting, MeetingAnswer, SlotAnswer, WorkingGroup, ask_dates, next_meeting
from ideas.groups.models.agenda import draw_roles, roles_of, take_role, write_agenda
from ideas.groups.models.attending import say
from ideas.groups.models.poll import Answer, answer, best_of, choose, grid_of
from outbox.models import Message
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import an_evening, make_meeting, make_member, make_organiser, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def kinds(prefix="meeting"):
    waiting = Message.objects.waiting().filter(kind__startswith=prefix)
    return sorted(waiting.values_list("kind", "to"))


def lead_of(group):
    return group.leads().get()


def file_of(meeting):
    calendar = Calendar.from_ical(calendars.meeting_file(meeting))
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"]), event


def test_a_poll_is_asked_answered_changed_and_closed_on_one_date():
    group = make_working_group()
    paul = make_member(group=group, email="paul@example.org")
    meeting = make_meeting(group=group, slots=3, membership=lead_of(group))
    assert kinds() == [("meeting-poll", "lea@example.org"), ("meeting-poll", "paul@example.org")]
    first, second, third = meeting.slots.all()
    answer(meeting, paul, {first.pk: "yes", second.pk: "no", third.pk: "no"})
    answer(meeting, paul, {first.pk: "no", second.pk: "yes", third.pk: "maybe"})
    answer(meeting, lead_of(group), {first.pk: "no", second.pk: "no", third.pk: "yes"})
    grid = grid_of(meeting, list(group.memberships.present().in_order()))
    assert [column.slot.pk for column in grid.best] == [third.pk]
    with pytest.raises(ValidationError, match=r"leads the group|anime"):
        choose(meeting, third, membership=paul)
    choose(meeting, third, membership=lead_of(group))
    assert (meeting.starts_at, meeting.ends_at - meeting.starts_at) == (third.starts_at, timedelta(minutes=90))
    # The questions that have not left are taken back: the date says more.
    assert kinds() == [("meeting-set", "lea@example.org"), ("meeting-set", "paul@example.org")]
    assert set(MeetingAnswer.objects.values_list("membership__email", "answer")) == {
        ("paul@example.org", "maybe"), ("lea@example.org", "yes"),
    }  # fmt: skip
    for late in (lambda: answer(meeting, paul, {first.pk: "yes"}), lambda: choose(meeting, first, membership=None)):
        with pytest.raises(ValidationError):
            late()


def test_a_date_that_more_people_can_come_to_is_best_then_the_one_they_prefer():
    assert best_of([(3, 0, 2), (2, 3, 0), (0, 5, 0)]) == [1]
    assert best_of([(2, 1, 0), (2, 1, 0), (0, 0, 3)]) == [0, 1]
    assert best_of([(0, 0, 4), (0, 0, 4)]) == []


@pytest.mark.parametrize("count", [1, 9])
def test_a_poll_has_two_to_eight_dates(count):
    with pytest.raises(ValidationError):
        make_meeting(group=make_working_group(lead=None), slots=count)
    assert Meeting.objects.count() == 0


def test_the_calendar_file_keeps_its_uid_counts_changes_and_takes_itself_away():
    group = make_working_group()
    meeting = make_meeting(group=group, place="Chez Inès")
    method, uid, sequence, status, event = file_of(meeting)
    assert (method, sequence, status, event["LOCATION"]) == ("PUBLISH", 0, "CONFIRMED", "Chez Inès")
    assert event["DTSTART"].dt == meeting.starts_at
    meeting.change(starts_at=meeting.starts_at + timedelta(days=1), minutes=60, membership=lead_of(group))
    assert (file_of(meeting)[1:4], meeting.ends_at - meeting.starts_at) == ((uid, 1, "CONFIRMED"), timedelta(hours=1))
    meeting.change(title="Le trajet d’essai", membership=lead_of(group))  # a title moves nobody
    assert file_of(meeting)[2] == 1
    meeting.cancel(why="Salle prise", membership=lead_of(group))
    assert file_of(meeting)[:4] == ("CANCEL", uid, 2, "CANCELLED")
    assert kinds() == [("meeting-cancelled", "lea@example.org")]
    with pytest.raises(ValidationError):
        meeting.cancel()


def test_who_joins_later_hears_of_what_is_open_and_who_leaves_lets_go():
    group = make_working_group()
    make_meeting(group=group, slots=2)
    coming = make_meeting(group=group)
    make_meeting(group=group, days=-3)
    ines = make_member(group=group, email="ines@example.org")
    assert kinds() == [
        ("meeting-poll", "ines@example.org"), ("meeting-poll", "lea@example.org"),
        ("meeting-set", "ines@example.org"), ("meeting-set", "lea@example.org"),
    ]  # fmt: skip
    take_role(coming, "writes", ines)
    ines.leave()
    assert [held for _role, _label, held in roles_of(coming)] == [None, None, None]


def test_the_next_meeting_is_the_soonest_dated_else_the_one_being_chosen():
    group, now = make_working_group(lead=None), timezone.now()
    assert next_meeting(group, now) is None
    poll = make_meeting(group=group, slots=2)
    assert next_meeting(group, now) == poll
    held, later, sooner = (make_meeting(group=group, days=days) for days in (-2, 20, 5))
    assert next_meeting(group, now) == sooner
    assert (list(Meeting.objects.upcoming(now)), list(Meeting.objects.held(now))) == ([sooner, later], [held])


def test_roles_are_drawn_among_those_who_come_and_volunteers_stay():
    group = make_working_group(lead=None)
    people = [make_member(group=group) for _ in range(4)]
    meeting = make_meeting(group=group)
    take_role(meeting, "writes", people[0])
    say(meeting, people[1], "no")
    assert draw_roles(meeting) == 2
    held = {role: one.membership for role, _label, one in roles_of(meeting)}
    assert (held["writes"], {held["animates"], held["keeps_time"]}) == (people[0], {people[2], people[3]})
    take_role(meeting, "animates", people[1])  # who volunteers replaces who was drawn
    with pytest.raises(ValidationError):
        take_role(meeting, "animates", people[2])
    assert draw_roles(meeting) == 0


def test_an_agenda_begins_from_a_template_and_is_rewritten_in_order(client):
    group = make_working_group()
    sign_in(client, make_organiser(territory=group.territory))
    data = {"agenda": "work", "how": "date", "minutes": 90, "reminder_days": 2}
    url, day = f"{group.get_absolute_url()}rencontres/nouvelle/", an_evening(days=5)
    assert client.post(url, data).status_code == 422
    assert client.post(url, {**data, "starts_at": f"{day:%Y-%m-%dT%H:%M}"}).status_code == 302
    meeting = group.meetings.get()
    assert (meeting.title, meeting.points.count()) == (str(TEMPLATES["work"].label), 5)
    assert (meeting.starts_at, meeting.made_by) == (day, None)
    paul = make_member(group=group)
    write_agenda(meeting, [("Le car", 20, paul), ("La suite", 5, None)])
    assert list(meeting.points.values_list("title", "minutes", "presenter")) == [
        ("Le car", 20, paul.pk), ("La suite", 5, None),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_fifty_answers_at_once_are_all_kept_until_the_date_is_chosen():
    group = make_working_group()
    members = [make_member(group=group, email="") for _ in range(50)]
    meeting = make_meeting(group=group, slots=2)
    slots = list(meeting.slots.all())
    lead = lead_of(group)

    def act(number):
        mine = Meeting.objects.select_related("group").get(pk=meeting.pk)
        if number == 50:
            return attempted(lambda: choose(mine, slots[0], membership=lead))
        return attempted(lambda: answer(mine, members[number], {slot.pk: Answer.YES for slot in slots}))

    done = in_threads(51, act)
    assert done[50]
    kept = SlotAnswer.objects.count()
    assert kept == 2 * sum(done[:50])  # who was told « kept » is kept, whoever came after the choice was told so
    assert MeetingAnswer.objects.count() == sum(done[:50])


def test_a_member_answers_by_the_link_of_the_mail_and_says_whether_they_come(client):
    group = make_working_group()
    paul = make_member(group=group, email="paul@example.org")
    meeting = make_meeting(group=group, slots=2)
    page = client.get(paul.open_url(meeting.get_absolute_url()), follow=True)
    assert page.redirect_chain[-1][0] == meeting.get_absolute_url()
    first, second = meeting.slots.all()
    url = f"{meeting.get_absolute_url()}dates/"
    assert client.post(url, {f"slot_{first.pk}": "yes"}).status_code == 422
    assert client.post(url, {f"slot_{first.pk}": "yes", f"slot_{second.pk}": "maybe"}).status_code == 302
    assert list(SlotAnswer.objects.order_by("slot").values_list("answer", flat=True)) == ["yes", "maybe"]
    choose(meeting, first)
    client.post(f"{meeting.get_absolute_url()}presence/", {"answer": "no"})
    assert MeetingAnswer.objects.get(membership=paul).answer == "no"
    assert client.get(f"{meeting.get_absolute_url()}rencontre.ics")["Content-Type"] == "text/calendar; charset=utf-8"


def test_other_groups_and_strangers_see_nothing(client):
    group, other = make_working_group(), make_working_group(lead="autre@example.org")
    meeting = make_meeting(group=group)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    client.get(lead_of(other).open_url(), follow=True)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert client.get(f"{other.get_absolute_url()}rencontres/{meeting.pk}/").status_code == 404
    client.get(lead_of(group).open_url(), follow=True)
    assert client.get(meeting.get_absolute_url()).status_code == 200


def test_an_evening_in_the_past_is_noted_without_writing_to_anybody():
    group = make_working_group()
    meeting = make_meeting(group=group, starts_at=an_evening(days=-1))
    assert (kinds(), meeting.has_begun(timezone.now())) == ([], True)


@pytest.mark.django_db(transaction=True)
def test_a_meeting_planned_by_six_clicks_is_one_and_told_once():
    group, day = make_working_group(), an_evening(days=9)
    slots = [day, day + timedelta(days=1)]

    def plan(_number):
        mine = WorkingGroup.objects.get(pk=group.pk)
        dated = Meeting.plan(mine, title="Le trajet", starts_at=day, minutes=60)
        return dated.pk, ask_dates(mine, title="Le trajet", slots=slots, minutes=60).pk

    assert len(set(in_threads(6, plan))) == 1
    assert kinds() == [("meeting-poll", "lea@example.org"), ("meeting-set", "lea@example.org")]
