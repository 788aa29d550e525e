import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event, Registration, RegistrationConsent, Table
from events.models.registration import TICKET
from events.registering import Companion
from foundation import links
from outbox.models import Message
from tests.factories import make_event, make_person, make_registration, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    make_workshop(event=event, seats=4, title="Le premier")
    make_workshop(event=event, seats=1, title="Le second")
    return event


@pytest.fixture
def nadia(event):
    return make_registration(
        event=event, workshop=event.workshops.get(number=1), email="nadia@example.org", companions=[Companion("Ali")]
    )


@pytest.fixture
def opened(client, nadia):
    """A browser that followed the link of the mail."""
    assert client.get(nadia.ticket_link().removeprefix("http://localhost:8000")).status_code == 302
    return client


def test_link_becomes_a_cookie_and_leaves_the_address(client, nadia):
    response = client.get(nadia.ticket_link().removeprefix("http://localhost:8000"))
    assert (response.status_code, response["Location"]) == (302, f"/billet/{nadia.code}/")
    assert client.get(response["Location"])["Cache-Control"] == "no-store"


def test_ticket_shows_oneself_and_companions(opened, nadia):
    response = opened.get(f"/billet/{nadia.code}/")
    companion = nadia.companions.get()
    assert [one.code for one in response.context["companions"]] == [companion.code]
    assert response.content.decode().count("<svg") >= 2
    assert opened.get(f"/billet/{companion.code}/").status_code == 200
    assert opened.get(f"/billet/{nadia.code.lower()}/").status_code == 200


def test_strangers_learn_nothing(client, nadia):
    paths = ["", "changer/", "annuler/", "calendrier.ics"]
    known = [client.get(f"/billet/{nadia.code}/{path}") for path in paths]
    unknown = [client.get(f"/billet/AAAAAAAAAA/{path}") for path in paths]
    assert [response.status_code for response in known] == [response.status_code for response in unknown] == [404] * 4
    assert client.post(f"/billet/{nadia.code}/annuler/").status_code == 404
    assert client.get("/billet/%00/").status_code == 404


def test_another_ticket_opens_nothing(client, event, nadia):
    other = make_registration(event=event, workshop=event.workshops.get(number=1))
    client.get(other.ticket_link().removeprefix("http://localhost:8000"))
    assert client.get(f"/billet/{nadia.code}/").status_code == 404
    companion = nadia.companions.get()
    client.get(companion.ticket_link().removeprefix("http://localhost:8000"))
    assert client.get(f"/billet/{companion.code}/").status_code == 200
    assert client.get(f"/billet/{nadia.code}/").status_code == 404


def test_revoked_link_closes_at_once(opened, nadia):
    links.revoke(TICKET, nadia.pk)
    assert opened.get(f"/billet/{nadia.code}/").status_code == 404


def test_person_signed_in_sees_the_tickets_of_their_address(client, nadia):
    person = make_person(email="nadia@example.org")
    Registration.objects.filter(pk=nadia.pk).update(person=person)
    client.force_login(person)
    assert client.get(f"/billet/{nadia.code}/").status_code == 200


def test_moving_takes_the_new_seat_and_gives_the_old_one_back(opened, event, nadia):
    response = opened.post(f"/billet/{nadia.code}/changer/", {"workshop": "2"})
    assert (response.status_code, response["Location"]) == (302, f"/billet/{nadia.code}/")
    assert list(Table.objects.order_by("number").values_list("seats_taken", flat=True)) == [1, 1]
    assert [message.kind for message in Message.objects.all()] == ["workshop-changed"]


