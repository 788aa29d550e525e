import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.forms import CommuneForm
from members.models import Commune, Person
from members.phones import clean_phone, spoken_phone
from tests.factories import make_person
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def test_address_is_unique_whatever_its_capitals():
    make_person(email="Nadia@Example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.bulk_create([Person(email="NADIA@example.org")])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(email="nadia@example.org")


def test_people_without_address_are_as_many_as_needed():
    people = [Person.objects.create_user("", given_name="Paul"), Person.objects.create_user(None)]
    assert [person.email for person in people] == [None, None]


def test_person_of_an_address_is_made_once():
    first = Person.objects.of_address(" Nadia@Example.org ", given_name="Nadia")
    again = Person.objects.of_address("nadia@example.org", given_name="Autre")
    assert (again, again.given_name, again.has_usable_password()) == (first, "Nadia", False)


def test_name_falls_back_on_the_address_then_the_number():
    assert str(Person(given_name="Nadia", family_name="Morel")) == "Nadia Morel"
    assert str(Person(email="nadia@example.org")) == "nadia@example.org"
    assert str(Person(pk=7)) == "#7"


@pytest.mark.parametrize(
    ("typed", "stored", "spoken"),
    [
        ("06 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("+33 6 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("0033612345678", "+33612345678", "06 12 34 56 78"),
        ("03.84.12.34.56", "+33384123456", "03 84 12 34 56"),
        ("+41 22 345 67 89", "+41223456789", "+41 22 345 67 89"),
        ("", "", ""),
    ],
)
def test_phone_is_stored_one_way_and_said_as_at_home(typed, stored, spoken):
    assert clean_phone(typed) == stored
    assert spoken_phone(stored) == spoken


@pytest.mark.parametrize("typed", ["06 12", "bonjour", "999999999999999999"])
def test_phone_that_is_not_complete_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_phone(typed)


def commune_of(**typed):
    form = CommuneForm(typed)
    return form.is_valid(), form.cleaned_data.get("commune"), form.cleaned_data.get("commune_text")


def test_commune_is_chosen_from_its_postal_code():
    lons = Commune.objects.get(insee="39300")
    assert commune_of(postal_code="39000", commune="39300") == (True, lons, "")
    assert commune_of(postal_code="39000") == (True, lons, "")


def test_commune_is_recognised_by_its_name_among_those_of_a_postal_code():
    macornay = Commune.objects.get(name="Macornay")
    assert commune_of(postal_code="39570", commune_text="macornay") == (True, macornay, "")
    assert commune_of(postal_code="39 570") == (True, None, "")


def test_commune_elsewhere_is_kept_as_typed():
    assert commune_of(postal_code="1204", commune_text=" Genève ") == (True, None, "Genève")
    assert commune_of() == (True, None, "")


def test_commune_of_another_postal_code_is_kept_as_the_words_typed():
    assert commune_of(postal_code="39570", commune="39198", commune_text="Dole") == (True, None, "Dole")


def test_person_introduces_themselves(client):
    person = make_person(given_name="", family_name="")
    form = {"given_name": " Nadia ", "family_name": "Morel", "phone": "06 12 34 56 78", "language": "en"}
    response = sign_in(client, person).post(reverse("members:profile"), {**form, "postal_code": "39000"})
    person.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, reverse("space"))
    assert (person.full_name, person.phone, person.commune_id) == ("Nadia Morel", "+33612345678", "39300")
    assert person.language == "en"


def test_given_name_is_asked_for_and_what_was_typed_is_kept(client):
    page = sign_in(client, make_person()).post(reverse("members:profile"), {"phone": "06 12", "language": "fr"})
    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["given_name", "phone"]
    assert 'value="06 12"' in page.content.decode()
