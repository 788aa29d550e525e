"""A meeting opens once, with its officers and its list of voters, and closes once (D47, D51)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.assemblies.models import Assembly, AssemblyStep, Officer, list_voters, why_not_voter
from members.assemblies.sitting import appoint, close_assembly, open_assembly
from members.cooperative.models import Member
from tests.cast_of_cooperatives import (
    make_assembly,
    make_cooperative,
    make_cooperator,
    make_keeper,
    make_resolution,
    make_sitting,
)
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def called():
    """An assembly of three members, called for now."""
    cooperative = make_cooperative()
    for _one in range(3):
        make_cooperator(cooperative=cooperative)
    return make_assembly(cooperative=cooperative, days=0, status=Assembly.Status.CALLED, called_at=timezone.now())


def two(assembly):
    return list(assembly.cooperative.members.order_by("number")[:2])


def test_open_assembly_lists_the_voters_names_the_officers_and_says_who_did_it(called):
    keeper, (chair, secretary) = make_keeper(cooperative=called.cooperative), two(called)
    opened = open_assembly(called, chair=chair, secretary=secretary, by=keeper)
    assert (opened.is_open, opened.voters.count()) == (True, 3)
    assert [(one.kind, one.name) for one in opened.officers.all()] == [
        ("chair", str(chair)), ("secretary", str(secretary)),
    ]  # fmt: skip
    assert list(opened.steps.values_list("kind", "by").order_by("pk")) == [
        ("listed", None), ("opened", keeper.pk), ("officer", keeper.pk), ("officer", keeper.pk),
    ]  # fmt: skip


def test_open_assembly_once_whoever_clicks_first(called):
    chair, secretary = two(called)
    open_assembly(called, chair=chair, secretary=secretary, by=None)
    with pytest.raises(ValidationError, match="déjà ouverte"):
        open_assembly(called, chair=secretary, secretary=chair, by=None)
    assert called.officers.count() == 2


def test_open_assembly_before_its_hour_is_refused_with_the_hour(called):
    chair, secretary = two(called)
    with pytest.raises(ValidationError) as refused:
        open_assembly(called, chair=chair, secretary=secretary, by=None, now=called.starts_at - timedelta(hours=1))
    assert refused.value.code == "early"
    assert not called.voters.exists()


def test_open_assembly_asks_a_member_as_chair_and_somebody_else_to_write(called):
    chair, _second = two(called)
    for officers in (
        {"chair": chair, "secretary": ""},
        {"chair": "Me", "secretary": "You"},
        {"chair": chair, "secretary": chair},
    ):
        with pytest.raises(ValidationError):
            open_assembly(called, **officers, by=None)
    assert open_assembly(called, chair=chair, secretary="Ana Petit", by=None).secretary.name == "Ana Petit"


def test_chaired_by_is_the_chair_of_now_and_the_former_one_is_kept():
    person = make_person()
    assembly = make_sitting(members=3)
    third = assembly.cooperative.members.order_by("-number")[0]
    type(third).objects.filter(pk=third.pk).update(person=person)
    third.refresh_from_db()
    assert not assembly.chaired_by(person)
    appoint(assembly, kind=Officer.Kind.CHAIR, who=third, by=None)
    assert assembly.chaired_by(person)
    assert [one.until is None for one in assembly.officers.filter(kind="chair")] == [False, True]


def test_close_assembly_waits_for_the_ballot_that_is_open():
    assembly = make_sitting()
    resolution = make_resolution(assembly=assembly, status="open")
    with pytest.raises(ValidationError, match="fermez-le d’abord"):
        close_assembly(assembly, by=None)
    type(resolution).objects.update(status="closed")
    assert close_assembly(assembly, by=None).is_closed
    with pytest.raises(ValidationError, match="pas en cours"):
        close_assembly(assembly, by=None)
    assert assembly.steps.filter(kind=AssemblyStep.Kind.CLOSED).count() == 1


def test_list_voters_at_the_record_date_leaves_out_who_came_after_and_says_why():
    cooperative, now = make_cooperative(), timezone.now()
    record = timezone.localdate(now) - timedelta(days=3)
    old = make_cooperator(cooperative=cooperative, days=10)
    new = make_cooperator(cooperative=cooperative, days=1)
    assembly = make_assembly(
        cooperative=cooperative, days=2, status=Assembly.Status.CALLED, called_at=now, record_on=record
    )
    assert list_voters(assembly, now=now) == 1
    assert list_voters(assembly, now=now) == 0
    assert list(assembly.voters.values_list("member", "college", "number", "name")) == [
        (old.pk, old.college_id, old.number, str(old))
    ]
    assert why_not_voter(assembly, old) == ""
    assert why_not_voter(assembly, new).startswith("Sociétaire depuis")


def test_list_voters_before_the_record_date_is_refused(called):
    with pytest.raises(ValidationError, match="est arrêtée le"):
        list_voters(called, now=called.starts_at - timedelta(days=1))


def test_list_voters_waits_until_each_has_a_college_that_weighs(called):
    """D41, D42: the college of a voter no longer changes, and a vote without weight would have no result."""
    lost = make_cooperator(cooperative=called.cooperative, family_name="Perdue")
    Member.objects.filter(pk=lost.pk).update(college=None)
    with pytest.raises(ValidationError, match="Perdue") as refused:
        list_voters(called, now=called.starts_at)
    assert (refused.value.code, called.voters.count()) == ("college", 0)


def test_listed_voter_keeps_the_college_and_the_name_of_that_day(called):
    list_voters(called, now=timezone.now())
    voter = called.voters.select_related("member").first()
    other = called.cooperative.colleges.last()
    type(voter.member).objects.filter(pk=voter.member_id).update(college=other, family_name="Changé")
    list_voters(called, now=timezone.now())
    voter.refresh_from_db()
    assert (voter.college == other, "Changé" in voter.name) == (False, False)
