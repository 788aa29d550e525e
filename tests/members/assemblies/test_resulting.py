"""A counted vote has one result, never changed, announced once, and a recount says identical or not (D48-D50)."""

from datetime import timedelta
from fractions import Fraction
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from foundation import guards
from members.assemblies import effects, resulting
from members.assemblies.closing import close_ballot
from members.assemblies.models import Candidate, OpenBallot, Proxy, PublishedBallot, Result, Voted
from members.assemblies.presenting import latest, presented
from members.assemblies.voting import cast, open_ballot
from members.cooperative.colleges import Decision, set_weights, weights_on
from tests.cast_of_cooperatives import make_resolution
from tests.members.assemblies.results import a_counted_vote
from tests.members.assemblies.votes import an_assembly_in_session, make_voter, right_of

pytestmark = pytest.mark.django_db
FEW = [(2, 1), (1, 0), (1, 1), (0, 1), (1, 0)]


def recount(resolution):
    said = StringIO()
    call_command("recount", str(resolution.pk), stdout=said)
    return said.getvalue().strip()


def test_the_result_of_d49_is_that_of_the_rule_and_is_read_when_announced():
    resolution, keeper = a_counted_vote()
    result = resulting.result_of(resolution)
    assert (result.exact, result.outcome, result.took_part) == ((Fraction(3, 5), Fraction(2, 5)), "adopted", 49)
    assert latest(resolution.assembly) is None
    released = resulting.announce(resolution, by=keeper)
    assert (released.by, released.for_the_chair, resolution.is_announced) == (keeper, True, True)
    shown = latest(resolution.assembly)
    assert (shown.percent, shown.outcome, shown.bar) == ("60,00\xa0%", "adoptée", "plus de 50\xa0%")
    assert [line.part for line in shown.lines] == ["20,00\xa0%", "10,00\xa0%", "5,00\xa0%", "15,00\xa0%", "10,00\xa0%"]
    with pytest.raises(ValidationError) as refused:
        resulting.announce(resolution, by=keeper)
    assert refused.value.code == "announced"


@pytest.mark.parametrize(("pair", "abstentions", "share"), [((0, 0), 3, "0"), ((0, 0), 0, "0"), ((1, 1), 0, "1/2")])
def test_only_abstentions_nobody_or_equality_reject(pair, abstentions, share):
    """D48: abstentions are no votes cast, and equality rejects an ordinary resolution; each has a page."""
    assembly, _nobody = an_assembly_in_session(voters=1)
    resolution, keeper = a_counted_vote(counts=[pair] * 5, abstentions=abstentions, assembly=assembly)
    result = resulting.result_of(resolution)
    assert (result.outcome, result.for_share, result.against_share) == ("rejected", share, share)
    resulting.announce(resolution, by=keeper)
    assert (latest(resolution.assembly).outcome, recount(resolution).startswith("Identique")) == ("rejetée", True)


def test_a_result_that_a_plain_count_would_not_give_says_why():
    """D49: 5 votes of 11 make 68.33 % when colleges weigh 30/20/20/20/10."""
    resolution, _keeper = a_counted_vote(counts=[(1, 0), (1, 0), (1, 1), (1, 3), (1, 2)])
    shown = presented(resulting.result_of(resolution))
    assert (shown.total.voted_for, shown.total.against, shown.outcome) == (5, 6, "adoptée")
    assert shown.notes == ("Chaque collège a son poids\xa0: être plus nombreux en tout ne suffit pas toujours.",)
    usual, _keeper = a_counted_vote(counts=FEW)
    assert presented(resulting.result_of(usual)).notes == ()


@pytest.mark.parametrize(("later", "exact"), [(0, Fraction(11, 24)), (1, Fraction(4, 9))])
def test_a_result_uses_the_weights_in_force_on_the_day_of_the_meeting(later, exact):
    """D42: a third, a half, a quarter and three quarters, over 80 with 20 each, over 90 with 30/20/20/20."""
    resolution, _keeper = a_counted_vote(counts=[(2, 4), (1, 1), (1, 3), (3, 1), (0, 0)])
    cooperative, day = resolution.assembly.cooperative, localdate(resolution.assembly.starts_at)
    decided = Decision("Résolution 1", day - timedelta(days=9), "extraordinary", adopted=True)
    even = dict.fromkeys(cooperative.colleges.all(), 20)
    set_weights(cooperative, even, since=day + timedelta(days=later), decided_by=decided, by=None)
    assert resulting.result_of(resolution).exact[0] == exact


