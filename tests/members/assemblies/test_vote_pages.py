"""The screens of a vote: the member's phone, the board's counter, the tellers' count (D50)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members.assemblies.codes import give_code
from members.assemblies.models import AssemblyStep, OpenBallot, Proxy, PublishedBallot, UrnBallot, Voted, VotingCode
from members.assemblies.papers import name_teller, take_paper
from members.assemblies.voting import open_ballot
from tests.cast_of_cooperatives import make_keeper, make_resolution
from tests.factories import make_person
from tests.members.assemblies.votes import an_assembly_in_session, an_open_vote, make_voter, right_of
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
PAPER = VotingCode.Channel.PAPER


@pytest.fixture
def ballot(client):
    """A secret vote just opened, its first voter signed in, with their code: (resolution, voter, keeper, address)."""
    resolution, (voter, *_others), keeper = an_open_vote()
    member = voter.member
    member.person = make_person(email=member.email)
    member.save(update_fields=["person"])
    type(resolution.assembly).objects.update(called_at=resolution.opened_at)
    sign_in(client, member.person)
    return (
        resolution,
        voter,
        keeper,
        reverse("assemblies:member_vote", args=[resolution.assembly_id, resolution.number]),
    )


def board(name, resolution, *more):
    assembly = resolution.assembly
    return reverse(f"assemblies:{name}", args=[assembly.cooperative.territory.slug, assembly.pk, *more])


def test_a_member_votes_once_with_a_code_that_serves_for_the_next_votes(client, ballot):
    resolution, voter, keeper, address = ballot
    code = give_code(resolution.assembly, voter.member, channel=PAPER)
    field = f"right_{right_of(resolution, voter).pk}"
    sent = {field: "against", "code": f" {code[:4].lower()}-{code[4:]} "}
    assert [client.post(address, sent).status_code for _click in range(2)] == [302, 302]
    assert (UrnBallot.objects.count(), Voted.objects.count()) == (1, 1)
    assert "against" not in client.get(address).content.decode()
    following = make_resolution(assembly=resolution.assembly, title="Élire")
    open_ballot(following, by=keeper)
    next_address = reverse("assemblies:member_vote", args=[resolution.assembly_id, following.number])
    assert 'name="code"' not in client.get(next_address).content.decode()
    assert client.post(next_address, {f"right_{right_of(following, voter).pk}": "for"}).status_code == 302
    assert OpenBallot.objects.get().choice == "for"


def test_five_wrong_codes_block_with_a_sentence_and_keep_what_was_chosen(client, ballot):
    resolution, voter, _keeper, address = ballot
    code = give_code(resolution.assembly, voter.member, channel=PAPER)
    sent = {f"right_{right_of(resolution, voter).pk}": "for", "code": "AAAAAAAA"}
    said = [client.post(address, sent).context["refusal"] for _try in range(5)]
    assert [one.code for one in said] == ["wrong"] * 4 + ["blocked"]
    refused = client.post(address, sent | {"code": code})
    assert (refused.status_code, refused.context["refusal"].code, UrnBallot.objects.count()) == (422, "blocked", 0)
    assert 'value="for" checked' in refused.content.decode()
    fresh = give_code(resolution.assembly, voter.member, channel=PAPER)
    assert client.post(address, sent | {"code": fresh}).status_code == 302


def test_asking_for_a_code_keeps_what_was_chosen_on_the_screen_only(client, ballot):
    resolution, voter, _keeper, address = ballot
    sent = {f"right_{right_of(resolution, voter).pk}": "against", "act": "code"}
    asked = [client.post(address, sent) for _click in range(6)]
    assert [one.status_code for one in asked] == [200] * 5 + [422]
    assert ['value="against" checked' in one.content.decode() for one in asked] == [True] * 6
    assert (UrnBallot.objects.count(), Voted.objects.count()) == (0, 0)
    assert VotingCode.objects.get(member=voter.member).channel == "mail"


def test_a_delegate_replaced_amid_the_meeting_has_no_use_of_the_old_code(client, ballot):
    resolution, voter, _keeper, address = ballot
    code = give_code(resolution.assembly, voter.member, channel=PAPER)
    member = voter.member
    member.given_name, member.family_name = "Nouvelle", "Déléguée"
    member.save(update_fields=["given_name", "family_name"])
    sent = {f"right_{right_of(resolution, voter).pk}": "for", "code": code}
    assert client.post(address, sent).context["refusal"].code == "wrong"
    sent["code"] = give_code(resolution.assembly, member, channel=PAPER)
    assert client.post(address, sent).status_code == 302


def test_a_ballot_at_the_second_of_closing_is_refused_once_said(client, ballot):
    resolution, voter, _keeper, address = ballot
    sent = {
        f"right_{right_of(resolution, voter).pk}": "for",
        "code": give_code(resolution.assembly, voter.member, channel=PAPER),
    }
    closes_at = resolution.opened_at + timedelta(hours=1)
    type(resolution).objects.filter(pk=resolution.pk).update(closes_at=closes_at)
    with time_machine.travel(closes_at, tick=False):
        late = client.post(address, sent)
    assert (late.status_code, late.context["refusal"].code, UrnBallot.objects.count()) == (422, "closed", 0)
    assert late.content.decode().count("ce qui arrive trop tard ne compte pas") == 1
    with time_machine.travel(closes_at - timedelta(microseconds=1), tick=False):
        assert client.post(address, sent).status_code == 302
    assert UrnBallot.objects.count() == 1


def test_one_screen_holds_a_ballot_for_oneself_and_one_for_each_giver(client):
    assembly, (holder,) = an_assembly_in_session(voters=1)
    giver = make_voter(assembly, college=holder.college, mode="")
    Proxy.objects.create(assembly=assembly, giver=giver.member, holder=holder.member)
    type(assembly).objects.update(called_at=assembly.starts_at)
    resolution = make_resolution(assembly=assembly, secret=True)
    open_ballot(resolution, by=make_keeper(cooperative=assembly.cooperative))
    sign_in(client, make_person(email=holder.member.email))
    address = reverse("assemblies:member_vote", args=[assembly.pk, resolution.number])
    own, held = (right_of(resolution, voter).pk for voter in (holder, giver))
    shown = client.get(address)
    assert [slip.for_whom for slip in shown.context["slips"]] == ["", giver.name]
    code = give_code(assembly, holder.member, channel=PAPER)
    client.post(address, {f"right_{own}": "for", f"right_{held}": "against", "code": code})
    assert (UrnBallot.objects.count(), client.get(address).context["to_give"]) == (2, False)


def test_the_board_opens_counts_who_voted_and_closes_once(client, ballot):
    resolution, voter, keeper, address = ballot
    code = give_code(resolution.assembly, voter.member, channel=PAPER)
    client.post(address, {f"right_{right_of(resolution, voter).pk}": "against", "code": code})
    sign_in(client, keeper)
    counter = client.get(board("vote_counter", resolution, resolution.number)).content.decode()
    assert '<progress max="3" value="1"' in counter
    assert "against" not in counter
    close = board("vote_close", resolution, resolution.number)
    assert [client.post(close, sent).status_code for sent in ({}, {"sure": "on"}, {"sure": "on"})] == [422, 302, 422]
    assert client.post(board("vote_open", resolution, resolution.number)).status_code == 422
    assert [one.choice for one in PublishedBallot.objects.all()] == ["against"]
    pages = ("votes", "codes")
    assert [client.get(board(name, resolution)).status_code for name in pages] == [200, 200]
    assert client.get(board("vote", resolution, resolution.number)).status_code == 200


def test_two_tellers_type_what_they_read_under_their_links(client, ballot):
    resolution, voter, keeper, _address = ballot
    take_paper(right_of(resolution, voter), by=keeper)
    field = f"n_{voter.college_id}_for"
    for name in ("Rose Petit", "Jean Grand"):
        teller, phone = name_teller(resolution.assembly, name=name, by=keeper), Client()
        address = reverse("assemblies:teller_count", args=[teller.pk, resolution.number])
        assert phone.get(address).status_code == 404
        assert phone.get(teller.open_url()).url == reverse("assemblies:teller", args=[teller.pk])
        assert [phone.post(address, {field: typed, "act": "hand"}).status_code for typed in ("x", "2", "1")] == [
            422,
            422,
            302,
        ]
        assert phone.get(address).context["differences"] == []
        teller.revoke()
        assert phone.get(address).status_code == 404
    sign_in(client, keeper)
    assert client.post(board("vote_close", resolution, resolution.number), {"sure": "on"}).status_code == 302
    assert [one.choice for one in PublishedBallot.objects.all()] == ["for"]


def test_one_phone_opens_one_count_unless_the_board_allows_both_with_the_trace(client, ballot):
    """D50: two counts, two browsers; a link that was closed frees the phone."""
    resolution, _voter, keeper, _address = ballot
    rose, jean = (name_teller(resolution.assembly, name=name, by=keeper) for name in ("Rose Petit", "Jean Grand"))
    phone = Client()
    assert [phone.get(one.open_url()).status_code for one in (rose, rose, jean)] == [302, 302, 403]
    assert phone.get(reverse("assemblies:teller", args=[jean.pk])).status_code == 404
    assert "Cet appareil compte pour Rose Petit" in phone.get(jean.open_url()).content.decode()
    sign_in(client, keeper)
    for _click in range(2):
        client.post(board("one_phone", resolution))
    assert [phone.get(one.open_url()).status_code for one in (jean, rose)] == [302, 302]
    step = resolution.assembly.steps.get(kind=AssemblyStep.Kind.ONE_PHONE)
    assert (step.by, client.get(board("votes", resolution)).context["one_phone"]) == (keeper, step)
    other, third = Client(), name_teller(resolution.assembly, name="Ana Roy", by=keeper)
    step.delete()
    assert [other.get(third.open_url()).status_code, other.get(jean.open_url()).status_code] == [302, 403]
    third.revoke()
    assert other.get(jean.open_url()).status_code == 302


def test_codes_leave_by_mail_once_and_are_printed_for_those_without_an_address(client, ballot):
    resolution, voter, keeper, _address = ballot
    member = make_voter(resolution.assembly, college=voter.college).member
    type(member).objects.filter(pk=member.pk).update(email="")
    sign_in(client, keeper)
    page = board("codes", resolution)
    assert (client.get(page).context["to_mail"], client.get(page).context["to_print"]) == (3, 1)
    for _click in range(2):
        client.post(board("codes_mail", resolution))
    printed = client.post(board("codes_print", resolution)).context["given"]
    assert [(one.pk, len(code)) for one, code in printed] == [(member.pk, 8)]
    shown = client.get(page).context
    assert (shown["mailed"], shown["printed"], shown["to_mail"], shown["to_print"]) == (3, 1, 0, 0)
