"""The waiting list (D4): freed seats are offered in order, held meanwhile, passed on in time; nobody snatches them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import Event, HeldSeat, Offer, Registration, Table, Wait
from events.models.serving import join, offer_free, queue_due
from events.registering import Asked, Companion, Newcomer, register, welcome
from foundation import links
from outbox.models import Message
from tests.events.filling import companions, typed
from tests.factories import make_event, make_registration, make_workshop

pytestmark = pytest.mark.django_db


def full_workshop(event, *, seats=2, **fields):
    workshop = make_workshop(event=event, seats=seats, **fields)
    people = [make_registration(event=event, workshop=workshop) for _ in range(seats)]
    return workshop, people


def waiting(event, *workshops, name="Zoé", email=None, brings=()):
    email = email or f"{name.lower()}@example.org"
    asked = Asked(waits=workshops, only_waits=True)
    return register(event, Newcomer(name, email=email), workshop=None, companions=brings, asked=asked)


def mails(kind):
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


def seats_taken(workshop):
    return sum(workshop.tables.values_list("seats_taken", flat=True))


def assert_seats_add_up():
    for table in Table.objects.all():
        people = Registration.objects.live().filter(table=table).count()
        assert table.seats_taken == people + HeldSeat.objects.filter(table=table).count()


def test_nobody_is_refused_silently_they_may_only_wait(client):
    event = make_event()
    workshop, _people = full_workshop(event)
    page = client.get(f"/soirees/{event.slug}/inscription/")
    assert page.status_code == 200
    answer = client.post(f"/soirees/{event.slug}/inscription/", typed(workshop="attente", waits="1"))
    zoe = Registration.objects.get(email="nadia@example.org")
    assert (answer.status_code, zoe.status, zoe.table) == (302, "waiting", None)
    assert list(zoe.waits.values_list("workshop", "status")) == [(workshop.pk, "waiting")]
    assert mails("waiting-confirmed") == ["nadia@example.org"]


def test_a_free_workshop_is_taken_while_the_first_choice_is_waited_for(client):
    event = make_event()
    first, people = full_workshop(event)
    second = make_workshop(event=event)
    client.post(f"/soirees/{event.slug}/inscription/", typed(workshop="2", waits="1"))
    nadia = Registration.objects.get(email="nadia@example.org")
    assert (nadia.status, nadia.table.workshop) == ("registered", second)
    people[0].cancel()
    offer = nadia.offers.get()
    assert (offer.workshop, seats_taken(first)) == (first, 2)
    offer.accept(now=timezone.now())
    nadia.refresh_from_db()
    assert (nadia.table.workshop, seats_taken(second)) == (first, 0)
    assert_seats_add_up()


def test_only_waiting_asks_for_a_workshop(client):
    event = make_event()
    full_workshop(event)
    answer = client.post(f"/soirees/{event.slug}/inscription/", typed(workshop="attente"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["waits"])


def test_a_freed_seat_goes_to_the_first_in_the_list_and_is_told_once():
    event = make_event()
    workshop, people = full_workshop(event)
    zoe, _ali = waiting(event, workshop), waiting(event, workshop, name="Ali")
    people[0].cancel()
    assert list(Offer.objects.values_list("registration", "status")) == [(zoe.pk, "pending")]
    queue_due(now=timezone.now())
    queue_due(now=timezone.now())
    assert mails("seat-offered") == ["zoé@example.org"]
    assert_seats_add_up()


def test_a_seat_freed_while_people_wait_is_not_snatched_by_a_newcomer(client):
    event = make_event()
    workshop, people = full_workshop(event)
    make_workshop(event=event)
    waiting(event, workshop)
    people[0].cancel()
    answer = client.post(f"/soirees/{event.slug}/inscription/", typed(workshop="1"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["workshop"])


def test_moving_away_and_enlarging_a_table_serve_the_list():
    event = make_event()
    workshop, people = full_workshop(event)
    other = make_workshop(event=event)
    zoe, ali = waiting(event, workshop), waiting(event, workshop, name="Ali")
    people[0].move(workshop=other)
    table = workshop.tables.get()
    table.seats = 3
    workshop.arrange([table])
    assert set(Offer.objects.values_list("registration", flat=True)) == {zoe.pk, ali.pk}
    assert_seats_add_up()


def test_an_offer_without_answer_goes_to_the_following_person_and_this_one_to_the_end():
    event = make_event()
    workshop, people = full_workshop(event)
    zoe, ali = waiting(event, workshop), waiting(event, workshop, name="Ali")
    people[0].cancel()
    later = Offer.objects.get().ends_at + timedelta(minutes=1)
    assert (queue_due(now=later), queue_due(now=later)) == (1, 0)
    assert (zoe.offers.get().status, ali.offers.get().status) == ("expired", "pending")
    assert [wait.registration for wait in Wait.objects.standing().with_rank().order_by("rank")] == [ali, zoe]
    assert (mails("offer-ended"), mails("seat-offered")) == (
        ["zoé@example.org"],
        ["zoé@example.org", "ali@example.org"],
    )
    assert_seats_add_up()


def test_two_offers_without_answer_end_the_wait():
    event = make_event()
    workshop, people = full_workshop(event)
    zoe = waiting(event, workshop)
    people[0].cancel()
    for _turn in range(2):
        queue_due(now=Offer.objects.pending().get().ends_at)
    zoe.refresh_from_db()
    assert (zoe.status, Offer.objects.count(), seats_taken(workshop)) == ("cancelled", 2, 1)
    assert mails("offer-ended") == ["zoé@example.org"]
    assert "withdrawn" not in Message.objects.filter(kind="offer-ended").values_list("status", flat=True)


def test_whoever_leaves_the_only_list_they_waited_in_is_told():
    event = make_event()
    workshop, _people = full_workshop(event)
    waiting(event, workshop).waits.get().leave()
    assert [message.status for message in Message.objects.filter(kind="left-list")] == ["queued"]


def test_declining_passes_the_seat_on_at_once_and_keeps_the_rest(client):
    event = make_event()
    workshop, people = full_workshop(event)
    other = make_workshop(event=event)
    zoe = make_registration(event=event, workshop=other, email="zoe@example.org")
    join(zoe, [workshop])
    ali = waiting(event, workshop, name="Ali")
    people[0].cancel()
    offer = zoe.offers.get()
    address = reverse("events:offer", args=[links.token(links.act("seat-offer", offer.pk))])
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "decline"}).status_code == 302
    zoe.refresh_from_db()
    assert (zoe.table.workshop, ali.offers.get().status, zoe.waits.get().status) == (other, "pending", "left")
    assert mails("left-list") == ["zoe@example.org"]


def test_accepting_late_says_so_and_what_is_kept(client):
    event = make_event()
    workshop, people = full_workshop(event)
    zoe = waiting(event, workshop)
    people[0].cancel()
    offer = zoe.offers.get()
    Offer.objects.filter(pk=offer.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    address = reverse("events:offer", args=[links.token(links.act("seat-offer", offer.pk))])
    answer = client.post(address, {"answer": "accept"})
    zoe.refresh_from_db()
    assert (answer.status_code, answer.context["stands"], answer.context["still_waits"]) == (410, False, True)
    assert (zoe.status, zoe.table) == ("waiting", None)


def test_accepting_seats_who_waited_and_ends_the_other_waits(client):
    event = make_event()
    one, people = full_workshop(event)
    two, _others = full_workshop(event)
    zoe = waiting(event, one, two)
    people[0].cancel()
    address = reverse("events:offer", args=[links.token(links.act("seat-offer", zoe.offers.get().pk))])
    answers = [client.post(address, {"answer": "accept"}).status_code for _click in range(2)]
    zoe.refresh_from_db()
    assert (answers, zoe.status, zoe.table.workshop) == ([302, 410], "registered", one)
    assert sorted(zoe.waits.values_list("status", flat=True)) == ["left", "seated"]
    assert mails("seat-accepted") == ["zoé@example.org"]
    assert_seats_add_up()


def test_a_group_waits_for_seats_for_all_while_the_following_person_is_served():
    event = make_event()
    workshop, people = full_workshop(event, seats=4)
    group = waiting(event, workshop, name="Groupe", brings=(Companion("Ada"), Companion("Ida")))
    ali = waiting(event, workshop, name="Ali")
    people[0].cancel()
    assert (group.offers.count(), ali.offers.get().size) == (0, 1)
    for person in people[1:]:
        person.cancel()
    offer = group.offers.get()
    assert (offer.size, offer.held.count()) == (3, 3)
    offer.accept(now=timezone.now())
    assert Registration.objects.live().filter(table__workshop=workshop).count() == 3
    assert_seats_add_up()


def test_waiting_for_a_workshop_that_has_room_is_offered_at_once():
    event = make_event()
    workshop = make_workshop(event=event)
    assert waiting(event, workshop).offers.get().workshop == workshop


def test_cancelling_gives_back_the_seat_that_was_held():
    event = make_event()
    workshop, people = full_workshop(event)
    zoe, ali = waiting(event, workshop), waiting(event, workshop, name="Ali")
    people[0].cancel()
    zoe.cancel()
    assert (zoe.offers.get().status, ali.offers.get().status) == ("withdrawn", "pending")
    assert Message.objects.get(key__startswith=f"seat-offered:{zoe.offers.get().pk}").status == "withdrawn"
    assert_seats_add_up()


def test_one_person_is_offered_one_seat_at_a_time():
    event = make_event()
    one, people = full_workshop(event)
    two, others = full_workshop(event)
    zoe = waiting(event, one, two)
    people[0].cancel()
    others[0].cancel()
    assert zoe.offers.count() == 1
    assert offer_free(event, [one.pk, two.pk]) == []


def test_nothing_is_offered_once_the_evening_has_begun_or_is_cancelled():
    event = make_event()
    workshop, people = full_workshop(event)
    zoe = waiting(event, workshop)
    event.cancel(by=None, reason="La neige")
    people[0].event.refresh_from_db()
    people[0].cancel(tell=False)
    assert zoe.offers.count() == 0
    with pytest.raises(ValidationError):
        join(people[1], [workshop])


def test_an_offer_never_leaves_at_night():
    event = make_event()
    workshop, people = full_workshop(event)
    waiting(event, workshop)
    people[0].cancel()
    message = Message.objects.get(kind="seat-offered")
    assert 8 <= timezone.localtime(message.due_at).hour < 21


def test_the_ticket_page_says_the_rank_and_lets_leave(client):
    event = make_event()
    workshop, _people = full_workshop(event)
    _zoe, ali = waiting(event, workshop), waiting(event, workshop, name="Ali")
    client.get(ali.ticket_link())
    page = client.get(ali.get_absolute_url())
    assert [wait.rank for wait in page.context["waits"]] == [2]
    client.post(reverse("events:wait", args=[ali.code]), {"leave": ali.waits.get().pk})
    ali.refresh_from_db()
    assert (ali.status, mails("left-list")) == ("cancelled", ["ali@example.org"])


def test_someone_on_the_list_takes_a_free_seat_elsewhere_with_their_party():
    event = make_event()
    workshop, _people = full_workshop(event)
    other = make_workshop(event=event)
    zoe = waiting(event, workshop, brings=(Companion("Ada"),))
    zoe.move(workshop=other)
    zoe.refresh_from_db()
    assert (zoe.status, seats_taken(other), zoe.waits.standing().count()) == ("registered", 2, 1)


def test_a_known_address_asks_to_wait_and_nothing_changes_before_the_click(client):
    event = make_event()
    workshop, _people = full_workshop(event)
    other = make_workshop(event=event)
    nadia = make_registration(event=event, workshop=other, email="nadia@example.org")
    client.post(f"/soirees/{event.slug}/inscription/", typed(workshop="2", waits="1"))
    assert nadia.waits.count() == 0
    link = links.act("registration-change", nadia.pk, payload={"workshop": None, "waits": [workshop.pk]})
    client.post(reverse("events:confirm_change", args=[links.token(link)]))
    assert nadia.waits.get().workshop == workshop


def test_companions_are_kept_when_the_form_waits(client):
    event = make_event()
    full_workshop(event)
    client.post(f"/soirees/{event.slug}/inscription/", typed(workshop="attente", waits="1", **companions("Ada Morel")))
    assert list(Registration.objects.waiting().order_by("pk").values_list("given_name", flat=True)) == ["Nadia", "Ada"]


def test_seats_offered_when_the_evening_begins_go_to_who_comes_to_the_door():
    event = make_event()
    workshop, people = full_workshop(event, seats=1)
    zoe = waiting(event, workshop)
    people[0].cancel()
    Event.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    before = Message.objects.count()
    assert (queue_due(now=timezone.now()), queue_due(now=timezone.now())) == (1, 0)
    assert (zoe.offers.get().status, zoe.waits.get().status, seats_taken(workshop)) == ("expired", "missed", 0)
    assert Message.objects.count() == before
    welcome(Event.objects.get(), Newcomer("Yann"), workshop=workshop, by=None)
    assert_seats_add_up()
