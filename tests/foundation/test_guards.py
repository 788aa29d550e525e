"""What the database refuses whoever asks: ORM, admin or raw SQL (invariant 4)."""

import re
from pathlib import Path

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.migrations import Migration
from django.utils import timezone

from foundation import guards
from foundation.guards import Frozen, Holds, Kept
from foundation.models import Job, Link

ROOT = Path(__file__).resolve().parents[2]
MAY_LIFT = {
    "foundation/guards.py",
    "config/archives/reading.py",
    "config/demonstration/leaving.py",
    "config/demonstration/loading.py",
}


@pytest.fixture
def guarded(db, monkeypatch):
    """Return a function that gives `Link` these guards for one test."""

    def guard(*given):
        monkeypatch.setattr(Link, "guards", given, raising=False)
        guards.install()

    return guard


def link(**values):
    given = {"kind": Link.Kind.ACT, "purpose": "try", "subject": "one", "expires_at": timezone.now()}
    return Link.objects.create(**(given | values))


def refusal(act):
    """Return the name of the guard that refuses `act`."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return guards.broken(caught.value).name


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_frozen_fields_change_by_no_path_once_the_condition_holds(guarded):
    once = "OLD.used_at IS NOT NULL"
    guarded(Frozen("link_subject", fields=["subject", "revoked_at"], once=once, says="It stays."))
    free, used = link(), link(used_at=timezone.now())
    Link.objects.filter(pk=free.pk).update(subject="two")
    used.purpose = "other"  # a save names every column: those that do not change are no change
    used.save()
    used.subject = "two"
    assert refusal(used.save) == "link_subject"
    assert refusal(lambda: Link.objects.filter(pk=used.pk).update(subject="two")) == "link_subject"
    assert refusal(lambda: Link.objects.filter(pk=used.pk).update(revoked_at=timezone.now())) == "link_subject"
    assert refusal(lambda: raw(f"UPDATE foundation_link SET subject = 'two' WHERE id = {used.pk}")) == "link_subject"
    assert list(Link.objects.order_by("pk").values_list("subject", flat=True)) == ["two", "one"]


def test_kept_rows_are_deleted_by_no_path(guarded):
    guarded(Kept("link_kept", once="OLD.used_at IS NOT NULL", says="It stays."))
    free, used = link(), link(used_at=timezone.now())
    free.delete()
    assert refusal(Link.objects.get(pk=used.pk).delete) == "link_kept"
    assert refusal(Link.objects.all().delete) == "link_kept"
    assert refusal(lambda: raw("DELETE FROM foundation_link")) == "link_kept"
    if connection.vendor == "sqlite":
        columns = ", ".join(f.column if f.column != "subject" else "'two'" for f in Link._meta.concrete_fields)
        replace = f"INSERT OR REPLACE INTO foundation_link SELECT {columns} FROM foundation_link"
        assert refusal(lambda: raw(replace)) == "link_kept"
    assert Link.objects.get().subject == "one"


def test_what_another_table_says_holds_after_insertions_and_updates(guarded):
    counted = "NEW.subject = (SELECT 'jobs ' || COUNT(*) FROM foundation_job)"
    guarded(Holds("link_counts", fields=["subject"], condition=counted, says="It counts."))
    made = link(subject="jobs 0")
    assert refusal(lambda: link(subject="jobs 7")) == "link_counts"
    assert refusal(lambda: Link.objects.update(subject="jobs 1")) == "link_counts"
    Link.objects.update(purpose="other")
    Job.objects.create(kind="try", key="try:one")
    made.subject = "jobs 1"
    made.save()


def test_a_broken_guard_says_its_sentence_and_another_error_none(guarded):
    guarded(Kept("link_kept", says="It stays."))
    link()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Link.objects.all().delete()
    assert guards.broken(caught.value).says == "It stays."
    assert guards.broken(IntegrityError("UNIQUE constraint failed: foundation_link.key")) is None


def test_guards_leave_before_migrations_and_return_after_them(guarded):
    """SQLite could not remake a table that the trigger of another one reads."""
    guarded(Kept("link_kept", says="It stays."))
    stood = guards.standing()
    emit_pre_migrate_signal(0, False, "default", plan=[])
    assert guards.standing() == stood
    emit_pre_migrate_signal(0, False, "default", plan=[(Migration("0002_next", "foundation"), False)])
    assert (guards.standing(), guards.missing()) == (set(), stood)
    emit_post_migrate_signal(0, False, "default")
    assert (guards.standing(), guards.missing()) == (stood, set())


def test_a_guard_that_changed_replaces_the_one_of_before_and_lifted_ones_return(guarded):
    guarded(Kept("link_kept", says="It stays."))
    before = guards.standing()
    guarded(Kept("link_kept", once="OLD.used_at IS NOT NULL", says="It stays."))
    after = guards.standing()
    assert len(before - after) == len(after - before) == 1
    used = link(used_at=timezone.now())
    with guards.lifted():
        used.delete()
    assert guards.standing() == after
    assert not Link.objects.exists()


@pytest.mark.once
def test_names_of_guards_are_unique_and_short_enough():
    told = [guard.name for _model, guard in guards.declared()]
    assert sorted(told) == sorted(set(told))
    with pytest.raises(ValueError, match="at most 48"):
        Kept("k" * 49, says="")


@pytest.mark.once
def test_only_restoring_and_the_demonstration_lift_guards():
    names = re.compile(
        r"guards\.(lifted|take_away|removals)|from foundation\.guards import.*(lifted|take_away|removals)"
    )
    folders = ("config", "projects", "ideas", "events", "members", "outbox", "foundation")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    lifting = {str(path.relative_to(ROOT)) for path in files if names.search(path.read_text())}
    assert lifting <= MAY_LIFT