def test_moving_to_a_full_workshop_keeps_the_seat(opened, event, nadia):
    make_registration(event=event, workshop=event.workshops.get(number=2))
    response = opened.post(f"/billet/{nadia.code}/changer/", {"workshop": "2"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["workshop"])
    nadia.refresh_from_db()
    assert nadia.table.workshop.number == 1


@pytest.mark.parametrize("number", ["", "99", "x"])
def test_moving_nowhere_is_refused(opened, nadia, number):
    assert opened.post(f"/billet/{nadia.code}/changer/", {"workshop": number}).status_code == 422


def test_cancelling_oneself_keeps_the_companion(opened, nadia):
    assert opened.get(f"/billet/{nadia.code}/annuler/").status_code == 200
    opened.post(f"/billet/{nadia.code}/annuler/", {"me": "on"})
    assert list(Registration.objects.order_by("pk").values_list("status", flat=True)) == ["cancelled", "registered"]
    assert Table.objects.get(number=1).seats_taken == 1
    assert opened.get(f"/billet/{nadia.code}/").status_code == 200


def test_cancelling_everyone_gives_every_seat_back(opened, nadia):
    companion = nadia.companions.get()
    opened.post(f"/billet/{nadia.code}/annuler/", {"me": "on", "companions": [companion.code]})
    assert Registration.objects.live().count() == 0
    assert Table.objects.get(number=1).seats_taken == 0
    assert sorted(Message.objects.values_list("kind", "to")) == [("registration-cancelled", "nadia@example.org")] * 2


def test_cancelling_nobody_or_twice_changes_nothing(opened, nadia):
    assert opened.post(f"/billet/{nadia.code}/annuler/", {"cancel": "1"}).status_code == 200
    assert Registration.objects.live().count() == 2
    companion = nadia.companions.get()
    for _ in range(2):
        assert opened.post(f"/billet/{companion.code}/annuler/", {"cancel": "1"}).status_code == 302
    assert Registration.objects.live().count() == 1
    assert Message.objects.count() == 1


def test_nothing_changes_once_the_evening_has_begun(opened, event, nadia):
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(hours=4))
    assert opened.post(f"/billet/{nadia.code}/annuler/", {"me": "on"}).status_code == 302
    assert opened.post(f"/billet/{nadia.code}/changer/", {"workshop": "2"}).status_code == 302
    nadia.refresh_from_db()
    assert (nadia.status, nadia.table.workshop.number) == ("registered", 1)
    assert opened.get(f"/billet/{nadia.code}/").context["can_change"] is False


def test_newsletter_is_stopped_as_easily_as_it_was_asked(opened, nadia):
    RegistrationConsent.objects.create(registration=nadia, purpose="newsletter", text_version="1")
    assert opened.get(f"/billet/{nadia.code}/").context["receives_news"] is True
    assert opened.post(f"/billet/{nadia.code}/nouvelles/").status_code == 302
    assert opened.get(f"/billet/{nadia.code}/").context["receives_news"] is False
    assert nadia.steps.first().kind == "consent"


def test_pictures_are_refused_as_easily_as_they_were_accepted(opened, nadia):
    RegistrationConsent.objects.create(registration=nadia, purpose="newsletter", text_version="1")
    RegistrationConsent.objects.create(registration=nadia, purpose="image", text_version="1")
    assert opened.get(f"/billet/{nadia.code}/").context["is_pictured"] is True
    assert opened.post(f"/billet/{nadia.code}/nouvelles/", {"purpose": "image"}).status_code == 302
    assert list(nadia.consents.standing().values_list("purpose", flat=True)) == ["newsletter"]


def test_calendar_file_names_the_table(opened, nadia):
    content = opened.get(f"/billet/{nadia.code}/calendrier.ics").content.decode().replace("\r\n ", "")
    assert "table 1\\, Le premier" in content


def test_lost_link_is_mailed_to_a_known_address_only(client, nadia):
    known = client.post("/billet/retrouver/", {"email": "Nadia@example.org"}, REMOTE_ADDR="192.0.2.8")
    unknown = client.post("/billet/retrouver/", {"email": "personne@example.org"}, REMOTE_ADDR="192.0.2.8")
    bodies = [r.content.decode().replace(r.context["sent_to"], "") for r in (known, unknown)]
    assert bodies[0] == bodies[1]
    assert [message.to for message in Message.objects.all()] == ["nadia@example.org"]
    found = re.findall(r"/billet/lien/\S+", Message.objects.get().text)
    assert [client.get(path).status_code for path in found] == [302, 302]


def test_lost_link_is_sent_three_times_an_hour_at_most(client, nadia):
    for _ in range(5):
        client.post("/billet/retrouver/", {"email": "nadia@example.org"}, REMOTE_ADDR="192.0.2.9")
    assert Message.objects.count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_statements_of_a_ticket_do_not_grow(client, event, django_assert_num_queries, count):
    companions = [Companion(f"Ami {number}") for number in range(count)]
    host = make_registration(event=event, workshop=event.workshops.get(number=1), companions=companions)
    client.get(host.ticket_link().removeprefix("http://localhost:8000"))
    with django_assert_num_queries(10):
        client.get(f"/billet/{host.code}/")
