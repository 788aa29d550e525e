"""The rehearsal: a whole evening over HTTP in a throw-away copy, and a report that is able to fail (point by point)."""

import json
from collections import Counter

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from config.rehearsal import cast
from config.rehearsal.cast import Way
from config.rehearsal.client import Measure
from config.rehearsal.report import Report, percentile, tally, timings
from events.models import Event
from ideas.evening.views import table as table_view
from ideas.models import Idea
from ideas.submitting import submit
from tests.factories import make_event, make_workshop

MAKE = """
from django.apps import apps
from tests.factories import make_event, make_workshop
event = make_event(slug="vraie", brand="Crépite")
for _n in range(3):
    make_workshop(event=event)
print(json.dumps({model._meta.db_table: model.objects.count() for model in apps.get_models()}))
"""


# --- the report, arithmetic alone ----------------------------------------------


@given(st.lists(st.floats(0, 100), min_size=1), st.integers(1, 100))
def test_percentile_is_the_smallest_that_enough_values_do_not_pass(values, percent):
    found = percentile(values, percent)

    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


KEYS = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(KEYS, KEYS, KEYS)
def test_tally_is_exact_only_when_all_that_was_sent_was_answered_and_stored_once(sent, acknowledged, stored):
    acknowledged = list((Counter(acknowledged) & Counter(sent)).elements())
    found = tally("ideas", sent, acknowledged, stored)

    assert found.is_exact == (Counter(sent) == Counter(acknowledged) == Counter(stored))
    assert found.stored == found.acknowledged - found.lost + (Counter(stored) - Counter(acknowledged)).total()


def test_tally_tells_lost_from_doubled_from_unknown():
    found = tally("ideas", sent="abc", acknowledged="ab", stored="aad")

    assert (found.lost, found.doubled, found.strange, found.unanswered) == (1, 1, 1, 1)


def test_timings_keep_errors_by_status_and_time_only_what_was_answered():
    measures = [Measure("idea", n / 1000, 200, True) for n in range(1, 101)]
    measures += [Measure("idea", 20, 0, False), Measure("idea", 0.001, 503, False), Measure("wall", 0.002, 422, False)]

    idea, wall = timings(measures)

    assert (idea.count, idea.p50, idea.p99, idea.longest, idea.errors) == (102, 50.0, 99.0, 100.0, {0: 1, 503: 1})
    report = Report(1, 1, "sqlite", tallies=[], timings=[idea, wall])
    assert report.server_errors == [("idea", 0, 1), ("idea", 503, 1)]
    assert report.refusals == [("wall", 422, 1)]
    assert not report.is_good
    assert Report(1, 1, "sqlite", tallies=[tally("ideas", "ab", "ab", "ba")], timings=[]).is_good


@given(st.integers(1, 60), st.floats(1, 3600), st.integers(0, 9))
def test_parts_are_drawn_the_same_twice_and_in_the_order_of_an_evening(number, seconds, seed):
    drawn = cast.parts(number, seconds=seconds, seed=seed)

    assert drawn == cast.parts(number, seconds=seconds, seed=seed)
    for part in drawn:
        moments = [sending.at for sending in part.ideas]
        assert 0 < part.arrives < min(moments) <= max(moments) < cast.VOTE_OPENS * seconds
        assert part.comes == (part.way is not Way.ABSENT)


# --- a whole evening ------------------------------------------------------------


def test_rehearse_plays_an_evening_counts_it_exactly_and_leaves_nothing(house, tmp_path):
    home = house()
    before = home.run(MAKE)
    home.start("web")

    done = home.manage(
        "rehearse", "--event", "vraie", "--participants", "12", "--minutes", "0.04", "--json", str(tmp_path / "r.json")
    )

    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "r.json").read_text())
    people = [part for part in cast.parts(12, seconds=2.4) if part.comes]
    expected = {"ideas": sum(len(part.ideas) for part in people), "presences": len(people), "stickers": 3 * len(people)}
    for told in report["tallies"]:
        number = expected[told.pop("kind")]
        faults = {"lost": 0, "doubled": 0, "strange": 0, "unanswered": 0}
        assert told == {"sent": number, "acknowledged": number, "stored": number, **faults}
    assert report["cut"] > 0
    assert {"static", "door acts", "arrival sent", "wall state", "desk state"} <= {t["page"] for t in report["timings"]}
    assert "Rien de perdu" in done.stdout
    assert {name: home.sql(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in before} == before
    assert not list(home.folder.glob("mail/*"))


@pytest.mark.django_db(transaction=True)
def test_rehearse_tells_an_idea_that_the_server_loses(live_server, monkeypatch, capsys):
    cache.clear()
    event = make_event()
    make_workshop(event=event)
    before = {model: model.objects.count() for model in apps.get_models()}

    def forgetful(*args, **kwargs):
        idea = submit(*args, **kwargs)
        if idea.title.startswith("Répétition 1.1"):
            Idea.objects.filter(pk=idea.pk).delete()
        return idea

    monkeypatch.setattr(table_view, "submit", forgetful)

    with pytest.raises(CommandError):
        call_command("rehearse", event=event.slug, participants=3, minutes=0.03, base_url=live_server.url)

    assert "perdues 1" in capsys.readouterr().out
    assert {model: model.objects.count() for model in apps.get_models()} == before


@pytest.mark.django_db
def test_rehearse_refuses_what_would_disturb(live_server):
    tonight = make_event(starts_at=None, slug="ce-soir")
    for wrong in ({"event": "nulle-part"}, {"event": tonight.slug}, {"event": tonight.slug, "participants": 5000}):
        with pytest.raises(CommandError):
            call_command("rehearse", **wrong)
    assert Event.objects.count() == 1
