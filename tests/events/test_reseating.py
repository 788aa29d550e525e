"""Seats moved and locked by hand, explained to each person, written by batches while people change (D3, D4, D68)."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events import placing, reseating
from events.explaining import explain
from events.models import Event, Need, Registration, Table
from events.models.placement import set_locked
from events.registering import Companion
from foundation import jobs
from foundation.models import Job
from outbox.models import Message
from tests.events.test_capacity import in_threads
from tests.events.test_placing import seats_of, wish
from tests.factories import make_event, make_organiser, make_table, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(seating=Event.Seating.WISHES)
    for seats in (2, 3, 12):
        make_workshop(event=event, seats=seats, title=f"Atelier de {seats}")
    return event


def table(event, number):
    return event.tables.get(workshop__number=number)


def tell(event):
    placing.announce(event, by=None)
    jobs.run(Job.objects.get(key=f"{placing.TELL}:{event.pk}").pk)


def test_each_person_reads_why_on_the_ticket_and_in_the_mail_once_told(client, event):
    wish(event, 1, 2, 3, name="Ali")
    wish(event, 1, 2, 3, name="Lou")
    zoe = wish(event, 1, 2, 3, name="Zoé", brings=(Companion("Ada"),))
    placing.propose(event)
    client.get(zoe.ticket_link())
    why = "Votre premier souhait était complet\xa0: 4 demandes pour 2 places. Votre deuxième souhait a été suivi."
    both = why + " Vous êtes à la même table que Ada, puisque vous venez ensemble."
    assert (seats_of(event), both in client.get(zoe.get_absolute_url()).content.decode()) == ([1, 1, 2, 2], False)
    tell(event)
    page = client.get(zoe.get_absolute_url()).content.decode()
    assert (both in page, "Lou" in page) == (True, False)
    mail = Message.objects.get(kind="seats-announced", to="zoé@example.org").text
    assert (both in " ".join(mail.split(" ")), "Lou" in mail) == (True, False)


def test_a_reason_that_a_later_move_made_untrue_is_not_said(event):
    zoe = wish(event, 1, 2, 3)
    placing.propose(event)
    tell(event)
    zoe.refresh_from_db()
    zoe.move(workshop=event.workshops.get(number=3))
    explain([zoe])
    assert zoe.why == []


def test_a_seat_moved_by_hand_is_kept_by_every_proposal_and_by_taking_back(event):
    zoe, ali = wish(event, 1, 2, 3), wish(event, 1, 2, 3, name="Ali")
    placing.propose(event)
    reseating.seat([zoe], table(event, 3), by=None)
    set_locked(ali, locked=True, by=None)
    lou = wish(event, 1, 2, 3, name="Lou")
    placing.propose(event)
    assert (seats_of(event), placing.take_back(event), seats_of(event)) == ([3, 1, 1], 1, [3, 1, None])
    set_locked(zoe, locked=False, by=None)
    assert (placing.take_back(event), seats_of(event)) == (1, [None, 1, None])
    with pytest.raises(ValidationError):
        set_locked(lou, locked=True, by=None)


def test_a_full_table_is_refused_with_the_nearest_that_have_room(client, event):
    zoe = wish(event, 1, 2, 3, brings=(Companion("Ada"), Companion("Max")))
    sign_in(client, make_organiser(territory=event.territory))
    address = reverse("events:seat", args=[event.slug, zoe.code])
    answer = client.post(address, {"table": table(event, 1).number, "together": "on"})
    assert answer.status_code == 422
    assert "table 2 (3 places)" in answer.content.decode().replace("\u202f", " ") or "table 2" in str(
        answer.context["form"].errors["table"]
    )
    assert client.post(address, {"table": table(event, 2).number, "together": "on"}).status_code == 302
    assert seats_of(event) == [2, 2, 2]
    assert client.post(address, {"table": "999"}).status_code == 422


def test_a_wheelchair_goes_only_where_it_can_and_no_table_holds_too_many(event):
    zoe = wish(event, 1, 2, 3)
    Need.record(zoe, ticks=["wheelchair"])
    Table.objects.filter(pk=table(event, 1).pk).update(accessible=False)
    placing.propose(event)
    assert seats_of(event) == [2]
    with pytest.raises(ValidationError) as refusal:
        reseating.seat([zoe], table(event, 1), by=None)
    assert refusal.value.code == "wheelchair"


def test_a_proposal_stopped_in_the_middle_begins_again_and_loses_nobody(event, monkeypatch):
    monkeypatch.setattr(placing, "SEATED_AT_ONCE", 2)
    monkeypatch.setattr(placing, "AT_ONCE", 0)
    for number in range(5):
        wish(event, 2, 3, 1, name=f"p{number}")
    job = placing.propose(event)

    def die(done, _total):
        if done == 1:
            raise jobs.LeaseLost

    jobs.run(job.pk, watch=die)
    with pytest.raises(ValidationError):
        placing.announce(event, by=None)
    Job.objects.update(lease_until=None)
    cancelled = event.registrations.order_by("pk").first()
    cancelled.cancel()
    assert jobs.run(job.pk)
    assert Counter(seats_of(event)) == {2: 3, 3: 1}
    assert_counts(event)


def assert_counts(event):
    taken = {one.pk: one.seats_taken for one in event.tables.all()}
    assert taken == {pk: Registration.objects.filter(table=pk).count() for pk in taken}


def test_changed_wishes_are_followed_by_the_next_proposal(event):
    zoe = wish(event, 1, 2, 3)
    placing.propose(event)
    from events.models.wish import change_wishes

    change_wishes(zoe, [event.workshops.get(number=3)])
    placing.propose(event)
    assert seats_of(event) == [3]


def test_pages_of_tables_and_of_one_person_show_who_sits_where(client, event, django_assert_num_queries):
    make_table(workshop=event.workshops.get(number=3), seats=12)
    for number in range(4):
        wish(event, 3, 2, 1, name=f"p{number}", brings=(Companion("Ada"),))
    placing.propose(event)
    sign_in(client, make_organiser(territory=event.territory))
    address = reverse("events:seating_tables", args=[event.slug])
    with django_assert_num_queries(8):
        page = client.get(address)
    assert [len(one.people) for one in page.context["page"]] == [0, 0, 8, 0]
    assert [one.number for one in client.get(address, {"peu": "1", "atelier": "3"}).context["page"]] == [4]
    zoe = event.registrations.first()
    client.post(reverse("events:seat_lock", args=[event.slug, zoe.code]), {"keep": "1"})
    assert client.get(reverse("events:seating", args=[event.slug]), {"voeu": "garde"}).context["page"].rows == [zoe]


@pytest.mark.django_db(transaction=True)
def test_two_organisers_cancellations_and_a_proposal_at_once_never_pass_a_table(event):
    people = [wish(event, 2, 3, 1, name=f"p{number}") for number in range(12)]
    pk, full = event.pk, table(event, 1).pk

    def act(number):
        one = Registration.objects.select_related("event__territory").get(pk=people[number % 12].pk)
        try:
            if number == 0:
                placing.propose(Event.objects.get(pk=pk))
            elif number % 3:
                reseating.seat([one], Table.objects.select_related("workshop").get(pk=full), by=None)
            else:
                one.cancel(tell=False)
        except ValidationError:
            return False
        return True

    in_threads(12, act)
    assert_counts(event)
    placing.propose(Event.objects.get(pk=pk))
    assert_counts(event)
    assert all(one.seats_taken <= one.seats for one in event.tables.all())
