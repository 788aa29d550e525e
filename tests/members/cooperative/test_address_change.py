"""Another address for a member opens nothing before it is proved, and the former one may refuse (D41, D64, D65)."""

import re
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from config.linking import link
from members.cooperative import cards
from members.cooperative.history import history_of
from members.cooperative.keeping_touch import queue_due
from members.cooperative.models import AddressChange, Member, change_delegate
from members.cooperative.models.address_change import KEPT, SILENCE
from members.cooperative.personal_data import erase_all_of
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper
from tests.factories import make_person
from tests.signing import sign_in

NOON = timezone.now().replace(hour=11, minute=0)
OTHER = "autre@example.org"


def make_member(**fields):
    """Denise, in a cooperative that Paul and Inès administer; returns (her row, Paul, Inès)."""
    cooperative = make_cooperative()
    paul = make_keeper(cooperative=cooperative, email="paul@example.org", given_name="Paul", family_name="Roux")
    ines = make_keeper(cooperative=cooperative, email="ines@example.org", given_name="Inès", family_name="Gay")
    named = {"given_name": "Denise", "family_name": "Pernot", "email": "denise@example.org", **fields}
    return make_cooperator(cooperative=cooperative, **named), paul, ines


def mailed():
    return sorted(Message.objects.filter(kind__startswith="cooperative-address").values_list("kind", "to"))


def address_of(member):
    return Member.objects.get(pk=member.pk).email


def answer_to(mail, client, act):
    """Open the link of a mail to this address, then answer; the status of both."""
    text = Message.objects.filter(to=mail).latest("pk").text
    url = re.search(r"/societaire/adresse/\S+", text)[0]
    return client.get(url).status_code, client.post(url, {"act": act}).status_code


@pytest.mark.django_db
def test_board_that_writes_its_own_address_on_a_card_opens_nothing():
    member, paul, _ines = make_member()
    thief = make_person(email="tricheur@example.org")
    for taken in ("PAUL@example.org", make_cooperator(cooperative=member.cooperative).email):
        with pytest.raises(ValidationError, match="Cette adresse est celle de"):
            cards.correct(member, by=paul, email=taken)
    _change, asked = cards.correct(member, by=paul, email=thief.email)
    asked.confirm(now=NOON)
    assert (address_of(member), Member.objects.of_person(thief).exists()) == ("denise@example.org", False)
    with pytest.raises(ValidationError, match="C’est vous qui avez noté"):
        asked.agree(by=paul)
    assert mailed() == [
        ("cooperative-address-asked", "ines@example.org"),
        ("cooperative-address-confirm", "tricheur@example.org"),
        ("cooperative-address-former", "denise@example.org"),
    ]
    asked.refuse()
    assert queue_due(now=NOON + KEPT) == 0
    assert address_of(member) == "denise@example.org"
    assert [to for kind, to in mailed() if kind == "cooperative-address-refused"] == [
        "ines@example.org", "paul@example.org"
    ]  # fmt: skip


@pytest.mark.django_db
def test_address_counts_once_confirmed_and_left_without_a_refusal_for_three_days():
    member, paul, _ines = make_member()
    asked = AddressChange.ask(member, OTHER, by=paul, now=NOON)
    assert AddressChange.ask(member, OTHER, by=paul) == asked
    assert (queue_due(now=NOON + SILENCE), address_of(member)) == (0, "denise@example.org")
    asked.confirm(now=NOON + timedelta(hours=1))
    assert (queue_due(now=NOON + SILENCE - timedelta(seconds=1)), address_of(member)) == (0, "denise@example.org")
    assert (queue_due(now=NOON + SILENCE), queue_due(now=NOON + SILENCE), address_of(member)) == (1, 0, OTHER)
    assert Member.objects.get_queryset().matching("autre@example").get() == member
    told = history_of(member)[0]
    assert (told.what, told.details, told.by) == ("l’adresse a changé", f"denise@example.org → {OTHER}", paul)


@pytest.mark.django_db
def test_address_counts_at_once_when_the_former_one_or_another_of_the_board_agrees(client):
    member, paul, ines = make_member()
    AddressChange.ask(member, OTHER, by=paul)
    assert answer_to("denise@example.org", client, "oui") == (200, 200)
    assert address_of(member) == "denise@example.org"
    assert answer_to(OTHER, client, "oui") == (200, 200)
    assert address_of(member) == OTHER
    assert answer_to(OTHER, client, "oui") == (410, 410)
    again = AddressChange.ask(member, "encore@example.org", by=paul)
    again.confirm()
    again.agree(by=ines)
    assert address_of(member) == "encore@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize("side", ["denise@example.org", OTHER])
def test_either_address_refuses_by_its_link_and_a_forged_one_opens_nothing(client, side):
    member, paul, _ines = make_member()
    AddressChange.ask(member, OTHER, by=paul)
    forged = reverse("cooperative:address_answer", args=["A" * 48])
    assert (client.get(forged).status_code, client.post(forged, {"act": "oui"}).status_code) == (410, 410)
    assert answer_to(side, client, "peut-être") == (200, 200)
    assert answer_to(side, client, "non") == (200, 200)
    assert (AddressChange.objects.get().status, address_of(member)) == ("refused", "denise@example.org")


