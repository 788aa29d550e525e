"""Pages of presence: the desk, the door by its link, the session, proxies, the wall, the sheet (D46, D47)."""

import pytest
from django.conf import settings
from django.urls import reverse

from foundation import links
from foundation.models import Link
from members.assemblies.models import Presence, Proxy
from members.assemblies.opening_sheet import DOOR, PROJECTION, address_of, renew
from members.assemblies.proxying import give_proxy
from members.assemblies.voting import open_ballot
from tests.cast_of_cooperatives import make_cooperator, make_keeper, make_resolution, make_sitting, put_on_the_sheet
from tests.factories import make_person
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    return make_sitting(members=5)


@pytest.fixture
def board(client, sitting):
    """The board's browser, second factor proved."""
    return sign_in(client, make_keeper(cooperative=sitting.cooperative))


def url(name, assembly, *args):
    return reverse(f"assemblies:{name}", args=[assembly.cooperative.territory.slug, assembly.pk, *args])


def by_link(client, assembly, purpose):
    """Open a screen's link; return where it led."""
    return client.get(address_of(assembly, purpose).removeprefix(settings.PUBLIC_URL)).url


def test_desk_marks_here_undoes_and_says_why_not(board, sitting):
    voter = sitting.voters.first()
    page = board.post(url("sheet", sitting), {"voter": voter.pk, "act": "present"}, follow=True)
    assert page.redirect_chain == [(url("sheet", sitting), 302)]
    assert [(one.mode, one.signed_by) for one in Presence.objects.all()] == [("present", str(voter))]
    undone = board.post(url("sheet", sitting), {"voter": voter.pk, "act": "undo"}, headers={"HX-Request": "true"})
    assert (undone.status_code, Presence.objects.count()) == (200, 0)
    refused = board.post(url("sheet", sitting), {"code": "nothing"})
    assert refused.status_code == 422
    assert "n’est pas celui d’une convocation" in refused.content.decode()


def test_desk_tells_a_member_admitted_after_the_record_date_why(board, sitting):
    make_cooperator(cooperative=sitting.cooperative, family_name="Nouvelle", days=-1)
    page = board.get(url("sheet", sitting), {"q": "nouvelle"}).content.decode()
    assert "votera dès la prochaine assemblée" in page


@pytest.mark.parametrize("members", [3, 80])
def test_desk_asks_as_many_questions_for_three_members_as_for_eighty(client, django_assert_num_queries, members):
    assembly = make_sitting(members=members)
    voters = put_on_the_sheet(assembly, present=2)
    give_proxy(assembly, giver=voters[2].member, holder=voters[0].member)
    where = by_link(client, assembly, DOOR)
    with django_assert_num_queries(11):
        client.get(where)


def test_door_link_opens_the_list_and_nothing_else_until_it_is_renewed(client, sitting):
    where = by_link(client, sitting, DOOR)
    assert client.get(where).status_code == 200
    assert client.post(where, {"voter": sitting.voters.first().pk, "act": "present"}).status_code == 302
    assert Presence.objects.get().by is None
    assert client.get(url("session", sitting)).status_code == 302
    renew(sitting, DOOR)
    assert client.get(where).status_code == 403


def test_wall_says_the_quorum_and_no_name(client, sitting):
    voters = put_on_the_sheet(sitting, present=2)
    give_proxy(sitting, giver=voters[3].member, holder=voters[0].member)
    where = by_link(client, sitting, PROJECTION)
    page = client.get(where).content.decode()
    assert "3 personnes sur 5\u00a0: le quorum de 1 est atteint" in page
    assert [voter.member.family_name for voter in voters if voter.member.family_name in page] == []
    state = client.get(f"{where}etat/").content.decode()
    assert state.strip() in page


def test_wall_shows_the_vote_that_is_open_with_its_own_quorum(client, sitting):
    put_on_the_sheet(sitting, present=1)
    make_resolution(assembly=sitting, title="Changer les statuts", majority="extraordinary", status="open")
    page = client.get(by_link(client, sitting, PROJECTION)).content.decode()
    assert "Changer les statuts" in page
    assert "1 personne sur 5\u00a0: le quorum de 2 n’est pas atteint, il en manque 1" in page


