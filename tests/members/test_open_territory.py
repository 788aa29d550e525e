import pytest
from django.core.management import CommandError, call_command

from members.models import Role, Territory

pytestmark = pytest.mark.django_db


def opened(*words):
    call_command("open_territory", *words, verbosity=0)
    return [(role.territory.name, role.person.email, role.kind) for role in Role.objects.in_force()]


def test_first_administrator_can_manage_the_new_territory():
    assert opened("Haut-Jura", "odile@example.org") == [("Haut-Jura", "odile@example.org", "administrator")]
    assert Territory.objects.managed_by(Role.objects.get().person).get().slug == "haut-jura"


def test_opening_twice_changes_nothing():
    opened("Haut-Jura", "odile@example.org")
    assert opened("Haut-Jura", "Odile@example.org") == [("Haut-Jura", "odile@example.org", "administrator")]


def test_another_administrator_can_be_named_for_the_same_territory():
    opened("Haut-Jura", "odile@example.org")
    assert len(opened("Haut-Jura", "samir@example.org")) == 2
    assert Territory.objects.count() == 1


def test_bad_address_is_refused_and_nothing_is_made():
    with pytest.raises(CommandError):
        opened("Haut-Jura", "odile")
    assert Territory.objects.count() == 0
