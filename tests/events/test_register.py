from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event, Registration
from outbox.models import Message
from tests.events.filling import companions, typed
from tests.factories import make_event, make_registration, make_workshop, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    make_workshop(event=event, seats=4)
    return event


def send(client, event, **fields):
    return client.post(f"/soirees/{event.slug}/inscription/", typed(**fields))


def errors(response):
    return {name: [str(message) for message in messages] for name, messages in response.context["form"].errors.items()}


def test_registration_keeps_what_was_typed_and_mails_the_ticket(client, event):
    response = send(
        client, event, given_name="Zoé", email="Zoe@Example.org", phone="06 12 34 56 78", postal_code="39570",
        commune_text="Macornay", profiles=["inhabitant", "elected"], newsletter="on",
    )  # fmt: skip
    assert (response.status_code, response["Location"]) == (302, f"/soirees/{event.slug}/inscription/merci/")
    kept = Registration.objects.get()
    assert (kept.given_name, kept.email, kept.phone, kept.place) == (
        "Zoé",
        "zoe@example.org",
        "+33612345678",
        "Macornay",
    )
    assert (kept.commune.pk, kept.place, kept.table.seats_taken) == ("39306", "Macornay", 1)
    assert sorted(kept.profiles.values_list("profile", flat=True)) == ["elected", "inhabitant"]
    assert list(kept.consents.values_list("purpose", flat=True)) == ["newsletter"]
    assert list(Message.objects.values_list("key", "to")) == [
        (f"registration-confirmed:{kept.code}", "zoe@example.org")
    ]


def test_thanks_page_reveals_nothing(client, event):
    response = client.get(f"/soirees/{event.slug}/inscription/merci/")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


def test_companions_have_their_own_names_seats_and_tickets(client, event):
    send(client, event, **companions("Ali Morel", "Zoé"))
    host = Registration.objects.get(email="nadia@example.org")
    brought = host.companions.order_by("pk")
    assert [(one.full_name, one.table_id, one.email) for one in brought] == [
        ("Ali Morel", host.table_id, None),
        ("Zoé", host.table_id, None),
    ]
    assert len({host.code, *(one.code for one in brought)}) == 3
    message = Message.objects.get()
    assert [one.code in message.text for one in (host, *brought)] == [True, True, True]
    assert len([part for part in message.attachments if part["cid"]]) == 3


def test_blank_lines_are_nobody(client, event):
    send(client, event, **{"companions": "2", "companion-0-given_name": " "})
    assert Registration.objects.count() == 1


def test_companions_are_at_most_what_the_evening_allows(client):
    event = make_event(most_companions=1)
    make_workshop(event=event)
    send(client, event, **companions("Ali", "Zoé", "Max"))
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"family_name": "x" * 81}, "family_name"),
        ({"given_name": "a\x00b"}, "given_name"),
        ({"email": "nadia@"}, "email"),
        ({"workshop": None}, "workshop"),
        ({"workshop": "99"}, "workshop"),
        ({"workshop": "²"}, "workshop"),
        ({"age_band": ""}, "age_band"),
        ({"age_band": "200"}, "age_band"),
        ({"phone": "12"}, "phone"),
        ({"postal_code": "395"}, "postal_code"),
        ({"website": "http://spam.example"}, "website"),
    ],
)
def test_mistakes_are_told_and_nothing_is_kept(client, event, fields, field):
    response = send(client, event, **fields)
    assert (response.status_code, list(errors(response)), Registration.objects.count()) == (422, [field], 0)


def test_emojis_and_long_names_pass(client, event):
    assert send(client, event, given_name="🎉" * 20, family_name="é" * 80).status_code == 302
    assert Registration.objects.get().given_name == "🎉" * 20


def test_trap_is_emptied_so_that_a_person_can_send_again(client, event):
    response = send(client, event, website="x")
    assert response.context["form"]["website"].value() == ""


def test_workshop_of_another_evening_is_refused(client, event):
    other = make_event()
    make_workshop(event=other, number=7)
    assert list(errors(send(client, event, workshop="7"))) == ["workshop"]


