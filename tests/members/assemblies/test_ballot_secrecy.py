"""After the closing of a secret vote, no reader of the database ties a voter to a ballot (D50).

Each path is really tried: the same vote held twice with two answers swapped, then every row and every line of the log
compared; keys, order, places on the disk (`rowid`, `ctid`) and numbers of transactions (`xmin`, `xmax`) of a vote cast
in another order by the same people; the bytes that the file keeps; what a backup holds.
"""

import ast
import json
import logging
import random
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from config.archives import tables
from members.assemblies.closing import close_ballot
from members.assemblies.models import BallotRight, PaperCount, PublishedBallot, PublishedReceipt, UrnBallot, Voted
from members.assemblies.papers import hand_over, name_teller, save_count, take_paper
from members.assemblies.restoring import forget_lost_ballots
from members.assemblies.voting import cast, open_ballot
from tests.cast_of_cooperatives import make_cooperative, make_keeper, make_resolution
from tests.members.assemblies.votes import an_assembly_in_session, an_open_vote, right_of

TELLING = (UrnBallot, PaperCount)  # empty after the closing, and in no backup
ALPHABET = "ACDEFGHJKMNPQRTU"


def everything():
    """Every row of every table, as a backup would write them; the left-out ones too."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {model._meta.label: list(tables.lines(model, using="default")) for model in models}


def receipt_of(voter):
    """What the device of this voter draws: the same in both votes, as it does not depend on the choice."""
    return "".join(random.Random(voter.number).choices(ALPHABET, k=16))


def held(resolution, voters, choices, *, by, tellers=()):
    """The whole vote, each in a transaction of their own: votes, clicks that come twice, papers, closing."""
    for voter, choice in zip(voters, choices, strict=True):
        right = right_of(resolution, voter)
        if choice == "paper":
            take_paper(right, by=by)
            continue
        for _click in range(2):
            cast(resolution, voter=voter, choices={right.pk: choice}, receipts={right.pk: receipt_of(voter)})
    for teller in tellers:
        save_count(resolution, teller, entries={"": {"against": 1}})
        hand_over(resolution, teller)
    return close_ballot(resolution, by=by)


def same_start():
    """Both passes draw the same keys: PostgreSQL does not take its counters back with a transaction."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


@pytest.mark.django_db
def test_two_answers_swapped_leave_the_same_rows_and_the_same_lines_of_log(caplog):
    caplog.set_level(logging.DEBUG)
    left = []
    with time_machine.travel(timezone.now(), tick=False):
        resolution, voters, keeper = an_open_vote(voters=6, cooperative=make_cooperative(weights=None))
        tellers = [name_teller(resolution.assembly, name=name, by=keeper) for name in ("Rose Petit", "Jean Grand")]
        choices = ["for", "for", "abstention", "against", "for", "paper"]
        for swapped in (choices, ["against", *choices[1:3], "for", *choices[4:]]):
            caplog.clear()
            same_start()
            with transaction.atomic():
                held(resolution, voters, swapped, by=keeper, tellers=tellers)
                said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
                left.append((everything(), said))
                transaction.set_rollback(True)
            resolution.refresh_from_db()
    (rows, said), (others, otherwise) = left
    assert {label: rows[label] for label in rows if rows[label] != others[label]} == {}
    assert said == otherwise
    assert [rows[model._meta.label] for model in TELLING] == [[], []]
    assert (len(rows["assemblies.Voted"]), len(rows["assemblies.PublishedBallot"])) == (6, 6)


def places(model, **which):
    """[(value, place, transaction)] of the rows, in the order of the disk; the transaction is None on SQLite."""
    physical = {"sqlite": ("rowid", "NULL", "NULL"), "postgresql": ("ctid::text AS place", "xmin::text", "xmax::text")}
    columns = ", ".join(physical[connection.vendor])
    table, keys = model._meta.db_table, tuple(model.objects.filter(**which).values_list("pk", flat=True))
    order = {"sqlite": "rowid", "postgresql": "ctid"}[connection.vendor]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(keys))
        cursor.execute(f"SELECT {columns}, id FROM {table} WHERE id IN ({marks}) ORDER BY {order}", keys)
        return [(key, place, (xmin, xmax)) for place, xmin, xmax, key in cursor.fetchall()]


def traces(resolution):
    """All that the disk says of a closed vote, beside what is published: orders, and transactions counted."""
    voted = places(Voted, right__resolution=resolution)
    ballots = places(PublishedBallot, resolution=resolution)
    receipts = places(PublishedReceipt, resolution=resolution)
    rights = places(BallotRight, resolution=resolution)
    said = dict(PublishedBallot.objects.values_list("pk", "choice"))
    numbers = dict(Voted.objects.values_list("pk", "right__voter__number"))
    letters = dict(PublishedReceipt.objects.values_list("pk", "receipt"))
    return {
        "voters": [numbers[key] for key, _place, _by in voted],
        "ballots": [said[key] for key, _place, _by in ballots],
        "receipts": [letters[key] for key, _place, _by in receipts],
        "keys in the order of the disk": [
            [key for key, *_rest in rows] == sorted(key for key, *_rest in rows) for rows in (voted, ballots, receipts)
        ],
        "transactions": len({by[0] for rows in (voted, ballots, receipts) for _key, _place, by in rows}),
        "locks on rights": len({by for _key, _place, by in rights}),
        "locks": len({by[1] for rows in (voted, ballots, receipts) for _key, _place, by in rows}),
    }