def test_wall_shows_the_vote_opened_last_and_waits_for_no_blank_proxy(client, sitting):
    """D46: a blank proxy drops no ballot."""
    voters = put_on_the_sheet(sitting, present=2)
    give_proxy(sitting, giver=voters[3].member)
    for title in ("Changer les statuts", "Élire le conseil"):
        open_ballot(make_resolution(assembly=sitting, title=title), by=None)
    shown = client.get(by_link(client, sitting, PROJECTION)).context
    assert (shown["voting"].title, shown["rights"], shown["quorum"].voters) == ("Élire le conseil", 2, 3)


def test_session_closes_and_tells_what_was_not_voted(board, sitting):
    make_resolution(assembly=sitting, title="Élire le conseil")
    assert "Élire le conseil" in board.get(url("session", sitting)).content.decode()
    assert board.post(url("close_session", sitting)).status_code == 302
    sitting.refresh_from_db()
    assert sitting.is_closed


def test_session_opens_with_a_chair_and_keeps_what_was_typed(board, sitting):
    type(sitting).objects.update(status="called", opened_at=None)
    sitting.officers.all().delete()
    refused = board.post(url("open_session", sitting), {"secretary_name": "Ana Petit"})
    assert refused.status_code == 422
    assert "Ana Petit" in refused.content.decode()
    chair = sitting.cooperative.members.first()
    board.post(url("open_session", sitting), {"chair": chair.pk, "secretary_name": "Ana Petit"})
    sitting.refresh_from_db()
    assert (sitting.is_open, sitting.secretary.name) == (True, "Ana Petit")


def test_member_gives_a_proxy_online_then_takes_it_back(client, sitting):
    giver, holder = sitting.cooperative.members.order_by("number")[:2]
    client.force_login(make_person(email=giver.email))
    here = reverse("assemblies:my_proxy", args=[sitting.pk])
    assert client.post(here, {"to": "member"}).status_code == 422
    assert client.post(here, {"to": "member", "holder": holder.pk}).status_code == 302
    assert [(one.giver, one.holder) for one in Proxy.objects.standing()] == [(giver, holder)]
    client.post(here, {"act": "take_back"})
    assert not Proxy.objects.standing().exists()


def test_member_who_received_a_proxy_gives_it_back(client, sitting):
    giver, holder, third = sitting.cooperative.members.order_by("number")[:3]
    proxy = give_proxy(sitting, giver=giver, holder=holder)
    client.force_login(make_person(email=third.email))
    there = reverse("assemblies:decline_proxy", args=[sitting.pk, proxy.pk])
    assert client.post(there).status_code == 404  # somebody else's
    client.force_login(make_person(email=holder.email))
    assert client.post(there).status_code == 302
    assert Proxy.objects.get().ending == "declined"


def test_member_takes_part_from_afar_and_their_proxy_ends(client, sitting):
    giver, holder = sitting.cooperative.members.order_by("number")[:2]
    give_proxy(sitting, giver=giver, holder=holder)
    client.force_login(make_person(email=giver.email))
    here = reverse("assemblies:my_presence", args=[sitting.pk])
    client.post(here, {"act": "remote"})
    assert (Presence.objects.get().mode, Proxy.objects.get().ending) == ("remote", "attended")
    client.post(here, {"act": "leave"})
    assert Presence.objects.get().until is not None


def test_board_records_a_blank_proxy_from_paper(board, sitting):
    giver = sitting.cooperative.members.first()
    board.post(url("proxies", sitting), {"giver": giver.pk, "to": "blank"})
    proxy = Proxy.objects.get()
    assert (proxy.is_blank, proxy.on_paper, proxy.recorded_by is not None) == (True, True, True)
    board.post(url("board_take_back", sitting, proxy.pk))
    assert not Proxy.objects.standing().exists()


def test_printed_sheet_says_who_came_who_represents_whom_and_is_a_pdf(board, sitting):
    voters = put_on_the_sheet(sitting, present=1)
    give_proxy(sitting, giver=voters[1].member, holder=voters[0].member)
    page = board.get(url("printed_sheet", sitting)).content.decode()
    assert f"pouvoir à {voters[0]}" in page
    assert board.get(url("printed_sheet_file", sitting)).content[:5] == b"%PDF-"


def test_links_of_screens_are_made_once(sitting):
    assert address_of(sitting, DOOR) == address_of(sitting, DOOR) != renew(sitting, DOOR)
    assert Link.objects.filter(purpose=DOOR).count() == 2
    assert links.live(DOOR, sitting.pk)
