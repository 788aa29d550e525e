"""Who comes, leaves, signs for a structure; rights of a ballot are those of its opening (D46, D47)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.assemblies import sheet
from members.assemblies.models import Voter, freeze_rights, turnout_now
from members.assemblies.proxying import give_proxy
from members.assemblies.quorum import Turnout
from members.cooperative.models import Member
from members.cooperative.models.delegate import change_delegate
from tests.cast_of_cooperatives import (
    make_cooperative,
    make_cooperator,
    make_resolution,
    make_sitting,
    put_on_the_sheet,
)

pytestmark = pytest.mark.django_db


def ways(rights):
    return [(right.voter.number, right.mode, right.holder and right.holder.number) for right in rights.for_display()]


def test_arrive_twice_writes_one_line_and_another_way_a_second():
    assembly = make_sitting(members=2)
    voter, _other = put_on_the_sheet(assembly, present=1)
    sheet.arrive(voter, mode="present")
    assert voter.presences.count() == 1
    sheet.arrive(voter, mode="remote")
    assert [(one.mode, one.until is None) for one in voter.presences.all()] == [("present", False), ("remote", True)]
    assert turnout_now(assembly) == Turnout(remote=1)


def test_leave_takes_the_voter_and_the_proxies_held_out_of_the_count():
    assembly = make_sitting(members=4)
    one, two, *_others = put_on_the_sheet(assembly, present=2)
    give_proxy(assembly, giver=Member.objects.get(number=4), holder=one.member)
    assert turnout_now(assembly) == Turnout(present=2, represented=1)
    sheet.leave(one)
    assert turnout_now(assembly) == Turnout(present=1)
    with pytest.raises(ValidationError, match="rien n’a changé"):
        sheet.leave(one)
    sheet.arrive(one, mode="present")
    assert turnout_now(assembly) == Turnout(present=2, represented=1)
    assert two.presences.count() == 1


def test_take_back_is_for_a_mistake_of_a_moment_ago_and_gives_the_proxy_back():
    assembly = make_sitting(members=4)
    voters = put_on_the_sheet(assembly, present=1)
    giver = voters[3]
    proxy = give_proxy(assembly, giver=giver.member, holder=voters[0].member)
    now = timezone.now()
    sheet.arrive(giver, mode="present", now=now)
    proxy.refresh_from_db()
    assert (proxy.stands, proxy.ending) == (False, "attended")
    sheet.take_back(giver, now=now)
    proxy.refresh_from_db()
    assert (proxy.stands, giver.presences.count()) == (True, 0)
    with pytest.raises(ValidationError):
        sheet.take_back(voters[0], now=now + timedelta(minutes=11))


def test_sheet_is_closed_before_the_day_and_after_the_end():
    assembly = make_sitting(members=2)
    voter = assembly.voters.first()
    type(assembly).objects.update(status="called")
    with pytest.raises(ValidationError, match="s’ouvre le"):
        sheet.arrive(voter, mode="present", now=assembly.starts_at - timedelta(days=1))
    type(assembly).objects.update(status="closed")
    with pytest.raises(ValidationError, match="ne change plus"):
        sheet.arrive(voter, mode="present")


def test_arrive_from_afar_only_when_the_statutes_allow_it():
    assembly = make_sitting(cooperative=make_cooperative(remote_ballots=False), members=2)
    with pytest.raises(ValidationError, match="ne permettent pas"):
        sheet.arrive(assembly.voters.first(), mode="remote")


def test_delegate_replaced_amid_the_meeting_signs_anew_and_both_lines_stay():
    cooperative = make_cooperative()
    made = make_cooperator(
        cooperative=cooperative, kind="structure", organisation="Fromagerie du Haut", given_name="Léa"
    )
    assembly = make_sitting(cooperative=cooperative, members=2)
    voter = assembly.voters.get(member=made)
    sheet.arrive(voter, mode="present")
    change_delegate(
        made, given_name="Paul", family_name="Rey", email="paul@example.org", phone="", on=timezone.localdate(), by=None
    )
    sheet.arrive(voter, mode="present")
    assert [(one.signed_by, one.until is None) for one in voter.presences.all()] == [
        (f"Léa {made.family_name}", False),
        ("Paul Rey", True),
    ]
    assert turnout_now(assembly) == Turnout(present=1)


def test_find_by_code_says_why_someone_admitted_after_the_record_date_does_not_vote():
    assembly = make_sitting(members=2)
    new = make_cooperator(cooperative=assembly.cooperative, days=-1)
    for member in (assembly.voters.first().member, new):
        assembly.notices.create(member=member, channel="letter", code=f"ABCDEFGH{member.number}K")
    assert sheet.find_by_code(assembly, " abcdefgh1k ").member.number == 1
    with pytest.raises(ValidationError) as refused:
        sheet.find_by_code(assembly, f"ABCDEFGH{new.number}K")
    assert refused.value.code == "not_voter"
    with pytest.raises(ValidationError, match="n’est pas celui d’une convocation"):
        sheet.find_by_code(assembly, "unknown")
    assert [member for member, _why in sheet.strangers_named_like(assembly, new.family_name)] == [new]


def test_freeze_rights_counts_each_voter_once_and_never_changes():
    assembly = make_sitting(members=7)
    resolution = make_resolution(assembly=assembly)
    voters = put_on_the_sheet(assembly, present=2, remote=1)
    give_proxy(assembly, giver=voters[3].member, holder=voters[0].member)
    give_proxy(assembly, giver=voters[4].member)  # blank
    give_proxy(assembly, giver=voters[5].member, holder=voters[6].member)  # who does not come
    rights = freeze_rights(resolution)
    expected = [(1, "present", None), (2, "present", None), (3, "remote", None), (4, "represented", 1)]
    assert ways(rights) == [*expected, (5, "represented", None)]
    assert rights.turnout() == Turnout(present=2, remote=1, represented=2, blank=1)
    sheet.arrive(voters[6], mode="present")
    sheet.arrive(voters[3], mode="present")  # the giver comes: for the next ballot
    assert ways(freeze_rights(resolution)) == ways(rights.all())
    later = freeze_rights(make_resolution(assembly=assembly))
    assert ways(later)[3:] == [
        (4, "present", None),
        (5, "represented", None),
        (6, "represented", 7),
        (7, "present", None),
    ]


def test_exercised_by_is_ones_own_ballot_and_those_received():
    assembly = make_sitting(members=3)
    voters = put_on_the_sheet(assembly, present=1)
    give_proxy(assembly, giver=voters[2].member, holder=voters[0].member)
    rights = freeze_rights(make_resolution(assembly=assembly))
    assert [right.voter for right in rights.exercised_by(voters[0]).for_display()] == [voters[0], voters[2]]
    assert not rights.exercised_by(voters[2]).exists()


def test_freeze_rights_waits_for_the_meeting_to_be_open():
    assembly = make_sitting(members=2)
    type(assembly).objects.update(status="called")
    with pytest.raises(ValidationError, match="ouvrez-la d’abord"):
        freeze_rights(make_resolution(assembly=assembly))


def test_named_like_finds_a_name_without_accents_a_number_and_a_delegate():
    cooperative = make_cooperative()
    make_cooperator(
        cooperative=cooperative, kind="structure", organisation="Épicerie", given_name="Zoé", family_name="Gex"
    )
    for name in ("Roy", "Petit"):
        make_cooperator(cooperative=cooperative, family_name=name)
    assembly = make_sitting(cooperative=cooperative, members=0)
    found = [
        list(Voter.objects.filter(assembly=assembly).named_like(words)) for words in ("epic", "zoe gex", "1", "xx")
    ]
    assert [[voter.number for voter in voters] for voters in found] == [[1], [1], [1], []]
