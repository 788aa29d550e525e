"""The public form, the board's pages of applications, shares and refunds (D3, D43, D60)."""

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from members.cooperative import applying, leaving
from members.cooperative.capital import holding_of
from members.cooperative.models import JoiningWords, Member, Refund
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_keeper, make_newcomer, make_shareholder
from tests.factories import make_person
from tests.signing import sign_in


@pytest.fixture
def cooperative():
    cache.clear()
    return make_cooperative()


@pytest.fixture
def board(client, cooperative):
    sign_in(client, make_keeper(cooperative=cooperative))
    return client


def address(cooperative, rest):
    return f"/cooperative/{cooperative.territory.slug}/{rest}"


def filled(cooperative, **fields):
    told = {
        "kind": "person", "given_name": "Lise", "family_name": "Perrin", "email": "lise@example.org", "phone": "",
        "address": "4 rue du Puits", "category": cooperative.categories.first().pk, "shares": "2", "consent": "on",
        "key": str(uuid4()),
    }  # fmt: skip
    return {**told, **fields}


@pytest.mark.django_db
def test_anyone_applies_and_a_known_address_changes_nothing(client, cooperative):
    where = address(cooperative, "devenir-societaire/")
    assert client.post(where, filled(cooperative)).status_code == 302
    member = Member.objects.get()
    assert (member.status, member.application.shares, member.application.consent_version != "") == ("applied", 2, True)
    assert client.post(where, filled(cooperative, given_name="Autre")).status_code == 302
    assert list(Member.objects.values_list("given_name", flat=True)) == ["Lise"]
    kinds = list(Message.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["cooperative-received", "cooperative-known"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"website": "http://spam.example"}, 302),
        ({"consent": ""}, 422),
        ({"shares": "0"}, 422),
        ({"kind": "structure"}, 422),
        ({"email": ""}, 422),
        ({"key": "x"}, 422),
    ],
)
def test_what_is_wrong_writes_nothing_and_is_kept(client, cooperative, fields, status):
    response = client.post(address(cooperative, "devenir-societaire/"), filled(cooperative, **fields))
    assert (response.status_code, Member.objects.count()) == (status, 0)
    if status == 422:
        assert "4 rue du Puits" in response.content.decode()


@pytest.mark.django_db
def test_many_applications_from_one_place_wait(client, cooperative):
    where = address(cooperative, "devenir-societaire/")
    answers = [client.post(where, filled(cooperative)).status_code for _one in range(4)]
    assert answers == [302, 302, 302, 429]


@pytest.mark.django_db
def test_a_closed_form_takes_nothing(client, cooperative):
    JoiningWords.objects.create(cooperative=cooperative, is_open=False)
    assert client.post(address(cooperative, "devenir-societaire/"), filled(cooperative)).status_code == 403
    assert Member.objects.count() == 0


@pytest.mark.django_db
def test_the_board_leads_an_application_to_the_register(board, cooperative):
    member = make_newcomer(cooperative=cooperative, shares=2)
    one = address(cooperative, f"demandes/{member.pk}/")
    college = cooperative.colleges.first().pk
    accepted = {"category": member.category_id, "college": college, "shares": "2", "on": "2026-01-05"}
    for act, told in (
        ("accepter", accepted),
        ("payer", {"amount": "100,00", "on": "2026-01-06", "method": "cheque"}),
        ("inscrire", {"on": "2026-01-07"}),
    ):
        assert board.post(f"{one}{act}/", told).status_code == 302, act
    member.refresh_from_db()
    assert (member.number, str(member.registered_on)) == (1, "2026-01-07")
    assert board.post(f"{one}inscrire/", {"on": "2026-01-07"}).status_code == 422
    assert board.post(f"{one}autre/").status_code == 404


@pytest.mark.django_db
def test_a_refusal_of_the_law_is_shown_with_what_was_typed(board, cooperative):
    make_shareholder(cooperative=cooperative)
    member = make_newcomer(
        cooperative=cooperative, shares=9, kind="structure", organisation="Commune", is_authority=True
    )
    told = {"category": member.category_id, "college": member.college_id, "shares": "7", "on": "2026-01-05"}
    response = board.post(address(cooperative, f"demandes/{member.pk}/accepter/"), told)
    page = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "passerait à 87,5 %, le maximum est 50 % : 350 € sur 400 €" in page
    assert 'value="7"' in page


