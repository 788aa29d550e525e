from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from members.models import Person, Role, RoleStep
from tests.events.test_capacity import in_threads
from tests.factories import make_person, make_role, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
Kind = Role.Kind


@pytest.fixture
def administrator():
    person = make_person(email="lea@example.org")
    make_role(person, territory=make_territory(), kind=Kind.ADMINISTRATOR)
    return person


def give(client, administrator, **fields):
    territory = administrator.roles.first().territory
    form = {"email": "nadia@example.org", "kind": "organiser", "territory": territory.pk, **fields}
    return sign_in(client, administrator).post(reverse("members:roles"), form)


def test_role_given_to_an_address_awaits_the_person(client, administrator):
    response = give(client, administrator, email="Nadia@Example.org", given_name="Nadia", family_name="Morel")
    person = Person.objects.get(email="nadia@example.org")
    assert (response.status_code, person.full_name) == (302, "Nadia Morel")
    assert person.has_role(Kind.ORGANISER, territory=administrator.roles.get().territory)
    step = RoleStep.objects.get()
    assert (step.role, step.kind, step.by) == (person.roles.get(), RoleStep.Kind.GIVEN, administrator)


def test_known_person_keeps_the_name_they_gave(client, administrator):
    make_person(email="nadia@example.org", given_name="Nadège", family_name="")
    give(client, administrator, given_name="Nadia", family_name="Morel")
    assert Person.objects.get(email="nadia@example.org").full_name == "Nadège"


def test_role_already_held_is_refused_and_nothing_changes(client, administrator):
    give(client, administrator)
    page = give(client, administrator)
    assert page.status_code == 422
    assert Role.objects.filter(kind=Kind.ORGANISER).count() == 1


def test_role_of_another_territory_cannot_be_given(client, administrator):
    elsewhere = make_territory()
    assert give(client, administrator, territory=elsewhere.pk).status_code == 422
    assert list(elsewhere.roles.all()) == []


def test_role_ended_opens_nothing_from_today(client, administrator):
    give(client, administrator)
    role = Role.objects.get(kind=Kind.ORGANISER)
    sign_in(client, administrator).post(reverse("members:role_end", args=[role.pk]))
    role.refresh_from_db()
    assert role.until == timezone.localdate()
    assert Person.objects.get(email="nadia@example.org").is_organiser is False
    assert RoleStep.objects.first().kind == RoleStep.Kind.ENDED


def test_role_ended_by_mistake_is_given_again_the_same_day(administrator):
    territory, person = administrator.roles.get().territory, make_person()
    role = Role.objects.give(person, territory=territory, kind=Kind.EXPERT, by=administrator)
    role.end(by=administrator)
    again = Role.objects.give(person, territory=territory, kind=Kind.EXPERT, by=administrator)
    assert (again.pk, again.until) == (role.pk, None)
    assert role.steps.count() == 3


def test_role_ends_once(administrator):
    role = make_role(make_person(), territory=administrator.roles.get().territory)
    role.end(by=administrator)
    with pytest.raises(ValidationError) as refusal:
        role.end(by=administrator)
    assert refusal.value.code == "stale"
    assert role.steps.count() == 1


def test_last_administrator_stays(client, administrator):
    role = administrator.roles.get()
    with pytest.raises(ValidationError):
        role.end(by=administrator)
    page = sign_in(client, administrator).post(reverse("members:role_end", args=[role.pk]), follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    make_role(make_person(), territory=role.territory, kind=Kind.ADMINISTRATOR)
    role.end(by=administrator)
    assert role.until == timezone.localdate()


def test_role_of_another_territory_cannot_be_ended(client, administrator):
    role = make_role(make_person(), territory=make_territory())
    assert sign_in(client, administrator).post(reverse("members:role_end", args=[role.pk])).status_code == 404


@pytest.mark.parametrize(
    ("since", "until", "held"), [(-1, None, True), (0, None, True), (1, None, False), (-2, 0, False), (-2, 1, True)]
)
def test_role_is_held_between_its_dates(since, until, held):
    today, person = timezone.localdate(), make_person()
    days = {"since": today + timedelta(days=since), "until": None if until is None else today + timedelta(days=until)}
    make_role(person, territory=make_territory(), **days)
    assert person.is_organiser is held


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_whatever_the_number_of_roles(client, administrator, count, django_assert_max_num_queries):
    territory = administrator.roles.get().territory
    for _ in range(count):
        Role.objects.give(make_person(), territory=territory, kind=Kind.EXPERT, by=administrator)
    sign_in(client, administrator)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("members:roles"))
    assert len(page.context["roles"]) == count + 1


@pytest.mark.django_db(transaction=True)
def test_the_last_two_administrators_cannot_leave_at_the_same_instant(administrator):
    territory = administrator.roles.get().territory
    other = make_role(make_person(), territory=territory, kind=Kind.ADMINISTRATOR)
    pks = [administrator.roles.get().pk, other.pk] * 4

    def leave(number):
        with suppress(ValidationError):
            Role.objects.get(pk=pks[number]).end(by=administrator)

    in_threads(8, leave)
    assert Role.objects.in_force().filter(territory=territory, kind=Kind.ADMINISTRATOR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_address_asked_for_by_many_is_one_person():
    people = in_threads(8, lambda number: Person.objects.of_address("Nadia@example.org").pk)
    assert len(set(people)) == 1


def test_an_address_longer_than_any_is_refused_in_the_form(client, administrator):
    long = "a" * 60 + "@" + ".".join(["jura" * 15] * 4) + ".fr"
    assert give(client, administrator, email=long).status_code == 422
    assert client.post(reverse("account_login"), {"email": long}).status_code in {200, 302}
    assert Person.objects.filter(email=long).count() == 0
