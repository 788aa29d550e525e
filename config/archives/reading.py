"""Puts a backup back, in an empty platform, and compares each row with what the backup says."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from itertools import islice, zip_longest
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import first_tables
from config.archives import tables
from config.archives.writing import FORMAT
from foundation import guards


class CannotRestore(Exception):
    """Why nothing was restored, in a sentence."""


@contextmanager
def opened(path):
    """Yield (archive, manifest) of the backup at `path`, every part of which is what was written; CannotRestore."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest["format"] != FORMAT:
                raise CannotRestore("This backup was made by another version of the platform, which reads it.")
            for label, told in manifest["tables"].items():
                _check(archive, f"rows/{label}.jsonl", told["sha256"])
            for name, told in manifest["media"].items():
                if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                    raise CannotRestore(f"{name} would be written outside its folder: this is not a backup of ours.")
                _check(archive, f"media/{name}", told["sha256"])
            yield archive, manifest
    except OSError as error:
        raise CannotRestore(f"The file {path} cannot be read ({error.strerror}).") from None
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise CannotRestore(f"{path} is not a whole backup: take another copy of it.") from None


def restore(path, *, say=lambda text: None):
    """Fill this platform, which must be empty, from the backup at `path`; return its manifest.

    All or nothing: the rows are read again and compared one by one with those of the backup before they are kept. An
    older backup is put into tables of its time, then brought to this version.
    """
    with opened(path) as (archive, manifest):
        if any(Path(settings.MEDIA_ROOT).rglob("*.*")):
            raise CannotRestore(f"{settings.MEDIA_ROOT} holds files already: nothing was changed.")
        apps, is_older = _tables_of_its_time(manifest)
        models = tables.kept_models(apps)
        _refuse_unlike(models, manifest)
        with guards.lifted(apps=apps):
            _refuse_inhabited(models)
            with connection.cursor() as cursor:
                for model in models:
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            for model in models:
                _load(archive, model)
                say(model._meta.label)
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                with connection.cursor() as cursor:
                    cursor.execute(statement)
            for model in models:
                _compare(archive, model)
            _put_files(archive, manifest)
        if is_older:
            call_command("migrate", verbosity=0, interactive=False)
        _keep_secret(archive.read("secret_key").decode())
    return manifest


def verify(path):
    """Restore the backup at `path` into a folder made for it, with every comparison, then throw it away.

    Returns the manifest; CannotRestore says what went wrong. This platform is not touched.
    """
    with opened(path) as (_archive, manifest), tempfile.TemporaryDirectory(prefix="restore-") as folder:
        apart = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        apart |= {"VAR_DIR": folder, "DEMO": "0", "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(Path(path).resolve())]
        done = subprocess.run(command, env=apart, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise CannotRestore(done.stderr.strip().rpartition("\n")[2].removeprefix("CommandError: "))
        return manifest


def _check(archive, name, expected):
    digest = hashlib.sha256()
    with archive.open(name) as entry:
        while piece := entry.read(1 << 20):
            digest.update(piece)
    if digest.hexdigest() != expected:
        raise CannotRestore(f"{name} in the backup is not what was written: take another copy of it.")


def _tables_of_its_time(manifest):
    """Return (the models as they were when the backup was made, over tables of that time, whether today's differ)."""
    executor = MigrationExecutor(connection)
    targets = [(app, name) for app, names in manifest["migrations"].items() for name in names]
    unknown = [f"{app}.{name}" for app, name in targets if (app, name) not in executor.loader.graph.nodes]
    if unknown:
        raise CannotRestore(f"This backup is newer than this version ({unknown[0]}): install that version first.")
    applied = set(executor.loader.applied_migrations)
    wanted = {node for target in targets for node in executor.loader.graph.forwards_plan(target)}
    if applied - wanted:
        raise CannotRestore("The tables are newer than the backup: give a database without tables, they will be made.")
    is_older = set(targets) != set(executor.loader.graph.leaf_nodes())
    if is_older or not first_tables.make():
        guards.take_away()
        executor.migrate(targets)
    return executor.loader.project_state(targets).apps, is_older


def _refuse_unlike(models, manifest):
    if {model._meta.label: tables.column_names(model) for model in models} != {
        label: told["columns"] for label, told in manifest["tables"].items()
    }:
        raise CannotRestore("This backup and this version do not have the same tables: use the version that made it.")


def _refuse_inhabited(models):
    for model in models:
        if model._meta.label not in tables.REFERENCE and model._base_manager.exists():
            raise CannotRestore(
                "This platform is not empty: nothing was changed. Give an empty one: another VAR_DIR, or DATABASE_URL."
            )


def _load(archive, model):
    """Insert the rows of `model` as they were: dates that a save would set to now are left alone."""
    for field in model._meta.concrete_fields:
        field.auto_now = field.auto_now_add = False
    with archive.open(f"rows/{model._meta.label}.jsonl") as entry:
        while batch := list(islice(entry, tables.BATCH)):
            try:
                model._base_manager.bulk_create(tables.row_of(model, line) for line in batch)
            except (ValueError, ValidationError):
                raise CannotRestore(f"A row of {model._meta.label} in the backup cannot be read.") from None


def _compare(archive, model):
    found = tables.lines(model, using=connection.alias)
    with archive.open(f"rows/{model._meta.label}.jsonl") as entry:
        kept = (line.decode().rstrip("\n") for line in entry)
        for number, (one, other) in enumerate(zip_longest(kept, found), start=1):
            if one != other:
                raise CannotRestore(f"Row {number} of {model._meta.label} would not be what it was: nothing was kept.")


def _put_files(archive, manifest):
    root = Path(settings.MEDIA_ROOT)
    for name, told in manifest["media"].items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(f"media/{name}") as entry, open(path, "wb") as file:
            while piece := entry.read(1 << 20):
                file.write(piece)
        if path.stat().st_size != told["size"]:
            raise CannotRestore(f"{name} could not be written whole.")


def _keep_secret(key):
    """Links that were mailed are made with the key: the next start reads it, unless the environment gives another."""
    path = Path(settings.VAR_DIR) / "secret_key"
    if path.exists() and path.read_text() != key:
        os.replace(path, path.with_name("secret_key.before"))
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(key)
