"""Facilitators are asked, say yes or no by link, move and are replaced; each news leaves once (D5)."""

import base64
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.models import EventStep, Facilitator, deserted
from events.telling import _tell_team
from foundation import links
from outbox.models import Message
from tests.factories import (
    make_briefing,
    make_event,
    make_facilitator,
    make_organiser,
    make_table,
    make_workshop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def table(event):
    return make_workshop(event=event).tables.get()


@pytest.fixture
def person(table):
    return make_facilitator(table=table, email="dominique@example.org")


@pytest.fixture
def by(event):
    return make_organiser(territory=event.territory)


def kinds(*, waiting=True):
    found = Message.objects.waiting() if waiting else Message.objects.all()
    return list(found.order_by("pk").values_list("kind", flat=True))


def steps(person):
    return [step.kind for step in reversed(person.steps.all())]


def test_invites_then_accepts(person, by):
    briefing = make_briefing(event=person.event)
    person.invite(by=by)
    assert (person.is_invited, kinds()) == (True, ["facilitator-invited"])
    person.accept(briefing=briefing, needs="Une chaise")
    assert (person.is_accepted, person.briefing, person.needs) == (True, briefing, "Une chaise")
    mail = Message.objects.get(kind="facilitator-accepted")
    calendar = base64.b64decode(mail.attachments[0]["base64"]).decode()
    assert calendar.count("BEGIN:VEVENT") == 2
    assert steps(person) == ["invited", "accepted"]


def test_inviting_needs_an_address_and_an_evening_to_come(person, by):
    Facilitator.objects.update(email="")
    with pytest.raises(ValidationError):
        Facilitator.objects.get().invite(by=by)
    person.event.cancel(by=by, reason="Neige")
    with pytest.raises(ValidationError):
        person.invite(by=by)
    assert "facilitator-invited" not in kinds()


def test_who_accepted_is_not_invited_again(person, by):
    person.accept()
    with pytest.raises(ValidationError):
        person.invite(by=by)


def test_declining_frees_the_table_and_takes_back_what_was_to_be_sent(person, table, by):
    person.accept()
    person.decline(reason="Malade")
    assert (person.table, person.is_gone) == (None, True)
    assert kinds() == ["facilitator-released"]
    assert list(deserted(table.event)) == [table]
    with pytest.raises(ValidationError):
        person.decline()


def test_declining_then_accepting_waits_for_a_table(person):
    person.decline()
    person.accept()
    assert (person.is_accepted, person.table) == (True, None)


def test_nothing_is_answered_when_the_evening_is_over(person, by):
    person.event.finish(by=by)
    person.event.refresh_from_db()
    with pytest.raises(ValidationError):
        person.accept()


def test_someone_unavailable_is_replaced_in_one_click(person, table, event, by):
    other = make_table(workshop=table.workshop)
    first, second = (make_facilitator(table=other, email=f"{n}@example.org", given_name=n) for n in ("a", "b"))
    free = make_facilitator(table=table, email="libre@example.org", given_name="Libre", is_reserve=True)
    asked = make_facilitator(table=other, email="c@example.org")
    for one in (first, second, free):
        one.accept()
    Facilitator.objects.filter(pk=free.pk).update(table=None)
    person.mark_unavailable(by=by)
    proposed = list(Facilitator.objects.to_replace_at(table))
    assert [one.given_name for one in proposed] == ["Libre", "a", "b"]
    assert asked not in proposed
    chosen = event.facilitators.for_pages().get(pk=second.pk)
    chosen.take_over(table, by=by)
    assert list(table.facilitators.all()) == [second]
    assert list(deserted(event)) == []
    told = Message.objects.filter(kind__in=["facilitator-moved", "facilitator-released"]).order_by("pk")
    assert [mail.to for mail in told] == ["dominique@example.org", "b@example.org"]
    # `first` is now alone at their table: nobody is proposed who would leave it empty.
    person.refresh_from_db()
    assert first not in Facilitator.objects.to_replace_at(table)


def test_two_organisers_do_not_move_the_same_person_twice(person, table, by):
    person.accept()
    other, third = make_table(workshop=table.workshop), make_table(workshop=table.workshop)
    seen = Facilitator.objects.get(pk=person.pk)
    person.take_over(other, by=by)
    with pytest.raises(ValidationError):
        seen.take_over(third, by=by)
    assert Facilitator.objects.get(pk=person.pk).table == other


def test_a_table_of_another_evening_is_refused(person, by):
    person.accept()
    with pytest.raises(ValidationError):
        person.take_over(make_workshop(event=make_event()).tables.get(), by=by)


def test_another_table_is_told_to_who_was_asked_only(person, table, by):
    other = make_table(workshop=table.workshop)
    person.table = other
    person.settle(None, by=by)
    assert kinds() == []
    person.invite(by=by)
    person.table = table
    person.settle(None, by=by)
    assert kinds() == ["facilitator-invited", "facilitator-moved"]


def test_a_new_address_closes_the_links_sent_to_the_old_one(person, by):
    person.invite(by=by)
    token = person.access_link().rstrip("/").rpartition("/")[2]
    person.email = "autre@example.org"
    person.settle(None, by=by)
    assert links.find(token, purpose="facilitator", kind="access") is None
    assert kinds() == []


def test_taking_out_withdraws_mails_and_closes_links(person, by):
    person.invite(by=by)
    token = person.access_link().rstrip("/").rpartition("/")[2]
    person.remove()
    assert (kinds(), Facilitator.objects.count()) == ([], 0)
    assert links.find(token, purpose="facilitator", kind="access") is None


def test_reserve_frees_the_table_and_tells(person, table, by):
    person.accept()
    person.keep_in_reserve(by=by)
    assert (person.table, person.is_reserve) == (None, True)
    assert kinds() == ["facilitator-accepted", "facilitator-moved"]


def test_a_briefing_that_moves_is_told_once_to_who_chose_it(person, event):
    briefing, other = make_briefing(event=event), make_briefing(event=event, days=21)
    person.accept(briefing=briefing)
    make_facilitator(table=person.table, email="x@example.org").accept(briefing=other)
    briefing.place = "Salle des fêtes"
    briefing.settle()
    briefing.settle()
    told = Message.objects.filter(kind="briefing-changed")
    assert [mail.to for mail in told] == ["dominique@example.org"]
    with pytest.raises(ValidationError):
        briefing.remove()


def test_the_evening_moves_and_facilitators_are_told(person, event, by):
    person.accept()
    make_facilitator(table=person.table, email="new@example.org")
    step = event.steps.create(kind=EventStep.Kind.CHANGED)
    _tell_team(step)
    _tell_team(step)
    assert [m.to for m in Message.objects.filter(kind="facilitator-event-changed")] == ["dominique@example.org"]


def test_silent_after_a_week(person, by):
    person.invite(by=by)
    now = timezone.now()
    assert not person.is_silent(now=now)
    assert list(Facilitator.objects.silent(now + timedelta(days=8))) == [person]
