"""What the votes say (D26, D29, D30): cases as tables, and what holds for any votes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.committee.deciding import ABSTENTION, CHOICES, NOT_DECIDED, decide

pytestmark = pytest.mark.once

WORDS = {"g": "go", "c": "conditional_go", "d": "deferral", "n": "no_go", "a": "abstention"}
RANK = {"no_go": 0, "deferral": 1, "conditional_go": 2, "go": 3}


def said(votes, *, members=None, **rules):
    """Decide on votes written as letters, by experts 0, 1, 2…; `members` counts those who did not vote as well."""
    votes = {expert: WORDS[letter] for expert, letter in enumerate(votes)}
    return decide(votes, members=range(members or len(votes)), recused=(), **rules)


@pytest.mark.parametrize(
    ("votes", "outcome", "code"),
    [
        ("gggcn", "go", "majority_go"),
        ("ggccn", "conditional_go", "majority_favourable"),
        ("ccc", "conditional_go", "majority_favourable"),
        ("ggcc", "conditional_go", "majority_favourable"),  # half of go alone is not more than half
        ("ggnn", "deferral", "no_majority"),  # exactly half
        ("nnng", "no_go", "majority_no_go"),
        ("nndg", "deferral", "no_majority"),
        ("ddd", "deferral", "majority_deferral"),
        ("gggaaaa", "go", "majority_go"),  # abstentions are not cast
        ("gcdn", "deferral", "no_majority"),
    ],
)
def test_majority_of_votes_cast_decides_d29(votes, outcome, code):
    result = said(votes)
    assert (result.outcome, result.reasons[1].code) == (outcome, code)


@pytest.mark.parametrize(
    ("votes", "chair", "outcome"),
    [
        ("gcnd", "g", "conditional_go"),
        ("gcnd", "c", "conditional_go"),
        ("gcnd", "d", "deferral"),
        ("gcnd", "n", "deferral"),
        ("ccnn", "n", "no_go"),
        ("ggnn", "g", "go"),
        ("ggcc", "g", "go"),
        ("ggcc", "c", "conditional_go"),
        ("ggnn", "a", "deferral"),  # a chair who abstains decides nothing
        ("gggn", "n", "go"),  # no exact half, no casting vote
    ],
)
def test_casting_vote_decides_on_exactly_half_d29(votes, chair, outcome):
    assert said(votes, casting_vote=WORDS[chair]).outcome == outcome


@pytest.mark.parametrize(
    ("votes", "members", "second_call", "decided", "code"),
    [
        ("ggg", 6, False, True, "quorum_reached"),  # exactly half
        ("ggg", 7, False, False, "quorum_missing"),
        ("ggg", 7, True, True, "second_call"),
        ("gga", 4, False, False, "quorum_reached"),  # three voters, two cast
        ("gga", 4, True, False, "second_call"),
        ("gggaa", 10, False, True, "quorum_reached"),  # abstentions count as voters
        ("", 0, True, False, "second_call"),  # everyone recused
        ("aaaaa", 5, False, False, "quorum_reached"),  # abstentions never decide
    ],
)
def test_quorum_is_half_of_the_non_recused_and_three_cast_d26(votes, members, second_call, decided, code):
    result = said(votes, members=members, second_call=second_call)
    assert (result.outcome != NOT_DECIDED, result.quorum, result.reasons[0].code) == (decided, decided, code)


def test_recused_and_strangers_leave_vote_and_base_d25():
    votes = {"a": "go", "b": "go", "c": "go", "d": "no_go", "stranger": "no_go"}
    result = decide(votes, members="abcdefg", recused={"d"})
    assert (result.outcome, result.voters, result.cast, result.base) == ("go", 3, 3, 6)
    assert result.counts == {"go": 3, "conditional_go": 0, "deferral": 0, "no_go": 0, "abstention": 0}


@pytest.mark.parametrize(
    ("votes", "outcome"), [("gcdn", "no_go"), ("ddd", "no_go"), ("ggd", "go"), ("gcd", "conditional_go")]
)
def test_third_session_decides_d30(votes, outcome):
    assert said(votes, third_session=True).outcome == outcome
    assert said("gg", members=5, third_session=True).outcome == NOT_DECIDED


@pytest.mark.parametrize(("minimum", "outcome"), [(1, "go"), (2, "go"), (3, NOT_DECIDED), (0, "go")])
def test_fewest_votes_cast_is_a_setting_d26(minimum, outcome):
    assert said("gg", minimum_cast=minimum).outcome == outcome
    assert said("aa", minimum_cast=minimum).outcome == NOT_DECIDED


@pytest.mark.parametrize("word", ["oui", "", None, "GO", "not_decided"])
def test_unknown_choice_is_refused(word):
    with pytest.raises(ValueError):
        decide({1: word}, members=[1], recused=[])
    if word is not None:
        with pytest.raises(ValueError):
            decide({1: "go"}, members=[1], recused=[], casting_vote=word)


ballots = st.dictionaries(st.integers(0, 11), st.sampled_from(CHOICES))
rules = st.fixed_dictionaries(
    {
        "second_call": st.booleans(),
        "third_session": st.booleans(),
        "minimum_cast": st.integers(0, 4),
        "recused": st.sets(st.integers(0, 11)),
        "members": st.integers(0, 12).map(range),
    }
)
chairs = st.none() | st.integers(0, 11)


def decided(votes, *, chair, **rules):
    """Decide with the vote of expert `chair` as casting vote, unless they are recused, absent, or the rule is off."""
    sits = chair in rules["members"] and chair not in rules["recused"]
    return decide(votes, **rules, casting_vote=votes.get(chair) if sits else None)


@given(ballots, rules, chairs, st.randoms())
def test_order_never_matters(votes, rules, chair, random):
    shuffled = list(votes.items())
    random.shuffle(shuffled)
    assert decided(dict(shuffled), chair=chair, **rules) == decided(votes, chair=chair, **rules)


@given(ballots, rules, st.integers(0, 11))
def test_a_recusal_takes_one_vote_and_changes_no_other(votes, rules, expert):
    before = decide(votes, **rules)
    after = decide(votes, **{**rules, "recused": rules["recused"] | {expert}})
    voted = expert in votes and expert in rules["members"] and expert not in rules["recused"]
    wanted = {choice: number - (voted and votes[expert] == choice) for choice, number in before.counts.items()}
    assert after.counts == wanted
    assert after.base == before.base - (expert in rules["members"] and expert not in rules["recused"])


@given(ballots, rules, chairs)
def test_abstentions_never_decide(votes, rules, chair):
    """Taken away, they change nothing but the quorum; and alone they decide nothing."""
    result = decided(votes, chair=chair, **rules)
    without = {expert: choice for expert, choice in votes.items() if choice != ABSTENTION}
    rules["second_call"] = True
    if result.quorum:
        assert decided(without, chair=chair, **rules).outcome == result.outcome
    assert decided(dict.fromkeys(votes, ABSTENTION), chair=chair, **rules).outcome == NOT_DECIDED


@given(ballots.filter(bool), rules, chairs, st.data())
def test_a_more_favourable_vote_never_makes_the_outcome_less_favourable_d29(votes, rules, chair, data):
    expert = data.draw(st.sampled_from(sorted(votes)))
    if votes[expert] == ABSTENTION:
        votes[expert] = "no_go"
    place = CHOICES.index(votes[expert])
    better = {**votes, expert: CHOICES[data.draw(st.integers(0, place))]}
    before, after = decided(votes, chair=chair, **rules), decided(better, chair=chair, **rules)
    assert before.quorum == after.quorum
    if before.quorum:
        assert RANK[after.outcome] >= RANK[before.outcome]


@given(ballots, rules, chairs)
def test_a_third_session_ends_deferrals_and_a_second_call_only_adds_decisions(votes, rules, chair):
    result = decided(votes, chair=chair, **rules)
    third = decided(votes, chair=chair, **{**rules, "third_session": True})
    assert third.outcome != "deferral"
    if result.outcome != "deferral":
        assert third.outcome == result.outcome
    if not rules["second_call"] and result.quorum:
        assert decided(votes, chair=chair, **{**rules, "second_call": True}).outcome == result.outcome
