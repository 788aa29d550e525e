"""The pages of a cooperative and of its assemblies cost the same for 1, 3 and 300 of everything: statements, rows read.

The second figure counts the rows made into models when there are 300 of each: a page that grows shows here.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.assemblies.closing import close_ballot
from members.assemblies.models import (
    Answer,
    Assembly,
    Notice,
    OpenBallot,
    Presence,
    Proxy,
    Question,
    Resolution,
    Voted,
    Voter,
)
from members.assemblies.voting import open_ballot
from members.cooperative.models import Member, ShareMovement
from members.cooperative.rules import Rules
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_keeper, make_resolution
from tests.signing import sign_in
from tests.structure.test_growth import costs_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# page: (statements, always; rows read when there are 300 of everything)
BOARD = {
    "": (14, 20),
    "societaires/": (14, 167),
    "societaires/{me}/": (13, 210),
    "demandes/": (9, 7),
    "capital/": (10, 6),
    "colleges/": (13, 27),
    "assemblees/": (6, 29),
    "assemblees/{coming}/": (7, 8),
    "assemblees/{coming}/convoquer/": (10, 308),
    "assemblees/{coming}/questions/": (6, 708),
    "assemblees/{coming}/pouvoirs/": (17, 2111),
    "assemblees/{now}/seance/": (16, 29),
    "assemblees/{now}/emargement/": (13, 607),
    "assemblees/{now}/votes/": (7, 30),
    "assemblees/{now}/votes/2/": (12, 128),
    "assemblees/{now}/resultats/": (7, 29),
    "assemblees/{now}/resultats/1/": (23, 11),
}
MEMBER = {
    "/societaire/": (19, 22),
    "/societaire/assemblees/{coming}/": (15, 13),
    "/societaire/assemblees/{now}/": (19, 32),
    "/societaire/assemblees/{now}/votes/": (7, 32),
    "/societaire/assemblees/{now}/votes/2/": (12, 15),
}


@pytest.mark.parametrize("number", [1, 3, 300])
def test_pages_of_a_cooperative_cost_the_same_whatever_it_gathers(client, number):
    cooperative = make_cooperative()
    keeper = make_keeper(cooperative=cooperative)
    me = make_cooperator(cooperative=cooperative, person=keeper)
    _register(cooperative, me, number)
    keys = {"me": me.pk, "coming": _coming(cooperative).pk, "now": _in_session(cooperative, number, by=keeper).pk}
    home = f"/cooperative/{cooperative.territory.slug}/"
    addresses = {page: home + page.format(**keys) for page in BOARD} | {page: page.format(**keys) for page in MEMBER}
    sign_in(client, keeper)
    nothing = type("Nothing", (), {"slug": "", "code": ""})
    costs = costs_of(client, addresses.values(), nothing, nothing)
    found, expected = {page: costs[address] for page, address in addresses.items()}, BOARD | MEMBER
    assert {page: cost[0] for page, cost in found.items()} == {page: cost[0] for page, cost in expected.items()}
    if number == 300:
        assert found == expected


def _register(cooperative, me, number):
    """`number` more members who hold shares, as many who asked to join and who left; as many past meetings."""
    now, colleges = timezone.now(), list(cooperative.colleges.all())
    of_all = {"cooperative": cooperative, "category": me.category, "registered_on": me.registered_on}

    def members(count, first, **fields):
        Member.objects.bulk_create(
            Member(**{**of_all, **fields}, number=first + n if first else None, given_name="Claude",
                   family_name=f"Petit {first}.{n}", email=f"m{first}.{n}@example.org", college=colleges[n % 5])
            for n in range(count)
        )  # fmt: skip

    members(number, 2, status=Member.Status.REGISTERED)
    members(number, number + 2, status=Member.Status.LEFT, left_on=timezone.localdate())
    members(number, 0, status=Member.Status.APPLIED, registered_on=None)
    held = Member.objects.registered()
    ShareMovement.objects.bulk_create(
        ShareMovement(cooperative=cooperative, member=one, kind="opening", shares=1, amount=20, on=me.registered_on)
        for one in [*held, *[me] * number]
    )
    Assembly.objects.bulk_create(
        Assembly(cooperative=cooperative, starts_at=now - timedelta(days=30 + n), status=Assembly.Status.CANCELLED)
        for n in range(number)
    )


def _called(cooperative, **fields):
    rules = Rules.of(cooperative).frozen()
    return make_assembly(cooperative=cooperative, called_at=timezone.now(), rules=rules, **fields)


def _coming(cooperative):
    """A meeting that everyone was called to, who all answered, asked, and gave a proxy to their neighbour."""
    assembly = _called(cooperative, status=Assembly.Status.CALLED)
    make_resolution(assembly=assembly)
    members = list(Member.objects.registered().order_by("pk"))
    Notice.objects.bulk_create(Notice(assembly=assembly, member=one, channel="letter") for one in members)
    Answer.objects.bulk_create(Answer(assembly=assembly, member=one, choice="coming") for one in members)
    Question.objects.bulk_create(Question(assembly=assembly, member=one, text="Pourquoi ?") for one in members)
    Proxy.objects.bulk_create(
        Proxy(assembly=assembly, giver=one, holder=other) for one, other in zip(members[1:], members, strict=False)
    )
    return assembly


def _in_session(cooperative, number, *, by):
    """A meeting where all are in the room: an open vote that is counted, one that goes on, others to come."""
    assembly = _called(cooperative, status=Assembly.Status.OPEN, days=0)
    Voter.objects.bulk_create(
        Voter(assembly=assembly, member=one, college_id=one.college_id, number=one.number, name=str(one))
        for one in Member.objects.registered().order_by("number")
    )
    Presence.objects.bulk_create(Presence(voter=one, mode="present") for one in assembly.voters.all())
    counted, goes_on = (make_resolution(assembly=assembly) for _one in range(2))
    few = range(min(number, 20))  # an agenda is written by hand
    Resolution.objects.bulk_create(Resolution(assembly=assembly, number=3 + n, title=f"{n}") for n in few)
    rights = open_ballot(counted, by=by)
    OpenBallot.objects.bulk_create(OpenBallot(right=right, choice="for") for right in rights)
    Voted.objects.bulk_create(Voted(right=right, on=timezone.localdate()) for right in rights)
    close_ballot(counted, by=by)
    open_ballot(goes_on, by=by)
    return assembly