@pytest.mark.django_db(transaction=True)
def test_keys_places_and_transactions_say_the_same_whoever_voted_what_and_when():
    if connection.vendor == "postgresql":  # what other tests left in the pages is no part of this one
        with connection.cursor() as cursor:
            for model in (Voted, PublishedBallot, PublishedReceipt, UrnBallot):
                cursor.execute(f"VACUUM FULL {model._meta.db_table}")
    assembly, voters = an_assembly_in_session(voters=8, cooperative=make_cooperative(weights=None))
    keeper, found = make_keeper(cooperative=assembly.cooperative), []
    choices = {voter: ("for", "against")[rank % 2] for rank, voter in enumerate(voters)}
    for seed in (1, 2):
        resolution = make_resolution(assembly=assembly, secret=True)
        open_ballot(resolution, by=keeper)
        order = random.Random(seed).sample(voters, len(voters))
        held(resolution, order, [choices[voter] for voter in order], by=keeper)
        found.append(traces(resolution))
        choices = {voter: {"for": "against", "against": "for"}[choice] for voter, choice in choices.items()}
    expected = {
        "voters": sorted(voter.number for voter in voters),
        "ballots": ["against"] * 4 + ["for"] * 4,
        "receipts": sorted(map(receipt_of, voters)),
        "keys in the order of the disk": [True] * 3,
        "transactions": 1,
        "locks on rights": 1,
        "locks": 1,
    }
    assert found == [expected, expected]
    if connection.vendor == "postgresql":  # no dead row is left for who reads the pages of the disk
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size(%s)", [UrnBallot._meta.db_table])
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.once
def test_counted_ballots_leave_no_bytes_in_the_file():
    resolution, voters, keeper = an_open_vote(voters=4)
    for voter in voters:
        cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: "for"})
    sealed = [bytes(row.sealed) for row in UrnBallot.objects.all()]
    keys = [row.pk.hex.encode() for row in UrnBallot.objects.all()]
    assert [one in connection.connection.serialize() for one in [*sealed, *keys]] == [True] * 8
    close_ballot(resolution, by=keeper)
    left = connection.connection.serialize()
    assert [part in left for one in sealed for part in (one[:64], one[-64:])] == [False] * 8
    assert [key in left for key in keys] == [False] * 4


@pytest.mark.django_db
def test_during_the_vote_the_urn_carries_neither_voter_nor_time_nor_words():
    resolution, (voter, *_others), _keeper = an_open_vote()
    assert {field.name for field in UrnBallot._meta.get_fields()} == {"key", "resolution", "sealed"}
    assert {field.name for field in Voted._meta.get_fields()} == {"id", "right", "on_paper", "on"}
    before = everything()
    right = right_of(resolution, voter)
    cast(resolution, voter=voter, choices={right.pk: "against"}, receipts={right.pk: receipt_of(voter)})
    after = everything()
    changed = {label for label in after if after[label] != before[label]}
    assert changed == {"assemblies.UrnBallot", "assemblies.Voted"}
    told = json.dumps([after[label] for label in changed])
    assert [word for word in ("against", receipt_of(voter)) if word in told] == []


@pytest.mark.django_db
def test_a_backup_leaves_the_urn_out_and_a_restored_platform_asks_again():
    resolution, (voter, other, _third), keeper = an_open_vote()
    cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: "for"})
    take_paper(right_of(resolution, other), by=keeper)
    kept = {model._meta.label for model in tables.kept_models(apps)}
    assert kept & {model._meta.label for model in TELLING} == set()
    assert forget_lost_ballots() == 0
    UrnBallot.objects.all().delete()  # what a restored platform is without
    assert (forget_lost_ballots(), forget_lost_ballots()) == (1, 0)
    assert list(Voted.objects.values_list("right__voter", "on_paper")) == [(other.pk, True)]


@pytest.mark.once
def test_few_places_read_the_urn():
    """No page, export nor admin reads it: only what drops a ballot in, the closing, and the return from a backup."""
    found = set()
    for path in Path(settings.BASE_DIR).glob("[a-z]*/**/*.py"):
        inside = path.relative_to(settings.BASE_DIR)
        if inside.parts[0] in {"tests", "var"} or "migrations" in inside.parts or "UrnBallot" not in path.read_text():
            continue
        tree = ast.walk(ast.parse(path.read_text()))
        if any(isinstance(node, ast.Name) and node.id == "UrnBallot" for node in tree):
            found.add(str(inside))
    rooms = "members/assemblies/"
    assert found == {f"{rooms}closing.py", f"{rooms}restoring.py", f"{rooms}voting.py"}
