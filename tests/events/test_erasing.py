"""« Effacer mes données », from the ticket or by the team (D58)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from events import erasing
from events.models import Registration
from events.registering import Companion
from foundation.models import Link
from outbox.models import Message
from tests.factories import make_event, make_organiser, make_registration, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    make_workshop(event=event)
    return event


@pytest.fixture
def nadia(event):
    registration = make_registration(
        event=event,
        workshop=event.workshops.get(),
        email="nadia@example.org",
        companions=[Companion("Ali"), Companion("Zoé")],
    )
    registration.companions.filter(given_name="Zoé").update(email="zoe@example.org")
    return registration


@pytest.fixture
def opened(client, nadia):
    client.get(nadia.ticket_link().removeprefix("http://localhost:8000"))
    return client


def past(event):
    event.starts_at, event.ends_at = timezone.now() - timedelta(days=3), timezone.now() - timedelta(days=2)
    event.save()


def states():
    return list(Registration.objects.order_by("pk").values_list("given_name", "status"))


def test_page_says_what_goes_and_changes_nothing(opened, nadia):
    response = opened.get(reverse("events:erase", args=[nadia.code]))
    assert [one.given_name for one in response.context["carried"]] == ["Ali"]
    assert response.context["gives_back"]
    assert states()[0] == ("Nadia", "registered")


def test_before_the_evening_the_seats_are_given_back(opened, nadia, event):
    """Whoever came with an address of their own stays."""
    assert opened.post(reverse("events:erase", args=[nadia.code])).url == reverse("home")
    assert states() == [("", "cancelled"), ("", "cancelled"), ("Zoé", "registered")]
    assert event.tables.get().seats_taken == 1
    assert Link.objects.filter(purpose="ticket", subject=str(nadia.pk)).count() == 0
    assert opened.get(reverse("events:ticket", args=[nadia.code])).status_code == 404


def test_after_the_evening_the_count_stays(opened, nadia, event):
    past(event)
    opened.post(reverse("events:erase", args=[nadia.code]))
    assert states() == [("", "registered"), ("", "registered"), ("Zoé", "registered")]
    assert nadia.steps.first().kind == "erased"


def test_one_companion_alone_is_erased_and_its_ticket_closed(opened, nadia):
    """Who brought them keeps theirs."""
    ali = nadia.companions.get(given_name="Ali")
    opened.post(reverse("events:erase", args=[ali.code]))
    assert [opened.get(reverse("events:ticket", args=[one.code])).status_code for one in (nadia, ali)] == [200, 404]


def test_strangers_erase_nothing(client, nadia):
    assert client.post(reverse("events:erase", args=[nadia.code])).status_code == 404
    assert states()[0][0] == "Nadia"


def test_twice_is_refused(nadia):
    erasing.erase(nadia)
    with pytest.raises(ValidationError):
        erasing.erase(nadia)


def test_what_was_written_goes_too(nadia):
    nadia.send_ticket_again(by=None)
    erasing.erase(nadia)
    assert list(Message.objects.values_list("to", "text", "status")) == [("", "", "withdrawn")]
    assert {step.details for step in nadia.steps.all()} == {""}


def test_the_team_erases_with_the_name_typed(client, nadia, event):
    organiser = sign_in(client, make_organiser(territory=event.territory))
    page = reverse("events:registration_erase", args=[event.slug, nadia.code])
    organiser.post(page, {"name": "Paul"})
    assert states()[0][0] == "Nadia"
    organiser.post(page, {"name": "nadia  MOREL"})
    assert states()[0] == ("", "cancelled")
    step = nadia.steps.first()
    assert (step.kind, step.details, step.by is not None) == ("erased", "", True)


def test_an_erased_registration_is_neither_changed_nor_brought_back(client, nadia, event):
    erasing.erase(nadia)
    with pytest.raises(ValidationError):
        nadia.reinstate(by=None)
    organiser = sign_in(client, make_organiser(territory=event.territory))
    change = reverse("events:registration_change", args=[event.slug, nadia.code])
    assert organiser.get(change).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_erase_once():
    event = make_event()
    nadia = make_registration(event=event, workshop=make_workshop(event=event), companions=[Companion("Ali")])
    begin = threading.Barrier(2)

    def click():
        begin.wait()
        try:
            erasing.erase(Registration.objects.get(pk=nadia.pk))
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(future.result() for future in [pool.submit(click), pool.submit(click)])
    assert answers == ["done", "refused"]
    assert [step.kind for step in nadia.steps.all()].count("erased") == 1
    assert event.tables.get().seats_taken == 0
