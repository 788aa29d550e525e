"""Three ideas held up by each table, whoever taps at the same instant."""

import pytest
from django.core.exceptions import ValidationError

from ideas.models import Board, Star
from ideas.models.star import star, unstar
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_facilitator, make_idea, make_workshop


def make_ideas(number):
    table = make_workshop(event=make_event()).tables.get()
    return table, [make_idea(event=table.event, table=table, title=f"Idée {n}") for n in range(1, number + 1)]


def ranks(table):
    return [(one.rank, one.idea.title) for one in table.stars.order_by("rank")]


@pytest.mark.django_db
def test_star_gives_ranks_in_order_and_leaves_a_step():
    table, ideas = make_ideas(2)
    facilitator = make_facilitator(table=table)

    for idea in [*ideas, ideas[0]]:
        star(idea, by=facilitator)

    assert ranks(table) == [(1, "Idée 1"), (2, "Idée 2")]
    assert [(step.kind, step.details) for step in ideas[0].steps.all()] == [("starred", "table")]
    assert Board.version_of(table.event_id) == 2
    assert [one.by for one in Star.objects.of_event(table.event)] == [facilitator, facilitator]


@pytest.mark.django_db
def test_a_fourth_star_is_refused_with_the_names_of_the_three():
    _table, ideas = make_ideas(4)
    for idea in ideas[:3]:
        star(idea)

    with pytest.raises(ValidationError) as refused:
        star(ideas[3])

    assert refused.value.messages == [
        "Votre table a déjà trois étoiles\u00a0: retirez-en une d’abord "
        "(«\u00a0Idée 1\u00a0», «\u00a0Idée 2\u00a0», «\u00a0Idée 3\u00a0»)."
    ]


@pytest.mark.django_db
def test_unstar_moves_the_next_ones_up():
    table, ideas = make_ideas(3)
    for idea in ideas:
        star(idea)

    unstar(ideas[0])
    unstar(ideas[0])

    assert ranks(table) == [(1, "Idée 2"), (2, "Idée 3")]
    assert [step.kind for step in ideas[0].steps.all()] == ["unstarred", "starred"]


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"status": "withdrawn"}, {"status": "refused", "refusal": "off_topic"}])
def test_only_a_standing_idea_of_a_table_takes_a_star(fields):
    table, _ideas = make_ideas(0)

    for idea in (make_idea(event=table.event, table=table, **fields), make_idea(event=table.event)):
        with pytest.raises(ValidationError):
            star(idea)

    assert Star.objects.count() == 0


@pytest.mark.django_db
def test_the_place_of_an_idea_withdrawn_since_is_free_again():
    table, ideas = make_ideas(4)
    for idea in ideas[:3]:
        star(idea)
    ideas[1].withdraw()

    star(ideas[3])

    assert ranks(table) == [(1, "Idée 1"), (2, "Idée 4"), (3, "Idée 3")]


@pytest.mark.django_db(transaction=True)
def test_fifty_who_star_at_once_leave_three_stars():
    table, ideas = make_ideas(10)

    done = in_threads(50, lambda number: attempted(lambda: star(ideas[number % 10])))

    starred = list(table.stars.order_by("rank").values_list("rank", "idea"))
    assert [rank for rank, _idea in starred] == [1, 2, 3]
    assert sum(done) == 15  # each of the three, by each of the five who tapped it: it is starred for all of them
