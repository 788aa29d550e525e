"""Ideas put together move no row and come apart exactly (D17)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ideas.models import Follower, Hand, Idea, IdeaMerge, Star, family_of, merge, vote_of
from ideas.models.star import star
from ideas.tallying import totals
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_vote, make_workshop

pytestmark = pytest.mark.django_db

IDEAS, HANDS = 6, 5


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def by(event):
    return make_organiser(territory=event.territory)


@pytest.fixture
def abc(event):
    return [make_idea(event=event, title=title, author_email=f"{title}@example.org".lower()) for title in "ABC"]


def refused(act):
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        act()
    return refusal.value.code


def together(idea):
    return [one.title for one in family_of(Idea.objects.get(pk=idea.pk))]


def follow(idea, email):
    return Follower.objects.create(idea=idea, email=email, confirmed_at=timezone.now())


def test_a_into_b_into_c_then_undoing_the_first_leaves_a_alone_and_b_in_c(abc, by):
    a, b, c = abc
    (first,) = merge(b, [a], by=by, why="la même")
    merge(c, [b], by=by)
    assert (together(a), a.whole_id, b.whole_id) == (["C", "A", "B"], b.pk, c.pk)
    first.undo(by=by)
    assert (together(a), together(b), together(c)) == (["A"], ["C", "B"], ["C", "B"])
    assert (first.stands, first.undone_by, refused(lambda: first.undo(by=by))) == (False, by, "stale")
    kinds = [(step.kind, step.role, step.details, step.why) for step in a.steps.order_by("pk")]
    assert kinds == [("merged", "team", str(b.pk), "la même"), ("unmerged", "team", str(b.pk), "")]


def test_what_cannot_be_put_together_changes_nothing_and_says_why(abc, by, event):
    a, b, c = abc
    gone, elsewhere = make_idea(event=event, title="Partie"), make_idea(event=make_event(), title="Ailleurs")
    gone.withdraw()
    merge(b, [a], by=by)
    assert refused(lambda: merge(b, [], by=by)) == "few"
    assert refused(lambda: merge(b, [c, b], by=by)) == "itself"
    assert refused(lambda: merge(c, [gone], by=by)) == refused(lambda: merge(gone, [c], by=by)) == "gone"
    assert refused(lambda: merge(b, [a], by=by)) == "already"
    assert refused(lambda: merge(c, [b, a], by=by)) == "merged"
    assert refused(lambda: merge(elsewhere, [c], by=by)) == "territory"
    grouped = make_idea(event=event, title="Au travail", stage="grouped")
    assert refused(lambda: merge(c, [grouped], by=by)) == "further"
    with pytest.raises(ValidationError) as refusal:
        merge(a, [c], by=by)
    assert (refusal.value.code, refusal.value.params["whole"]) == ("merged", b.pk)
    assert refusal.value.messages == ["«\xa0A\xa0» est déjà réunie avec «\xa0B\xa0»\xa0: prenez plutôt celle-ci."]
    assert IdeaMerge.objects.standing().count() == 1
    assert merge(elsewhere, [c], by=by, agreed=True)[0].stands


def test_part_withdrawn_leaves_the_whole_at_once_and_the_others_stay(abc, by, event):
    a, b, c = abc
    deep = make_idea(event=event, title="D")
    merge(a, [deep], by=by)
    merge(b, [a, c], by=by)
    a.withdraw()
    assert (together(a), together(b), a.author_name) == (["A"], ["B", "C", "D"], "")
    (moved,) = IdeaMerge.objects.standing().filter(source=deep)
    assert (moved.target, moved.by) == (b, by)
    moved.undo(by=by)
    assert together(deep) == ["D"]


def test_head_withdrawn_hands_the_whole_over_to_the_oldest_idea_that_is_shown(abc, by, event):
    a, b, c = abc
    unread = make_idea(event=event, title="Z", status=Idea.Status.SUBMITTED, created_at=a.created_at.replace(year=2001))
    merge(c, [unread, a, b], by=by)
    Idea.objects.filter(pk=c.pk).update(stage="kept")
    c.refresh_from_db()
    c.withdraw()
    a.refresh_from_db()
    assert (together(c), together(b), a.stage, c.stage) == (["C"], ["A", "Z", "B"], "kept", "to_sort")
    assert set(Idea.objects.listed()) == {a}
    c.restore()
    assert together(c) == ["C"]


def test_part_refused_by_the_team_leaves_the_whole(abc, by):
    a, b, _c = abc
    merge(b, [a], by=by)
    Idea.objects.get(pk=a.pk).refuse(by=by, reason="off_topic")
    assert (together(a), together(b)) == (["A"], ["B"])


def test_hand_that_stuck_two_ideas_of_a_whole_counts_once_with_its_highest_number(event, by):
    a, b = (make_idea(event=event, title=title) for title in "AB")
    vote = make_vote(event=event, per_person=4, per_idea=2)
    one, two = (Hand.of_ticket(vote, make_registration(event=event)) for _ in range(2))
    one.stick(a, 2), one.stick(b, 1), two.stick(a, 1)
    (done,) = merge(b, [a], by=by)
    assert one.held() == {b.pk: 3}  # its hand knows what it gave
    vote.close(by=by)
    vote = vote_of(event)
    assert [(total.idea, total.all) for total in totals(vote)] == [(b.pk, 3)]
    done.undo(by=by)
    assert [(total.idea, total.all) for total in totals(vote)] == [(a.pk, 3), (b.pk, 1)]


def test_sticker_on_a_part_stays_in_an_open_vote_and_can_be_taken_back_on_the_whole(event, by):
    a, b, c = (make_idea(event=event, title=title) for title in "ABC")
    vote = make_vote(event=event)
    hand = Hand.of_ticket(vote, make_registration(event=event))
    hand.stick(a, 1)
    hand.stick(b, 1)
    merge(b, [a], by=by)
    assert hand.stick(c, 1) == {b.pk: 2, c.pk: 1}  # nothing was given back by itself
    assert hand.stick(b, 1) == {b.pk: 1, c.pk: 1}
    assert hand.stick(b, 0) == {c.pk: 1}
    hand.refresh_from_db()
    assert hand.used == 1


def test_stars_of_parts_are_those_of_the_whole(event, by):
    table = make_workshop(event=event).tables.get()
    a, b, c = (make_idea(event=event, title=title, table=table) for title in "ABC")
    star(a), star(b)
    merge(c, [a, b], by=by)
    assert Star.objects.of_event(event).best() == {c.pk: 1}


def test_followers_of_every_part_are_told_of_the_whole_once_per_address(abc, by):
    a, b, c = abc
    follow(a, "lea@example.org"), follow(b, "lea@example.org"), follow(b, "noe@example.org")
    follow(b, "fini@example.org").stop()
    Follower.objects.create(idea=b, email="jamais@example.org")
    merge(c, [a, b], by=by)
    told = ["lea@example.org", "noe@example.org"]
    assert [one.email for one in Follower.objects.told_of(c)] == told
    assert [one.email for one in Follower.objects.told_of(a)] == told


class Families(RuleBasedStateMachine):
    """Merges and undos in any order, against pointers in a dict."""

    keys = ()
    vote = by = None

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.into = dict.fromkeys(self.keys)
        self.before = list(Idea.objects.order_by("pk").values())

    def end(self, key):
        return self.end(self.into[key]) if self.into[key] else key

    @rule(head=st.integers(0, IDEAS - 1), sources=st.sets(st.integers(0, IDEAS - 1), min_size=1, max_size=2))
    def put_together(self, head, sources):
        target, sources = self.keys[head], [self.keys[source] for source in sources]
        allowed = target not in sources and not any(self.into[key] for key in (target, *sources))
        ideas = Idea.objects.in_bulk()
        try:
            with transaction.atomic():
                merge(ideas[target], [ideas[key] for key in sources], by=self.by)
        except ValidationError:
            assert not allowed
        else:
            assert allowed
            self.into |= dict.fromkeys(sources, target)

    @rule(number=st.integers(0, IDEAS))
    def undo(self, number):
        standing = list(IdeaMerge.objects.standing().order_by("pk"))
        if standing:
            done = standing[number % len(standing)]
            done.undo(by=self.by)
            self.into[done.source_id] = None

    @invariant()
    def wholes_are_the_unions_of_their_parts(self):
        rows = Idea.objects.in_bulk()
        assert {key: row.merged_into_id for key, row in rows.items()} == self.into
        assert {key: row.whole_id or key for key, row in rows.items()} == {key: self.end(key) for key in self.keys}
        union = {}
        for key in self.keys:
            union.setdefault(self.end(key), []).append(rows[key])
        for key, parts in union.items():
            family = family_of(rows[key])
            assert {(one.title, one.author_email, one.receipt, one.client_key) for one in family} == {
                (one.title, one.author_email, one.receipt, one.client_key) for one in parts
            }
            followers = {one.email for one in Follower.objects.told_of(parts[0])}
            shared, own = {f"f{one.pk % 2}@example.org" for one in parts}, {f"{one.pk}@example.org" for one in parts}
            assert followers == shared | own
        stuck = {}
        for hand, key, number in self.stuck:
            place = hand, self.end(key)
            stuck[place] = max(stuck.get(place, 0), number)
        expected = {}
        for (_hand, key), number in stuck.items():
            expected[key] = expected.get(key, 0) + number
        assert {total.idea: total.all for total in totals(self.vote)} == expected

    def teardown(self):
        try:
            for done in IdeaMerge.objects.standing().order_by("-pk"):
                done.undo(by=self.by)
            assert list(Idea.objects.order_by("pk").values()) == self.before
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)


def test_any_merges_and_undos_leave_unions_and_undoing_all_gives_back_what_was(event, by):
    ideas = [make_idea(event=event, title=f"Idée {n}", author_email=f"a{n}@example.org") for n in range(IDEAS)]
    vote = make_vote(event=event, per_person=3, per_idea=2)
    stuck = []
    for number in range(HANDS):
        hand = Hand.of_ticket(vote, make_registration(event=event))
        for place, count in ((number, 1 + number % 2), (number + 1, 1)):
            idea = ideas[place % IDEAS]
            hand.stick(idea, count)
            stuck.append((number, idea.pk, count))
    for idea in ideas:
        follow(idea, f"f{idea.pk % 2}@example.org"), follow(idea, f"{idea.pk}@example.org")
    vote.close(by=by)

    class Here(Families):
        pass

    Here.keys, Here.vote, Here.by, Here.stuck = [idea.pk for idea in ideas], vote_of(event), by, stuck
    quick = settings(
        max_examples=8, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    run_state_machine_as_test(Here, settings=quick)
