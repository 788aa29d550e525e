"""Fifty people put ideas together, apart and take them back at the same instant: families stay trees (D17)."""

import random

import pytest
from django.core.exceptions import ValidationError

from ideas.models import Idea, IdeaMerge, merge
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, IDEAS = 50, 8


def attempted(act):
    try:
        act()
    except ValidationError:
        return False
    return True


def test_a_into_b_and_b_into_a_at_once_make_one_whole():
    event = make_event()
    a, b = (make_idea(event=event, title=title) for title in "AB")
    pairs = [(a.pk, b.pk), (b.pk, a.pk)]

    def act(number):
        target, source = (Idea.objects.get(pk=key) for key in pairs[number % 2])
        return attempted(lambda: merge(target, [source], by=None))

    assert sum(in_threads(WRITERS, act)) == 1
    a.refresh_from_db(), b.refresh_from_db()
    assert sorted([a.merged_into_id or 0, b.merged_into_id or 0])[0] == 0
    assert IdeaMerge.objects.count() == 1


def test_merges_undos_and_withdrawals_at_once_leave_trees_of_standing_ideas():
    event = make_event()
    keys = [make_idea(event=event, title=f"Idée {number}").pk for number in range(IDEAS)]
    ideas = Idea.objects.in_bulk()

    def act(number):
        chance = random.Random(number)
        target, source = chance.sample(keys, 2)
        if number % 10 == 0:
            return attempted(lambda: Idea.objects.get(pk=source).withdraw())
        if number % 4 == 0:
            done = IdeaMerge.objects.standing().order_by("?").first()
            return done is not None and attempted(lambda: done.undo(by=None))
        return attempted(lambda: merge(ideas[target], [Idea(pk=source)], by=None))

    assert any(in_threads(WRITERS, act))
    rows = Idea.objects.in_bulk()
    merges = {one.source_id: one.target_id for one in IdeaMerge.objects.standing()}
    assert merges == {key: row.merged_into_id for key, row in rows.items() if row.merged_into_id}
    for row in rows.values():
        path, end = {row.pk}, row
        while end.merged_into_id:
            end = rows[end.merged_into_id]
            assert end.pk not in path
            assert (end.is_standing, row.is_standing) == (True, True)
            path.add(end.pk)
        assert (row.whole_id or row.pk) == end.pk
