"""Minutes are numbered without a gap, chained, and never change once adopted, whoever tries (D31, D51, invariant 4)."""

from datetime import date
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from foundation import guards
from members.minutes import breaks, chains, empty_content, lacking
from members.models import Minutes, MinutesAddendum
from tests.factories import make_person, make_territory


def make_minutes(*, territory, body="committee", **content):
    return Minutes.objects.create(
        territory=territory, body=body, held_on=date(2026, 11, 12), title="Séance", content=empty_content() | content
    )


def adopted(*, territory, **content):
    minutes = make_minutes(territory=territory, **content)
    minutes.adopt(by=None, said="Claire Martin, présidence.", version=0)
    return minutes


def refusal(act):
    """Return the name of the guard that refuses `act`."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return guards.broken(caught.value).name


def raw(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.django_db
def test_adoption_gives_the_next_number_and_holds_the_mark_of_the_one_before():
    here, elsewhere = make_territory(), make_territory()
    first, second, other = adopted(territory=here), adopted(territory=here), adopted(territory=elsewhere)
    assert [first.number, second.number, other.number] == [1, 2, 1]
    assert [first.previous_sha256, second.previous_sha256, other.previous_sha256] == ["", first.sha256, ""]
    assert [breaks(*one) for one in chains()] == [[], []]


@pytest.mark.django_db
def test_adopted_minutes_change_by_no_path():
    minutes = adopted(territory=make_territory(), place="Salle du haut")
    minutes.content = minutes.content | {"place": "Ailleurs"}
    assert refusal(minutes.save) == "members_minutes_stay"
    everyone = Minutes.objects.all()
    assert refusal(lambda: everyone.update(title="Autre")) == "members_minutes_stay"
    assert refusal(lambda: everyone.update(status="draft", number=None)) == "members_minutes_stay"
    assert refusal(lambda: raw("UPDATE members_minutes SET adopted_as = 'X'")) == "members_minutes_stay"
    assert refusal(lambda: Minutes.objects.bulk_update([minutes], ["content"])) == "members_minutes_stay"
    assert refusal(Minutes.objects.get().delete) == "members_minutes_are_kept"
    assert refusal(everyone.delete) == "members_minutes_are_kept"
    assert refusal(lambda: raw("DELETE FROM members_minutes")) == "members_minutes_are_kept"
    with pytest.raises(ValidationError) as caught:
        minutes.correct(content={}, version=0)
    assert caught.value.code == "stale"
    with pytest.raises(ValidationError):
        minutes.adopt(by=None, said="", version=0)
    assert Minutes.objects.get().content["place"] == "Salle du haut"


@pytest.mark.django_db
def test_a_number_cannot_be_left_out_nor_a_chain_begun_elsewhere():
    territory = make_territory()
    adopted(territory=territory)
    draft = make_minutes(territory=territory)
    rows = Minutes.objects.filter(pk=draft.pk)
    values = {"status": "adopted", "sha256": "a" * 64, "adopted_at": timezone.now()}
    assert refusal(lambda: rows.update(number=3, previous_sha256="", **values)) == "members_minutes_follow_one_another"
    assert refusal(lambda: rows.update(number=2, previous_sha256="", **values)) == "members_minutes_follow_one_another"


@pytest.mark.django_db
def test_drafts_change_and_leave_but_two_windows_never_overwrite():
    draft = make_minutes(territory=make_territory())
    other = Minutes.objects.get(pk=draft.pk)
    draft.correct(content=draft.content | {"remarks": "Un"}, version=0)
    with pytest.raises(ValidationError):
        other.correct(content=other.content | {"remarks": "Deux"}, version=0)
    assert Minutes.objects.get().content["remarks"] == "Un"
    draft.delete()


@pytest.mark.django_db
def test_addenda_follow_adopted_minutes_in_order_and_never_change():
    territory = make_territory()
    minutes, draft = adopted(territory=territory), make_minutes(territory=territory)
    first = minutes.add("Lire « 12 » au lieu de « 21 ».", by=None, said="Claire Martin, présidence.")
    second = minutes.add("Et merci.", by=None, said="Claire Martin, présidence.")
    assert [(one.number, one.previous_sha256) for one in (first, second)] == [(1, minutes.sha256), (2, first.sha256)]
    assert refusal(lambda: MinutesAddendum.objects.update(text="Autre")) == "members_addendum_stays"
    assert refusal(MinutesAddendum.objects.last().delete) == "members_addendum_is_kept"
    assert refusal(lambda: draft.add("Trop tôt", by=None, said="")) == "members_addenda_follow_adopted_minutes"
    with pytest.raises(ValidationError):
        minutes.add("  ", by=None, said="")
    assert breaks(territory.pk, "committee") == []


@pytest.mark.django_db
def test_names_stay_in_adopted_minutes_when_an_account_goes_d51():
    person = make_person()
    minutes = make_minutes(territory=make_territory(), officers=[{"role": "Présidence", "name": str(person)}])
    minutes.adopt(by=person, said=f"{person}, présidence.", version=0)
    name = str(person)
    person.delete()
    minutes.refresh_from_db()
    assert (minutes.adopted_by, minutes.content["officers"][0]["name"]) == (None, name)
    assert breaks(*chains()[0]) == []


@pytest.mark.django_db
def test_the_command_says_identical_or_where_the_chain_breaks(capsys):
    territory = make_territory()
    minutes = adopted(territory=territory)
    adopted(territory=territory)
    call_command("check_minutes")
    assert "2" in capsys.readouterr().out
    with guards.lifted():
        Minutes.objects.filter(pk=minutes.pk).update(content=minutes.content | {"remarks": "Ajouté"})
    with pytest.raises(CommandError):
        call_command("check_minutes")
    assert len(breaks(territory.pk, "committee")) == 1
    with guards.lifted():
        minutes.delete()
    assert len(breaks(territory.pk, "committee")) == 2  # a number is missing, and the mark before with it


@pytest.mark.django_db
def test_the_command_says_when_the_database_lost_its_guards():
    guards.take_away()
    with pytest.raises(CommandError):
        call_command("check_minutes")


@pytest.mark.once
def test_what_minutes_must_say_is_named_d51():
    assert len(lacking(empty_content())) == 7
    assert lacking(dict.fromkeys(empty_content(), "dit") | {"officers": [{"role": "Présidence", "name": "Alba"}]}) == []


@pytest.mark.django_db(transaction=True)
def test_fifty_adoptions_at_once_take_fifty_numbers_without_a_gap():
    territory = make_territory()
    drafts = [make_minutes(territory=territory) for _number in range(50)]

    def adopt(minutes):
        minutes.adopt(by=None, said="", version=0)
        connections.close_all()

    threads = [Thread(target=adopt, args=[minutes]) for minutes in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Minutes.objects.chain(territory, "committee").values_list("number", flat=True)) == list(range(1, 51))
    assert breaks(territory.pk, "committee") == []
