"""Facts that no path may change, kept by triggers of the database: not ORM, admin, nor raw SQL (SQLite, PostgreSQL).

A model says them in a class attribute, in plain words and a little SQL that both databases read:

    class Receipt(models.Model):
        guards = [
            Frozen("receipt_says_what_it_said", fields=["amount", "payer"], once="OLD.issued_at IS NOT NULL",
                   says=_("A receipt that was given does not change.")),
            Kept("receipt_stays", once="OLD.issued_at IS NOT NULL", says=_("A receipt that was given is kept.")),
            Holds("receipt_is_the_ledger", fields=["amount"], says=_("The amount is that of the ledger."),
                  condition="NEW.amount = (SELECT SUM(l.amount) FROM money_line l WHERE l.receipt_id = NEW.id)"),
        ]

A broken one raises IntegrityError; `broken(error)` tells which, and its sentence is in `says`.

They are no constraints of Meta: SQLite cannot remake a table that the trigger of another one reads, which any later
migration may do. So guards leave before migrations and come back after them, from the models of today (apps.py).
"""

import hashlib
import re
from contextlib import contextmanager

from django.apps import apps as installed
from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connections, transaction

PREFIX = "guard_"  # of the triggers' names, which nothing else uses
MOST = 48  # characters of a name: with the prefix and a digest, PostgreSQL's limit of 63 holds
SQLITE = "CREATE TRIGGER {name} {moment} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{name}'); END"
POSTGRESQL = """CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF {refused} THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', MESSAGE = '{name}';
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$guard$;
CREATE TRIGGER {name} {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"""
SAID = re.compile(rf"{PREFIX}(\w+)_[0-9a-f]{{8}}\b")


class Guard:
    """What a trigger refuses; `name` is unique in the platform, `says` is the sentence for who meets it (lazy)."""

    fields = ()

    def __init__(self, name, *, says):
        if not re.fullmatch(rf"[a-z][a-z0-9_]{{1,{MOST - 1}}}", name):
            raise ValueError(f"{name}: at most {MOST} small letters, figures and underscores")
        self.name, self.says = name, says

    def moments(self, columns):
        """Return the statements that it looks at, each with whether before or after them, in SQL."""
        raise NotImplementedError

    def refused(self, columns, differs):
        """Return SQL that is true of a change to refuse; `differs` compares two values of which either may be NULL."""
        raise NotImplementedError


class Frozen(Guard):
    """The values of `fields` never change once the SQL condition `once` (on OLD) holds; by default, from the start."""

    def __init__(self, name, *, fields, says, once="TRUE"):
        super().__init__(name, says=says)
        self.fields, self.once = tuple(fields), once

    def moments(self, columns):
        return [f"BEFORE UPDATE OF {', '.join(columns)}"]

    def refused(self, columns, differs):
        return f"({self.once}) AND ({' OR '.join(f'NEW.{one} {differs} OLD.{one}' for one in columns)})"


class Kept(Guard):
    """The row is never deleted once the SQL condition `once` (on OLD) holds; by default, from the start."""

    def __init__(self, name, *, says, once="TRUE"):
        super().__init__(name, says=says)
        self.once = once

    def moments(self, columns):
        return ["BEFORE DELETE"]

    def refused(self, columns, differs):
        return self.once


class Holds(Guard):
    """After an insertion, and after an update that names one of `fields`, the SQL `condition` (on NEW) is true."""

    def __init__(self, name, *, fields, condition, says):
        super().__init__(name, says=says)
        self.fields, self.condition = tuple(fields), condition

    def moments(self, columns):
        return ["AFTER INSERT", f"AFTER UPDATE OF {', '.join(columns)}"]

    def refused(self, columns, differs):
        return f"NOT COALESCE(({self.condition}), FALSE)"


def declared():
    """Return [(model, its guard)] of the whole platform."""
    return [(model, guard) for model in installed.get_models() for guard in vars(model).get("guards", ())]


def broken(error):
    """Return the `Guard` that refused, from the IntegrityError that it raised; None when it was something else."""
    found = SAID.search(str(error))
    return next((guard for _model, guard in declared() if found and guard.name == found[1]), None)


def standing(*, using=DEFAULT_DB_ALIAS):
    """Return the names of the triggers of guards that the database has."""
    read = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
        " WHERE NOT tgisinternal AND pg_table_is_visible(c.oid)",
    }
    with connections[using].cursor() as cursor:
        cursor.execute(read[connections[using].vendor])
        return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def missing(*, using=DEFAULT_DB_ALIAS):
    """Return the names of the triggers that today's guards want and the database has not: none, but after tampering."""
    return _wanted(using, installed).keys() - standing(using=using)


def install(*, using=DEFAULT_DB_ALIAS, apps=installed):
    """Make the triggers of today's guards; those that stand already are left alone, those of the past are taken away.

    `apps` is the registry of the tables as they are: halfway through migrations, a guard whose table or columns are not
    there yet waits.
    """
    wanted, there = _wanted(using, apps), standing(using=using)
    _execute(using, [*_removals(using, there - wanted.keys()), *(wanted[name] for name in wanted.keys() - there)])


def take_away(*, using=DEFAULT_DB_ALIAS):
    """Take every guard away until `install`, which each start does."""
    _execute(using, removals(using=using))


def removals(*, using=DEFAULT_DB_ALIAS, kind=None):
    """Return the statements that take every guard away, or those of one `kind` (a class of this module)."""
    names = standing(using=using)
    if kind:
        chosen = {guard.name for _model, guard in declared() if isinstance(guard, kind)}
        names = {name for name in names if SAID.search(name)[1] in chosen}
    return _removals(using, names)


@contextmanager
def lifted(*, using=DEFAULT_DB_ALIAS, apps=installed):
    """One transaction without guards, for a backup put back or the demonstration moved; never in a page or a task."""
    with transaction.atomic(using=using):
        take_away(using=using)
        yield
        install(using=using, apps=apps)


def leave_before_migrations(using, plan, **kwargs):
    if plan:
        take_away(using=using)


def return_after_migrations(using, apps=installed, **kwargs):
    if using == DEFAULT_DB_ALIAS:
        install(using=using, apps=apps)


def _execute(using, statements):
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _removals(using, names):
    drop = {"sqlite": "DROP TRIGGER {}", "postgresql": "DROP FUNCTION {} CASCADE"}[connections[using].vendor]
    return [drop.format(name) for name in sorted(names)]


def _wanted(using, apps):
    """Return {name of a trigger: its statement}; a name ends with a digest of what the statement says."""
    vendor, quote = connections[using].vendor, connections[using].ops.quote_name
    make = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
    wanted = {}
    for model, guard in declared():
        try:
            here = apps.get_model(model._meta.label)._meta
            columns = [quote(here.get_field(field).column) for field in guard.fields]
        except (LookupError, FieldDoesNotExist):
            continue
        refused = guard.refused(columns, {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[vendor])
        for moment in guard.moments(columns):
            parts = {"moment": moment, "table": quote(here.db_table), "refused": refused}
            digest = hashlib.sha256(make.format(name="", **parts).encode()).hexdigest()[:8]
            name = f"{PREFIX}{guard.name}_{digest}"
            wanted[name] = make.format(name=name, **parts)
    return wanted
