from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config import duties
from events.models import Registration
from members.duties import Duty
from tests.factories import (
    make_event,
    make_facilitator,
    make_idea,
    make_member,
    make_organiser,
    make_person,
    make_project,
    make_registration,
    make_territory,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def link(registration, person):
    Registration.objects.filter(pk=registration.pk).update(person=person)


def space(client, person):
    return sign_in(client, person).get(reverse("space"))


def test_stranger_is_sent_to_the_sign_in(client):
    assert client.get(reverse("space"))["Location"] == f"{reverse('account_login')}?next={reverse('space')}"


def test_newcomer_is_asked_for_a_name(client):
    page = space(client, make_person(given_name="", family_name=""))
    assert reverse("members:profile") in page.content.decode()
    assert [len(page.context[name]) for name in ("lines", "tickets", "ideas", "evenings", "drafts")] == [0] * 5


def test_what_is_mine_is_there_and_nothing_of_others(client):
    person = make_person(email="nadia@example.org")
    event = make_event(territory=make_territory())
    workshop = make_workshop(event=event)
    mine = make_registration(event=event, workshop=workshop, email="nadia@example.org")
    make_registration(event=event, workshop=workshop)
    link(mine, person)
    idea = make_idea(event=event, author_email="nadia@example.org", status="submitted")
    make_idea(event=event, author_email="autre@example.org")
    page = space(client, person)
    assert list(page.context["tickets"]) == [mine]
    assert list(page.context["ideas"]) == [idea]
    assert client.get(mine.get_absolute_url()).status_code == 200


def test_organiser_sees_the_next_evening_with_its_seats(client):
    organiser = make_organiser(territory=make_territory())
    event = make_event(territory=organiser.roles.get().territory)
    make_registration(event=event, workshop=make_workshop(event=event, seats=12))
    make_event(territory=make_territory())
    (found,) = space(client, organiser).context["evenings"]
    assert (found, found.seats, found.seats_taken, found.workshop_count) == (event, 12, 1, 1)


@pytest.mark.parametrize("count", [1, 3, 20])
def test_page_costs_the_same_whatever_the_number_of_rows(client, count, django_assert_max_num_queries):
    organiser = make_organiser(territory=make_territory(), email="nadia@example.org")
    make_workshop(event=make_event(territory=organiser.roles.get().territory))
    elsewhere = make_territory()
    for _ in range(count):
        event = make_event(territory=elsewhere)
        ticket = make_registration(event=event, workshop=make_workshop(event=event), email="nadia@example.org")
        link(ticket, organiser)
        make_idea(event=event, author_email="nadia@example.org")
    sign_in(client, organiser)
    with django_assert_max_num_queries(68):
        page = client.get(reverse("space"))
    assert len(page.context["tickets"]) == min(count, 8)


def test_duties_of_every_floor_come_most_pressing_first(monkeypatch):
    now = timezone.now()
    today = timezone.localdate()
    late = Duty(now - timedelta(hours=1), "b", "", "/", "Relire")
    coming = Duty(today + timedelta(days=3), "a", "", "/", "Voir")
    someday = Duty(None, "c", "", "/", "Voir")
    monkeypatch.setattr(duties, "SOURCES", [lambda person, now: [someday, coming], lambda person, now: [late]])
    assert duties.gather(make_person(), now=now) == [late, coming, someday]
    assert [duty.late(now) for duty in (late, coming, someday)] == [True, False, False]


def test_duty_of_a_day_is_late_only_the_day_after():
    today = timezone.localdate()
    duty = Duty(today, "t", "", "/", "Voir")
    assert duty.late(timezone.now()) is False
    assert duty.late(timezone.now() + timedelta(days=1)) is True


def test_who_facilitates_finds_and_opens_their_page_with_the_address_they_proved(client):
    table = make_workshop(event=make_event(starts_at=timezone.now() + timedelta(days=9))).tables.get()
    mine = make_facilitator(table=table, email="Nadia@example.org", status="invited")
    other = make_facilitator(table=table, email="autre@example.org", status="invited")
    page = space(client, make_person(email="nadia@example.org"))
    assert list(page.context["facilitations"]) == [mine]
    assert [client.get(one.get_absolute_url()).status_code for one in (mine, other)] == [200, 404]


def test_projects_of_my_groups_are_one_click_away(client):
    project = make_project()
    make_member(group=project.group, email="nour@example.org")
    make_project(name="La Carpe")
    assert list(space(client, make_person(email="nour@example.org")).context["projects"]) == [project]
