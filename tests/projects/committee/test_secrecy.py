"""Who voted is known, how is not: to any page, role, export, backup, mail, log or row (D28).

After the count the proof is by difference: the same session is held twice, in which only who voted what is swapped.
Every row of every table and every line of the log is then the same, so that nothing that reads them can tell.
"""

import ast
import json
import logging
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

from config import forgetting
from config.archives import tables
from foundation import jobs
from projects.committee import lifting, opining, releasing
from projects.committee.closing import close_session
from projects.committee.models import Closing, PendingVote, ProposedCondition, SealedLifting, SealedVote, Voting
from projects.committee.models.vote import cast_vote, take_votes
from projects.committee.restoring import forget_lost_votes
from projects.committee.voting import ask_code, confirm
from tests.factories import make_expert, make_secretary
from tests.projects.committee.ballots import a_short_vote, a_whole_grid, an_open_session

pytestmark = pytest.mark.django_db

CONDITION = "Réserve reconnaissable 7391"
SEALED = {"committee.SealedVote", "committee.PendingVote", "committee.SealedLifting"}


def everything():
    """Every row of every table, as a backup writes them; the left-out ones too."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {model._meta.label: list(tables.lines(model, using="default")) for model in models}


def held(choices, *, experts, item, chair):
    """The whole session: codes, votes, one change of mind, count, decision, release and its mails."""
    for expert, choice in zip(experts, choices, strict=True):
        opining.save(item, expert, {**a_whole_grid(), "comment": "Bien vu"})
        cast_vote(item, expert, choice="abstention")
        cast_vote(item, expert, choice=choice, condition=CONDITION)
    ask_code(item, experts[0], choice=choices[0], condition=CONDITION)
    confirm(item, experts[0], code="123456")
    ask_code(item, experts[1], choice=choices[1])  # never confirmed
    close_session(item.session, by=chair.person)
    Closing.objects.get(item=item).decision.confirm(by=chair.person)
    releasing.release(item.session, by=chair.person, now=timezone.now())
    jobs.run(jobs.find(releasing.JOB, str(item.session.pk)).pk)


@pytest.mark.once
def test_after_the_count_nothing_tells_who_voted_what(monkeypatch, caplog):
    monkeypatch.setattr("projects.committee.mailed_codes.secrets.randbelow", lambda _most: 123456)
    monkeypatch.setattr("foundation.jobs.uuid.uuid4", lambda: "00000000-0000-4000-8000-000000000000")
    caplog.set_level(logging.DEBUG)
    left = []
    with time_machine.travel(timezone.now(), tick=False):
        experts, (item,) = an_open_session(experts=5)
        chair = make_expert(committee=item.session.committee, office="chair")
        choices = ("conditional_go", "go", "go", "go", "no_go")
        for swapped in (choices, choices[::-1]):
            caplog.clear()
            with transaction.atomic():
                held(swapped, experts=experts, item=item, chair=chair)
                said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
                left.append((everything(), said))
                transaction.set_rollback(True)
            item.session.refresh_from_db()
    (rows, said), (others, otherwise) = left
    assert {label: rows[label] for label in rows if rows[label] != others[label]} == {}
    assert said == otherwise
    assert {label: rows[label] for label in SEALED} == {label: [] for label in SEALED}
    assert sum(CONDITION in line for lines in rows.values() for line in map(_read, lines)) == 1
    assert len(rows["committee.Voting"]) == 5


def _read(line):
    return json.dumps(json.loads(line), ensure_ascii=False)


def test_before_the_count_only_sealed_rows_differ_and_they_say_nothing():
    with time_machine.travel(timezone.now(), tick=False):
        (expert, *_others), (item,) = an_open_session()
        cast_vote(item, expert, choice="no_go")
        before = everything()
        cast_vote(item, expert, choice="conditional_go", condition=CONDITION)
        after = everything()
    assert {label for label in after if after[label] != before[label]} == {"committee.SealedVote"}
    rows = [*SealedVote.objects.all(), *Voting.objects.all()]
    told = [f"{row} {row!r}" for row in rows] + [serializers.serialize("json", rows), str(everything())]
    for word in (CONDITION, "conditional_go"):
        assert [word for text in told if word in text] == []
    assert len(forgetting.export(expert.person)["committee_votes"]) == 1


def test_a_backup_holds_no_vote_going_on_and_a_restored_platform_asks_again():
    (expert, other, _third), (item, counted) = an_open_session(files=2)
    cast_vote(item, expert, choice="go")
    cast_vote(counted, expert, choice="go")
    ask_code(item, other, choice="no_go")
    kept = {model._meta.label for model in tables.kept_models(apps)}
    assert kept & SEALED == set()
    assert "committee.Voting" in kept
    counted.session.items.filter(pk=counted.pk).update(status="closed")
    take_votes(counted)
    SealedVote.objects.all().delete()  # what a restored platform is without
    assert (forget_lost_votes(), forget_lost_votes()) == (1, 0)
    assert list(Voting.objects.values_list("item", flat=True)) == [counted.pk]


@pytest.mark.once
def test_counted_votes_leave_no_bytes_in_the_file():
    experts, (item,) = an_open_session()
    for expert in experts:
        cast_vote(item, expert, choice="go")
        ask_code(item, expert, choice="no_go")
    short = a_short_vote(item.session.committee, by=make_secretary(committee=item.session.committee))
    lifting.cast(short, experts[0], lifted=True)
    lifting.ask_code(short, experts[1], lifted=False)
    closed = (SealedVote, PendingVote, SealedLifting)
    sealed = [bytes(row.sealed) for model in closed for row in model.objects.all()]
    assert [one in connection.connection.serialize() for one in sealed] == [True] * 8
    take_votes(item)
    lifting.close_vote(short, now=short.closes_at)
    assert [part in connection.connection.serialize() for one in sealed for part in (one[:64], one[-64:])] == [
        False
    ] * 16


@pytest.mark.once
def test_few_places_open_a_seal_and_each_for_its_own_expert():
    """Before the count, a page can tell only what these functions give it: one's own vote, to oneself."""
    readers = {"SealedVote", "PendingVote", "pending_votes", "own_vote", "take_votes", "answer_of", "unseal"}
    found = {}
    for path in [*Path(settings.BASE_DIR, "config").rglob("*.py"), *Path(settings.BASE_DIR, "projects").rglob("*.py")]:
        inside = path.relative_to(settings.BASE_DIR)
        if "migrations" in inside.parts:
            continue
        text = path.read_text()
        if not any(name in text for name in readers):
            continue
        names = {
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.Name, ast.Attribute))
        }
        if names & readers:
            found[str(inside)] = names & readers
    assert found == {
        "projects/committee/closing.py": {"take_votes"},
        "projects/committee/lifting.py": {"pending_votes", "answer_of", "unseal"},
        "projects/committee/mailed_codes.py": {"PendingVote", "pending_votes", "answer_of", "unseal"},
        "projects/committee/models/lifting.py": {"unseal"},
        "projects/committee/models/vote.py": {"SealedVote", "pending_votes", "unseal"},
        "projects/committee/opining.py": {"pending_votes"},
        "projects/committee/restoring.py": {"SealedVote"},
        "projects/committee/views/codes.py": {"answer_of"},
        "projects/committee/views/opinions.py": {"own_vote"},
        "projects/committee/views/short_votes.py": {"unseal"},
        "projects/committee/voting.py": {"answer_of"},
    }


def test_proposed_conditions_come_in_an_order_drawn_by_chance():
    experts, (item,) = an_open_session(experts=12)
    texts = [f"n°{number}" for number in range(12)]
    for expert, text in zip(experts, texts, strict=True):
        cast_vote(item, expert, choice="conditional_go", condition=text)
    take_votes(item)
    found = list(ProposedCondition.objects.filter(item=item).values_list("text", flat=True))
    assert (found == texts, sorted(found) == sorted(texts)) == (False, True)
