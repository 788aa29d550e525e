"""Classes and teams: seats held under concurrency, people entered by their referent (D4, D59)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from events import care_reminding, grouping, registering
from events.emails import care as emails_care
from events.grouping import Member, read_people
from events.merging import proposals
from events.models import Authorisation, Group, GroupSeat, Registration, Table
from events.models.merge import merge
from events.registering import Newcomer
from outbox.models import Message
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_group, make_organiser, make_registration, make_territory, make_workshop
from tests.signing import sign_in

PARIS = ZoneInfo("Europe/Paris")
LIST = "- Léa Martin\n2) Anne Lise Durand\n\nHugo; B\nInès"


def seats_taken():
    return sum(Table.objects.values_list("seats_taken", flat=True))


def test_a_pasted_list_keeps_the_given_name_and_the_initial_of_pupils():
    assert [one.full_name for one in read_people(LIST, initials=True)] == ["Léa M.", "Anne Lise D.", "Hugo B.", "Inès"]


def test_a_pasted_list_keeps_whole_names_of_a_team():
    assert [one.full_name for one in read_people("Léa Martin\nAli Ben Saïd", initials=False)] == [
        "Léa Martin", "Ali Ben Saïd",
    ]  # fmt: skip


@given(st.text())
def test_any_text_gives_people_with_a_given_name_who_fit_in_a_registration(text):
    for initials in (True, False):
        for one in read_people(text, initials=initials):
            assert 1 <= len(one.given_name) <= 80
            assert len(one.family_name) <= 80


@pytest.mark.django_db
def test_seats_are_held_at_once_and_the_referent_receives_the_link(client):
    event = make_event()
    workshop = make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=9, workshop=workshop)
    assert (workshop.tables.get().seats_taken, group.seats.free().count()) == (9, 9)
    message = Message.objects.get()
    assert (message.kind, message.to, group.access_link() in message.text) == ("group-opened", "prof@example.org", True)
    with pytest.raises(ValidationError):
        make_registration(
            event=event, workshop=workshop, companions=[registering.Companion(f"Ami {n}") for n in range(3)]
        )


@pytest.mark.django_db
def test_seats_are_all_held_or_none():
    event = make_event()
    make_workshop(event=event, seats=8)
    with pytest.raises(ValidationError) as refusal:
        make_group(event=event, seats=9)
    assert (refusal.value.code, Group.objects.count(), seats_taken()) == ("full", 0, 0)


@pytest.mark.django_db
def test_a_group_that_is_spread_sits_at_several_workshops():
    event = make_event()
    for _ in range(3):
        make_workshop(event=event, seats=8)
    make_group(event=event, seats=7)
    assert sorted(Table.objects.values_list("seats_taken", flat=True)) == [2, 2, 3]


@pytest.mark.django_db
def test_people_are_entered_on_held_seats_without_any_address():
    event = make_event()
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=5)
    made = grouping.enter(group, read_people(LIST, initials=True), age_band="15_17")
    assert (len(made), seats_taken(), group.seats.free().count()) == (4, 5, 1)
    assert [(one.email, one.phone, one.source, one.lacks_authorisation) for one in made] == [
        (None, "", "group", True)
    ] * 4
    assert grouping.enter(group, read_people(LIST, initials=True)) == []


@pytest.mark.django_db
def test_more_names_than_seats_enters_nobody():
    event = make_event()
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=3)
    with pytest.raises(ValidationError) as refusal:
        grouping.enter(group, read_people(LIST, initials=True))
    assert (refusal.value.code, Registration.objects.count(), group.seats.free().count()) == ("full", 0, 3)


@pytest.mark.django_db
def test_someone_taken_out_leaves_the_seat_to_the_group():
    event = make_event()
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=3)
    lea = grouping.enter(group, [Member("Léa", "M.")])[0]
    grouping.take_out(group, lea)
    lea.refresh_from_db()
    assert (lea.is_live, group.seats.free().count(), seats_taken()) == (False, 3, 3)


@pytest.mark.django_db
def test_a_closed_group_gives_its_free_seats_back_and_its_link_no_longer_opens(client):
    event = make_event()
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=5)
    link = group.access_link()
    grouping.enter(group, [Member("Léa", "M.")])
    group.close()
    assert (seats_taken(), GroupSeat.objects.count(), Registration.objects.live().count()) == (1, 1, 1)
    assert client.get(link).status_code == 410


@pytest.mark.django_db
def test_the_referents_page_opens_by_its_link_only_and_not_that_of_another_group(client):
    event = make_event()
    make_workshop(event=event, seats=12)
    group, other = make_group(event=event, seats=3), make_group(event=event, seats=3)
    page = reverse("events:group", args=[group.code])
    assert client.get(page).status_code == 404
    assert client.get(group.access_link()).url == page
    assert client.get(page).status_code == 200
    assert client.get(reverse("events:group", args=[other.code])).status_code == 404
    stranger = sign_in(client.__class__(), make_organiser(territory=make_territory()))
    assert stranger.get(page).status_code == 404


@pytest.mark.django_db
def test_the_referents_mails_follow_in_the_language_chosen_while_entering_people(client):
    event = make_event()
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=4)
    client.get(group.access_link())
    client.post(reverse("events:group", args=[group.code]), {"names": "Léa M.", "age_band": "15_17", "language": "en"})
    group.refresh_from_db()
    assert emails_care.group_opened(group, number=2).subject == "Crépite: the seats of Première STMG are kept"


@pytest.mark.django_db
def test_the_referent_pastes_takes_out_and_prints(client):
    event = make_event()
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=4)
    client.get(group.access_link())
    page = reverse("events:group", args=[group.code])
    assert '<option value="15_17" selected>' in client.get(page).content.decode()
    assert client.post(page, {"names": LIST, "age_band": "15_17"}).status_code == 302
    assert client.post(page, {"names": "Un de trop\nEt un autre", "age_band": "15_17"}).status_code == 422
    assert client.post(page, {"names": "  \n", "age_band": "15_17"}).status_code == 422
    assert client.post(page, {"names": "Léa"}).status_code == 422
    sheets = client.get(reverse("events:group_authorisations", args=[group.code])).content.decode()
    assert sheets.count("sheet-page") == 4
    tickets = client.get(reverse("events:group_tickets", args=[group.code])).content.decode()
    assert tickets.count("ticket-code") == 4
    first = group.people().first()
    client.post(reverse("events:group_remove", args=[group.code, first.code]))
    assert group.people().count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", [datetime(2027, 4, 8, 17, 30, tzinfo=PARIS), datetime(2027, 11, 10, 17, 30, tzinfo=PARIS)]
)
def test_the_referent_of_an_incomplete_group_is_reminded_twice_across_both_changes_of_the_clocks(day):
    with time_machine.travel(day - timedelta(days=30), tick=False):
        event = make_event(starts_at=day)
        make_workshop(event=event, seats=12)
        make_group(event=event, seats=3)
    for days, expected in ((15, 0), (14, 1), (13, 1), (7, 2), (6, 2)):
        at = datetime(day.year, day.month, day.day, 10, 5, tzinfo=PARIS) - timedelta(days=days)
        with time_machine.travel(at, tick=False):
            care_reminding.queue_due(now=timezone.now())
            care_reminding.queue_due(now=timezone.now())
        assert Message.objects.filter(kind="group-reminder").count() == expected


@pytest.mark.django_db
def test_the_referent_of_a_complete_group_is_left_in_peace():
    event = make_event(starts_at=timezone.now() + timedelta(days=6))
    make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=1)
    zoe = grouping.enter(group, [Member("Zoé", "R.")], age_band="15_17")[0]
    assert Group.objects.incomplete().count() == 1
    Authorisation.receive(zoe, by=None)
    assert Group.objects.incomplete().count() == 0


@pytest.mark.django_db(transaction=True)
def test_held_seats_and_public_seats_together_never_exceed_the_table_under_fifty_writers():
    event = make_event()
    workshop = make_workshop(event=event, seats=12)
    group = make_group(event=event, seats=6, workshop=workshop)

    def act(number):
        if number % 2:
            mine = Group.objects.select_related("event__territory").get(pk=group.pk)
            return attempted(lambda: grouping.enter(mine, [Member(f"Élève {number}")]))
        newcomer = Newcomer(f"Public {number}", email=f"p{number}@example.org")
        return attempted(lambda: registering.register(event, newcomer, workshop=workshop, tell=False))

    done = in_threads(50, act)
    assert (sum(done[1::2]), sum(done[::2])) == (6, 6)
    seated = Registration.objects.live().filter(table__workshop=workshop).count()
    assert (workshop.tables.get().seats_taken, seated) == (12, 12)


@pytest.mark.django_db
def test_a_table_where_seats_are_kept_for_a_class_joins_no_other():
    event = make_event()
    small, other = make_workshop(event=event), make_workshop(event=event)
    make_registration(event=event, workshop=small)
    group = make_group(event=event, seats=2, workshop=small)
    with pytest.raises(ValidationError):
        merge(small.tables.get(), other.tables.get(), by=None)
    assert [proposal.held for proposal in proposals(event)] == [True, False]
    group.close()
    merge(small.tables.get(), other.tables.get(), by=None)
    assert (small.tables.get().seats_taken, other.tables.get().seats_taken) == (0, 1)


@pytest.mark.django_db
def test_a_table_that_a_pupil_left_can_be_removed_and_the_pupil_stays_in_the_group():
    event = make_event()
    first, second = make_workshop(event=event, tables=1), make_workshop(event=event)
    group = make_group(event=event, seats=1, workshop=first)
    [lea] = grouping.enter(group, [Member("Léa", "M.")])
    lea.refresh_from_db()
    lea.move(workshop=second)
    first.tables.get().remove()
    assert [one.full_name for one in group.people()] == ["Léa M."]