@pytest.mark.django_db
def test_address_taken_away_then_another_one_still_tells_the_first():
    member, paul, ines = make_member()
    cards.correct(member, by=paul, email="")
    assert (address_of(member), mailed()) == ("", [("cooperative-address-former", "denise@example.org")])
    asked = AddressChange.ask(member, OTHER, by=paul)
    assert (asked.former, mailed().count(("cooperative-address-former", "denise@example.org"))) == (
        "denise@example.org", 2
    )  # fmt: skip
    assert ("cooperative-address-asked", ines.email) in mailed()


@pytest.mark.django_db
def test_member_served_by_letters_is_given_an_address_under_the_eyes_of_the_board():
    member, paul, ines = make_member()
    Member.objects.filter(pk=member.pk).update(email="")
    asked = AddressChange.ask(member, OTHER, by=paul, now=NOON)
    assert mailed() == [("cooperative-address-asked", ines.email), ("cooperative-address-confirm", OTHER)]
    asked.confirm(now=NOON)
    assert (address_of(member), queue_due(now=NOON + SILENCE), address_of(member)) == ("", 1, OTHER)


@pytest.mark.django_db
def test_what_nobody_confirms_is_given_up_after_a_month():
    member, paul, _ines = make_member()
    AddressChange.ask(member, OTHER, by=paul, now=NOON)
    assert (queue_due(now=NOON + KEPT), queue_due(now=NOON + KEPT)) == (1, 0)
    assert AddressChange.objects.get().status == "dropped"


@pytest.mark.django_db
def test_former_delegate_is_out_at_once_and_the_new_one_in_once_confirmed():
    member, paul, _ines = make_member(kind="structure", organisation="Le Puits")
    zoe = {"given_name": "Zoé", "family_name": "Abry", "email": "zoe@example.org", "phone": ""}
    change_delegate(member, **zoe, on=timezone.localdate(), by=paul)
    first = AddressChange.objects.waiting().get()
    assert (address_of(member), first.former) == ("", "denise@example.org")
    first.confirm()
    assert address_of(member) == ""
    change_delegate(member, **{**zoe, "given_name": "Luc", "email": ""}, on=timezone.localdate(), by=paul)
    assert (queue_due(now=NOON + SILENCE), address_of(member)) == (0, "")
    change_delegate(member, **zoe, on=timezone.localdate(), by=None, agreed=True)  # as the delegate's own page
    AddressChange.objects.waiting().get().confirm()
    assert address_of(member) == "zoe@example.org"


@pytest.mark.django_db
def test_one_person_may_be_a_member_and_the_delegate_of_structures():
    member, paul, _ines = make_member()
    named = {"kind": "structure", "organisation": "Le Puits", "given_name": "DENISE", "family_name": "pernot"}
    structure = make_cooperator(cooperative=member.cooperative, **named)
    assert AddressChange.ask(structure, "denise@example.org", by=paul).email == "denise@example.org"


@pytest.mark.django_db
def test_card_shows_the_address_to_come_and_one_of_the_board_gives_it_up(client):
    member, paul, ines = make_member()
    asked = AddressChange.ask(member, OTHER, by=paul)
    where = [member.cooperative.territory.slug, member.pk]
    act = reverse("cooperative:member_address", args=[*where, asked.pk])
    page = reverse("cooperative:member", args=where)
    sign_in(client, paul)
    assert "Je sais qu’elle est juste" not in client.get(page).text
    client.post(act, {"act": "oui"})
    assert AddressChange.objects.get().agreed_at is None
    sign_in(client, ines)
    assert "Je sais qu’elle est juste" in client.get(page).text
    for _twice in range(2):
        assert client.post(act, {"act": "non"}).status_code == 302
    assert (AddressChange.objects.get().status, address_of(member)) == ("dropped", "denise@example.org")


@pytest.mark.django_db
def test_erasure_takes_addresses_out_of_their_history():
    member, paul, _ines = make_member()
    cards.correct(member, by=paul, phone="+33384000000", email=OTHER)
    erase_all_of(make_person(email="denise@example.org"))
    change = AddressChange.objects.get()
    assert (change.status, change.email, change.former, address_of(member)) == ("dropped", "", "", "")
    assert member.contact_changes.get().changes == {"phone": ["", ""]}


@pytest.mark.django_db
def test_signing_in_says_in_which_language_a_member_is_written_to():
    member, paul, _ines = make_member()
    person = make_person(email="denise@example.org", language="en")
    assert link(person) == 1
    AddressChange.ask(member, OTHER, by=paul)
    assert Message.objects.get(to="denise@example.org").subject.endswith("your address is about to be replaced")


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_refused_at_the_same_instant_is_one_of_both():
    member, paul, _ines = make_member()
    asked = AddressChange.ask(member, OTHER, by=paul, agreed=True)
    together = Barrier(2)

    def run(verb):
        together.wait()
        with suppress(ValidationError):
            getattr(AddressChange.objects.get(pk=asked.pk), verb)()
        connection.close()

    threads = [Thread(target=run, args=[verb]) for verb in ("confirm", "refuse")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    status = AddressChange.objects.get().status
    assert (status, address_of(member)) in (("done", OTHER), ("refused", "denise@example.org"))
