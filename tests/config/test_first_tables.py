"""A new platform's tables come from the models in seconds; they are those that migrations would have made."""

import pytest

SHAPE = """
import re
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.contrib.auth.models import Permission
from events.models import Theme
from foundation import guards
from members.models import Commune

UNNAMED = re.compile(r"^(fk_|__unnamed_constraint_)\\d+(__)?$")  # numbered in the order of columns

def shape(cursor, table):
    described = connection.introspection.get_table_description(cursor, table)
    columns = [[c.name, str(c.type_code), c.internal_size, c.precision, c.scale, c.null_ok] for c in described]
    held = connection.introspection.get_constraints(cursor, table).items()
    if connection.vendor == "postgresql":
        cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass",
                       [f'"{table}"'])
        written = cursor.fetchall()
    else:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index'", [table])
        written = cursor.fetchall()
    told = sorted((UNNAMED.sub("", name), str(sorted(facts.items(), key=str))) for name, facts in held)
    return [sorted(columns), told, sorted(written, key=str)]

with connection.cursor() as cursor:
    tables = {table: shape(cursor, table) for table in connection.introspection.table_names(cursor)}
print(json.dumps({
    "tables": tables,
    "guards": [sorted(guards.standing()), sorted(guards.missing())],
    "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
    "written": [
        sorted(Commune.objects.values_list("insee", "name")),
        sorted(Theme.objects.values_list("slug", "letter")),
        sorted(Permission.objects.values_list("codename", "content_type__app_label")),
    ],
}))
"""
FIRST = "from config import first_tables; print(json.dumps(first_tables.make()))"


def made(house, *, by):
    here = house(tables=False)
    by(here)
    return here.run(SHAPE)


def test_the_tables_of_a_new_platform_are_those_that_migrations_make(house):
    """Columns, keys, indexes, constraints and their names, guards, migrations recorded, rows that migrations write."""
    at_once = made(house, by=lambda here: here.run(FIRST))
    migrated = made(house, by=lambda here: here.manage("migrate"))
    assert at_once["tables"].keys() == migrated["tables"].keys()
    unlike = {table for table, shape in migrated["tables"].items() if at_once["tables"][table] != shape}
    assert unlike <= {"auth_group_permissions"}  # Django's own, unused: the width of its key depends on the way
    assert at_once["guards"] == migrated["guards"]
    assert at_once["guards"][1] == []
    assert (at_once["migrations"], at_once["written"]) == (migrated["migrations"], migrated["written"])


@pytest.mark.once
def test_a_database_that_has_tables_is_left_to_migrations(house):
    here = house(tables=False)
    here.sql("CREATE TABLE ours (id integer)")
    assert here.run(FIRST) is False
    assert here.sql("SELECT count(*) FROM sqlite_master WHERE type = 'table'") == [(1,)]


@pytest.mark.once
def test_a_first_start_that_is_cut_leaves_no_table(house):
    here = house(tables=False)
    cut = "import config.first_tables as ours\ndef cut(editor): raise RuntimeError\nours._record_migrations = cut\n"
    here.run(cut + "try: ours.make()\nexcept RuntimeError: pass")
    assert here.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'") == []
    assert here.run(FIRST) is True
