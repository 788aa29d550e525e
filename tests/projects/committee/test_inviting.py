"""Experts are invited a week before, told what changes once, reminded only of what they have not done (D33)."""

import base64
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from outbox.models import Message
from projects.committee import digesting, inviting, reminding, tasks, yearly
from projects.committee.models import Call, Committee, Declaration, Expert, InterestsConfirmation, Session, Voting
from tests.factories import make_agenda_item, make_committee, make_expert, make_secretary, make_session, undertake

PARIS = ZoneInfo("Europe/Paris")


def moment(day, hour, minute=0, *, month=3, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def a_session(*, starts_at, hours=2, experts=1, files=1, status=Session.Status.CALLED, **fields):
    """A called session with its experts and its files; its committee is kept by Claire."""
    committee = make_committee()
    make_secretary(committee=committee, email="claire@example.org", given_name="Claire")
    term = {"since": (starts_at - timedelta(days=90)).date(), "until": (starts_at + timedelta(days=400)).date()}
    for _number in range(experts):
        make_expert(committee=committee, **term)
    session = make_session(
        committee=committee, starts_at=starts_at, closes_at=starts_at + timedelta(hours=hours), status=status, **fields
    )
    for number in range(files):
        make_agenda_item(session=session, name=f"Projet {number + 1}")
    return session


def kinds():
    found = Message.objects.exclude(status=Message.Status.WITHDRAWN).filter(kind__startswith="committee-")
    return sorted(found.values_list("kind", flat=True))


def calendar(mail):
    file = Calendar.from_ical(base64.b64decode(mail.attachments[0]["base64"]))
    return str(file["method"]), file.walk("VEVENT")[0]


@pytest.mark.once
@pytest.mark.parametrize(("month", "day"), [(3, 31), (10, 27)])
def test_the_invitation_leaves_a_week_before_at_the_same_hour_d33(month, day):
    session = Session(committee=Committee(call_days=7), starts_at=moment(day, 18, 30, month=month))
    assert inviting.invites_at(session).astimezone(PARIS) == moment(day - 7, 18, 30, month=month)


@pytest.mark.django_db
def test_experts_are_invited_once_a_week_before_d33():
    session = a_session(starts_at=moment(20, 18), experts=2, files=2)
    inviting.invite(session, now=moment(10, 12))
    assert kinds() == []
    assert inviting.queue_due(now=moment(13, 22)) == 0  # at night
    for now in (moment(14, 8), moment(14, 8, 10)):
        with time_machine.travel(now, tick=False):
            tasks.queue_invitations()
    assert kinds() == ["committee-invited"] * 2
    mail = Message.objects.filter(kind="committee-invited").first()
    method, entry = calendar(mail)
    assert (method, entry["sequence"], entry["status"]) == ("PUBLISH", 0, "CONFIRMED")
    assert mail.topic == ""
    assert "Déclarer, puis lire les dossiers" in mail.text
    assert f"/comite/seances/{session.pk}/" in mail.text


@pytest.mark.django_db
def test_a_second_call_says_that_three_votes_are_enough_d26():
    session = a_session(starts_at=moment(20, 18))
    session.items.update(second_call=True)
    inviting.invite(session, now=moment(14, 9))
    assert "3 voix exprimées suffisent" in Message.objects.get(kind="committee-invited").text


@pytest.mark.django_db
def test_a_session_that_moves_and_then_is_cancelled_replaces_the_calendar_entry():
    session = a_session(starts_at=moment(20, 18))
    inviting.invite(session, now=moment(14, 9))
    Message.objects.filter(kind="committee-invited").update(status=Message.Status.SENT, sent_at=timezone.now())
    first = calendar(Message.objects.get(kind="committee-invited"))[1]["uid"]
    session.starts_at, session.closes_at = moment(21, 18), moment(21, 20)
    assert [inviting.tell_change(session, now=moment(15, 9)), inviting.tell_change(session, now=moment(15, 9))] == [
        1,
        0,
    ]
    method, entry = calendar(Message.objects.get(kind="committee-changed"))
    assert (method, entry["sequence"], entry["uid"]) == ("PUBLISH", 1, first)
    assert entry.decoded("dtstart") == moment(21, 18)
    assert inviting.tell_cancelled(session, why="Salle fermée", now=moment(15, 10)) == 1
    assert inviting.tell_cancelled(session, why="Salle fermée", now=moment(15, 10)) == 0
    assert kinds() == ["committee-cancelled", "committee-invited"]  # the change that waited is taken back
    method, entry = calendar(Message.objects.get(kind="committee-cancelled"))
    assert (method, entry["sequence"], entry["status"], entry["uid"]) == ("CANCEL", 2, "CANCELLED", first)


@pytest.mark.django_db
def test_an_invitation_that_waits_is_written_anew_when_the_session_moves():
    session = a_session(starts_at=moment(20, 18))
    inviting.invite(session, now=moment(14, 9))
    session.place = "Mairie d’Orgelet"
    session.save()
    inviting.tell_change(session, now=moment(14, 9, 5))
    mails = Message.objects.filter(kind="committee-invited").order_by("pk")
    assert [mail.status for mail in mails] == ["withdrawn", "queued"]
    assert "Mairie d’Orgelet" in mails[1].text
    assert kinds() == ["committee-invited"]


@pytest.mark.django_db
def test_reminders_go_only_to_who_has_not_acted_d33():
    session = a_session(starts_at=moment(18, 18), hours=48, experts=4, mode="online", status=Session.Status.OPEN)
    inviting.invite(session, now=moment(14, 9))
    idle, reader, voted, recused = Expert.objects.order_by("pk")
    undertake(reader, voted, recused)
    item = session.items.get()
    for expert, kind, reason in ((reader, "none", ""), (voted, "none", ""), (recused, "recused", "family")):
        Declaration.objects.create(item=item, expert=expert, kind=kind, reason=reason)
    Voting.objects.create(item=item, expert=voted)
    for now in (moment(16, 12), moment(17, 9, 50), moment(17, 10), moment(17, 10, 10), moment(18, 11)):
        reminding.queue_due(now=now)
    mails = {mail.to: mail.text for mail in Message.objects.filter(kind="committee-reminded")}
    assert set(mails) == {idle.person.email, reader.person.email}
    assert "dites si quelque chose vous y lie" in mails[idle.person.email]
    assert "à lire, puis à voter" in mails[reader.person.email]


@pytest.mark.django_db
def test_who_did_nothing_is_called_by_a_named_person_once():
    session = a_session(starts_at=moment(20, 18), experts=2)
    inviting.invite(session, now=moment(13, 18))
    idle, started = Expert.objects.order_by("pk")
    Declaration.objects.create(item=session.items.get(), expert=started, kind="none")
    assert [reminding.queue_calls(now=moment(18, 9)), reminding.queue_calls(now=moment(18, 10))] == [0, 1]
    assert reminding.queue_calls(now=moment(18, 10, 10)) == 0
    call = Call.objects.get()
    assert (call.expert, call.keeper.email) == (idle, "claire@example.org")
    assert Message.objects.get(kind="committee-call").to == "claire@example.org"
    Declaration.objects.create(item=session.items.get(), expert=idle, kind="none")
    assert not Call.objects.of_idle().exists()  # whoever began needs no call


@pytest.mark.django_db
def test_the_digest_leaves_once_a_day_when_something_changed_or_presses():
    session = a_session(starts_at=moment(20, 18), experts=2)
    assert [digesting.queue_due(now=moment(15, hour)) for hour in (8, 9, 10)] == [0, 1, 0]
    assert digesting.queue_due(now=moment(16, 9)) == 0  # the same as the day before
    Declaration.objects.create(item=session.items.get(), expert=Expert.objects.first(), kind="none")
    undertake(Expert.objects.first())
    assert digesting.queue_due(now=moment(17, 9)) == 1
    assert [digesting.queue_due(now=moment(day, 9)) for day in (19, 20)] == [1, 1]  # it presses
    mail = Message.objects.filter(kind="committee-digest").latest("pk")
    assert "n’a pas fini ses déclarations" in mail.text
    assert mail.to == "claire@example.org"


@pytest.mark.django_db
def test_a_year_later_interests_are_asked_again_and_terms_that_end_are_told_d25():
    committee = make_committee()
    make_secretary(committee=committee, email="claire@example.org")
    today = timezone.localdate()
    ending = make_expert(committee=committee, until=today + timedelta(days=50))
    make_expert(committee=committee)
    again = make_expert(committee=committee, until=today + timedelta(days=50))
    make_expert(committee=committee, person=again.person, since=again.until, until=today + timedelta(days=1000))
    for expert in Expert.objects.exclude(pk=ending.pk):
        InterestsConfirmation.objects.confirm(expert)
    noon = timezone.localtime().replace(hour=12)
    for _time in range(2):
        yearly.queue_due(now=noon)
    mails = Message.objects.filter(kind__in=("committee-term", "committee-interests"))
    assert sorted((mail.kind, mail.to) for mail in mails) == [
        ("committee-interests", ending.person.email),
        ("committee-term", "claire@example.org"),
    ]