@pytest.mark.django_db
def test_a_transfer_is_said_before_it_is_done(board, cooperative):
    giver, receiver = make_shareholder(cooperative=cooperative, shares=2), make_shareholder(cooperative=cooperative)
    where = address(cooperative, f"societaires/{giver.pk}/ceder/")
    told = {"to": receiver.number, "shares": "1", "on": str(timezone.localdate())}
    asked = board.post(where, told)
    assert (asked.status_code, giver.movements.count()) == (200, 1)
    assert f"à {receiver} (numéro {receiver.number})" in asked.content.decode()
    refused = board.post(where, {**told, "shares": "9", "confirmed": "1"})
    assert (refused.status_code, 'name="confirmed"' in refused.content.decode()) == (422, False)  # asked about again
    assert board.post(where, {**told, "confirmed": "1"}).status_code == 302
    assert giver.movements.count() == 2
    assert board.post(where, {**told, "to": "99"}).status_code == 422


@pytest.mark.django_db
def test_a_refund_is_paid_once(board, cooperative):
    member = make_shareholder(cooperative=cooperative, shares=4)
    refund = leaving.ask_withdrawal(member, shares=2, by=None)
    where = address(cooperative, f"capital/remboursements/{refund.pk}/")
    today = str(refund.possible_on)
    assert [board.post(where, {"on": today}).status_code for _twice in range(2)] == [302, 422]
    assert Refund.objects.paid().count() == 1
    assert board.get(address(cooperative, "capital/?jour=2026-01-01")).status_code == 200


@pytest.mark.django_db
def test_who_is_known_is_refused_and_strangers_find_nothing(client, cooperative):
    member = make_shareholder(cooperative=cooperative, email="membre@example.org")
    where = address(cooperative, "demandes/")
    sign_in(client, make_person(email="membre@example.org"))
    assert (member.status, client.get(where).status_code) == ("registered", 403)
    sign_in(client, make_person())
    assert client.get(where).status_code == 404
    other = make_cooperative()
    sign_in(client, make_keeper(cooperative=other))
    assert client.get(where).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_applications_costs_the_same(board, cooperative, number, django_assert_num_queries):
    for _one in range(number):
        make_newcomer(cooperative=cooperative)
        make_newcomer(cooperative=cooperative, paid=True)
        applying.refuse(make_newcomer(cooperative=cooperative), why="Non.", by=None, tell=False)
    board.get(address(cooperative, "demandes/"))
    with django_assert_num_queries(9):
        assert board.get(address(cooperative, "demandes/")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "fields", "written"),
    [
        ("souscrire", {"shares": "2", "method": "transfer"}, 7),
        ("retrait", {"shares": "1", "confirmed": "1"}, 5),  # asked back, not paid yet
    ],
)
def test_a_second_click_writes_nothing_twice_and_a_meant_one_does(board, cooperative, page, fields, written):
    make_shareholder(cooperative=cooperative, shares=50)
    member = make_shareholder(cooperative=cooperative, shares=5)
    where = address(cooperative, f"societaires/{member.pk}/{page}/")
    seen = board.get(where).context["form"]["seen"].value()
    typed = {**fields, "on": str(timezone.localdate()), "seen": seen}
    assert board.post(where, typed).status_code == 302
    refused = board.post(where, typed)
    held = (holding_of(member).shares, member.refunds.count())
    assert (refused.status_code, held) == (422, (written, 0 if page == "souscrire" else 1))
    assert "Quelque chose vient d’être écrit" in refused.text
    again = {**typed, "seen": refused.context["form"]["seen"].value()}
    assert board.post(where, again).status_code == 302


@pytest.mark.django_db
def test_each_form_of_an_application_has_its_own_labels(board, cooperative):
    member = make_newcomer(cooperative=cooperative, paid=True)
    page = board.get(address(cooperative, f"demandes/{member.pk}/")).text
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