def test_add_and_take_away_keep_everything_without_a_word_about_errors(client, event):
    response = send(client, event, email="pas fini", add="1", **companions("Ali Morel"))
    party = response.context["party"]
    assert (response.status_code, party.errors, len(party.companions)) == (200, [], 2)
    assert party.companions[0]["given_name"].value() == "Ali"
    assert (party.person["email"].value(), party.person.chosen.number) == ("pas fini", 1)
    response = send(client, event, remove="0", **companions("Ali Morel", "Zoé"))
    assert [line["given_name"].value() for line in response.context["party"].companions] == ["Zoé"]
    assert Registration.objects.count() == 0


@pytest.mark.parametrize("count", ["", "-1", "99999", "x", "²"])
def test_number_of_lines_is_never_trusted(client, event, count):
    assert send(client, event, companions=count).status_code == 302


def test_minor_is_told_what_is_needed_before_and_after(client, event):
    response = send(client, event, age_band="under_15", newsletter="on", image="on")
    assert (response.status_code, list(errors(response))) == (422, ["minor_told"])
    assert send(client, event, age_band="under_15", newsletter="on", image="on", minor_told="on").status_code == 302
    kept = Registration.objects.get()
    assert list(kept.consents.all()) == []
    text = Message.objects.get().text
    assert f"/soirees/{event.slug}/autorisation/" in text
    assert "Avant 15 ans" in text


def test_minor_companion_counts_as_well(client, event):
    response = send(client, event, **companions("Ali", age_band="15_17"))
    assert list(errors(response)) == ["minor_told"]


def test_full_workshop_is_said_and_others_are_proposed(client, event):
    make_workshop(event=event, title="Libre")
    for _ in range(4):
        make_registration(event=event, workshop=event.workshops.get(number=1))
    response = send(client, event)
    assert (response.status_code, list(errors(response))) == (422, ["workshop"])
    html = response.content.decode()
    assert 'value="1" id="id_workshop_1" disabled' in html.replace(" checked", "")
    assert Registration.objects.count() == 4


def test_not_enough_seats_for_everyone_registers_nobody(client, event):
    response = send(client, event, **companions("A", "B", "C", "D"))
    assert (response.status_code, list(errors(response)), Registration.objects.count()) == (422, ["workshop"], 0)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"registration_opens_at": timezone.now() + timedelta(days=1)}, "soon"),
        ({"registration_closes_at": timezone.now() - timedelta(days=1)}, "closed"),
        ({"status": Event.Status.CANCELLED}, "cancelled"),
        ({"status": Event.Status.DONE}, "over"),
    ],
)
def test_closed_registration_takes_nobody(client, fields, standing):
    event = make_event(**fields)
    make_workshop(event=event)
    response = client.get(f"/soirees/{event.slug}/inscription/")
    assert (response.status_code, response.context["standing"]) == (200, standing)
    assert send(client, event).status_code == 409
    assert Registration.objects.count() == 0


def test_draft_evening_has_no_form(client):
    assert client.get(f"/soirees/{make_event(status=Event.Status.DRAFT).slug}/inscription/").status_code == 404


def test_workshop_of_the_address_is_chosen(client, event):
    response = client.get(f"/soirees/{event.slug}/inscription/?atelier=1")
    assert response.context["form"].chosen.number == 1
    assert client.get(f"/soirees/{event.slug}/inscription/?atelier=%00").context["form"].chosen is None


def test_one_network_is_limited_and_what_was_typed_stays(client, event, monkeypatch):
    monkeypatch.setattr("events.views.registering.MOST_PER_ADDRESS", 2)
    path = f"/soirees/{event.slug}/inscription/"
    sent = [client.post(path, typed(email=f"p{n}@example.org"), REMOTE_ADDR="192.0.2.7") for n in range(3)]
    assert [response.status_code for response in sent] == [302, 302, 429]
    assert sent[2].context["form"]["given_name"].value() == "Nadia"


@pytest.mark.parametrize("count", [1, 3, 25])
def test_statements_of_the_form_do_not_grow(client, django_assert_num_queries, count):
    event = make_event()
    for _ in range(count):
        make_workshop(event=event, theme=theme())
    with django_assert_num_queries(4):
        client.get(f"/soirees/{event.slug}/inscription/")