def test_a_secret_result_tells_nothing_of_the_small_colleges_and_a_recount_neither():
    resolution, keeper = a_counted_vote(secret=True)
    resulting.announce(resolution, by=keeper)
    shown = presented(Result.objects.get())
    assert [(line.label, line.voted_for, line.against, line.part) for line in shown.lines] == [
        ("Tous les collèges", 30, 19, "")
    ]
    assert shown.percent == "60\xa0%"
    assert recount(resolution) == f"Identique\xa0: 1. Approuver les comptes ({resolution.pk}) · 60\xa0% · adoptée"


def test_a_recount_says_what_is_no_longer_identical():
    resolution, keeper = a_counted_vote(secret=True, counts=FEW)
    resulting.announce(resolution, by=keeper)
    with guards.lifted():
        PublishedBallot.objects.filter(choice="against").first().delete()
    with pytest.raises(CommandError, match=r"PAS IDENTIQUE.* counts"):
        recount(resolution)


@pytest.mark.parametrize("altered", [{"choice": "for"}, {"choice": "what nobody said"}, {"college": None}])
def test_a_recount_of_everything_fails_for_one_ballot_that_was_altered(altered):
    """Those that are identical are said; a ballot of no college, or that says nothing known, is no crash."""
    good, keeper = a_counted_vote(counts=FEW)
    bad, other = a_counted_vote(secret=True, counts=FEW)
    resulting.announce(good, by=keeper)
    resulting.announce(bad, by=other)
    said = StringIO()
    call_command("recount", stdout=said)
    assert said.getvalue().count("Identique") == 2
    with guards.lifted():
        key = PublishedBallot.objects.filter(choice="against").first().pk
        PublishedBallot.objects.filter(pk=key).update(**altered)
    with pytest.raises(CommandError, match=rf"PAS IDENTIQUE.*\({bad.pk}\)"):
        call_command("recount", stdout=StringIO())
    assert recount(good).startswith("Identique")
    with pytest.raises(CommandError, match="Pas de résultat annoncé"):
        recount(make_resolution(assembly=good.assembly))


def test_a_result_never_changes_by_any_path():
    resolution, _keeper = a_counted_vote(counts=FEW)
    result = resulting.result_of(resolution)
    for change in (lambda: Result.objects.update(outcome="rejected"), lambda: Result.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert resulting.result_of(resolution) == result


def test_an_open_vote_has_no_result_yet():
    assembly, _voters = an_assembly_in_session()
    resolution = make_resolution(assembly=assembly)
    open_ballot(resolution, by=None)
    with pytest.raises(ValidationError):
        resulting.result_of(resolution)


def test_without_quorum_nothing_is_decided_and_ballots_are_kept():
    """D47: the ballots stay, for the second call."""
    assembly, (voter, *others) = an_assembly_in_session(voters=6)
    for one in others:
        one.presences.all().delete()
    resolution = make_resolution(assembly=assembly)
    open_ballot(resolution, by=None)
    cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: "for"})
    close_ballot(resolution, by=None)
    result = resulting.result_of(resolution)
    assert (result.outcome, result.took_part, result.needed, result.adopted) == ("no_quorum", 1, 2, False)
    assert (OpenBallot.objects.count(), Voted.objects.count()) == (1, 1)


def test_an_election_gives_its_seats_and_a_tie_takes_another_ballot():
    """D48: a tie for the last seat is nobody's; the other ballot is between those who are tied."""
    assembly, voters = an_assembly_in_session(voters=10)
    resolution = make_resolution(assembly=assembly, choosing="several", seats=2, title="Élire le conseil", secret=True)
    ana, bo, cy = (Candidate.objects.create(resolution=resolution, name=name) for name in ("Ana", "Bo", "Cy"))
    open_ballot(resolution, by=None)
    for place, voter in enumerate(voters):
        chosen = [ana, bo] if place < 5 else [ana, cy]
        chosen = chosen[1:] if place == 0 else chosen
        cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: _names(chosen)})
    close_ballot(resolution, by=None)
    result = resulting.result_of(resolution)
    assert (result.elected, result.tied, result.seats_left) == ([str(ana.pk)], [], 1)  # half is not more than half
    with pytest.raises(ValidationError):
        resulting.new_round(result, by=None)
    resulting.announce(resolution, by=None)
    again = resulting.new_round(resulting.result_of(resolution), by=None)
    assert (again.seats, [one.name for one in again.candidates.all()]) == (1, ["Bo", "Cy"])
    with pytest.raises(ValidationError):
        resulting.new_round(resulting.result_of(resolution), by=None)
    shown = presented(resulting.result_of(resolution))
    assert [(one.name, one.votes, one.state) for one in shown.standings] == [
        ("Ana", 9, "elected"), ("Bo", 5, "not"), ("Cy", 5, "not"),
    ]  # fmt: skip


def test_a_candidate_whom_everyone_names_in_a_secret_election_is_told_without_figures():
    """D50: ten votes of ten would say what each one wrote; a blank proxy, which abstains, hides nobody."""
    assembly, voters = an_assembly_in_session(voters=6)
    absent = make_voter(assembly, college=voters[0].college, mode="")
    Proxy.objects.create(assembly=assembly, giver=absent.member)
    resolution = make_resolution(assembly=assembly, choosing="several", secret=True)
    ana = Candidate.objects.create(resolution=resolution, name="Ana")
    open_ballot(resolution, by=None)
    for voter in voters:
        cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: _names([ana])})
    assert sum(sum(line.values()) for line in close_ballot(resolution, by=None).values()) == 7
    result = resulting.result_of(resolution)
    assert (result.outcome, result.elected, result.showing) == ("elected", [str(ana.pk)], {})
    shown = presented(result)
    assert (len(shown.standings), shown.has_votes, shown.has_shares) == (1, False, False)


def test_blank_proxies_are_in_the_figures_and_hide_nobody():
    """D46, D50: six ballots for, of which five follow the board, and one against: that one would be read."""
    assembly, (voter, *_none) = an_assembly_in_session(voters=1)
    for _one in range(5):
        giver = make_voter(assembly, college=voter.college, mode="")
        Proxy.objects.create(assembly=assembly, giver=giver.member)
    resolution = make_resolution(assembly=assembly, secret=True)
    open_ballot(resolution, by=None)
    cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: "against"})
    close_ballot(resolution, by=None)
    result = resulting.result_of(resolution)
    assert (result.exact[0], result.took_part, result.showing["groups"]) == (Fraction(5, 6), 6, [])


def test_an_adopted_resolution_changes_weights_once_at_the_majority_of_the_statutes():
    """D42: an ordinary resolution offers nothing; an extraordinary one does, once."""
    ordinary, keeper = a_counted_vote(counts=[(1, 0)] * 5)
    resulting.announce(ordinary, by=keeper)
    assert effects.offered(resulting.result_of(ordinary)) == []
    resolution, keeper = a_counted_vote(counts=[(1, 0)] * 5, majority="extraordinary")
    resulting.announce(resolution, by=keeper)
    result = resulting.result_of(resolution)
    colleges = list(resolution.assembly.cooperative.colleges.all())
    since = localdate(result.resolution.assembly.starts_at) + timedelta(days=1)
    even = dict.fromkeys(colleges, 20)
    with pytest.raises(ValidationError):
        effects.change_weights(result, even | {colleges[0]: 25}, since=since, by=keeper)
    effects.change_weights(result, even, since=since, by=keeper)
    assert set(weights_on(resolution.assembly.cooperative, since).values()) == {20}
    with pytest.raises(ValidationError):
        effects.change_weights(result, even, since=since, by=keeper)


def _names(candidates):
    return "names:" + ",".join(str(one.pk) for one in candidates)
