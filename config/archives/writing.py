"""Makes a backup while the platform goes on: one instant of the database, then the stored files."""

import hashlib
import json
import os
import tempfile
import zipfile
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.archives import tables

FORMAT = 1
PREFIX = "sauvegarde-"
NIGHTS_KEPT = 14


class CannotBackUp(Exception):
    """Why no backup was made, in a sentence."""


def write(path, *, say=lambda text: None):
    """Write a backup at `path` (a zip, readable by its owner alone) and return its manifest.

    The file appears only once it is whole. It holds the secret key, so that links already mailed work after a restore.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    manifest = {
        "format": FORMAT,
        "made_at": timezone.now().astimezone(UTC).isoformat(),
        "public_url": settings.PUBLIC_URL,
        "engine": connection.vendor,
        "migrations": applied_leaves(connection),
        "tables": {},
        "media": {},
    }
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            with _one_instant() as using:
                for model in tables.kept_models(apps):
                    manifest["tables"][model._meta.label] = _add_rows(archive, model, using=using)
                    say(model._meta.label)
            for stored in _stored_files():
                name = stored.relative_to(settings.MEDIA_ROOT).as_posix()
                manifest["media"][name] = _add_file(archive, f"media/{name}", stored)
            archive.writestr("secret_key", settings.SECRET_KEY)
            archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    return manifest


def write_nightly(folder, *, day):
    """Write the backup of the night of `day` in `folder`, once; the oldest go. Return its path, None when there."""
    path = Path(folder) / f"{PREFIX}{day.isoformat()}-nuit.zip"
    if path.exists():
        return None
    write(path)
    for old in sorted(Path(folder).glob(f"{PREFIX}*-nuit.zip"))[:-NIGHTS_KEPT]:
        old.unlink(missing_ok=True)
    return path


def applied_leaves(connection):
    """Return {app: [its last applied migrations]}; CannotBackUp when this version's are not all applied."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(leaves):
        raise CannotBackUp("The database is not that of this version: run `manage.py prepare` first.")
    return {app: sorted(name for of, name in leaves if of == app) for app, _name in leaves}


@contextmanager
def _one_instant():
    """Yield the alias of a connection that reads the database as it is now, whatever is written meanwhile."""
    given, alias = connections.databases["default"], "instant"
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="backup-") as folder:
        if connection.vendor == "sqlite":
            copy = Path(folder) / "copy.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy)])
            connections.databases[alias] = {**given, "NAME": str(copy)}
        else:
            from psycopg import IsolationLevel

            options = {key: value for key, value in given["OPTIONS"].items() if key != "pool"}
            options["isolation_level"] = IsolationLevel.REPEATABLE_READ
            connections.databases[alias] = {**given, "CONN_MAX_AGE": 0, "OPTIONS": options}
        try:
            with transaction.atomic(using=alias):
                yield alias
        finally:
            connections[alias].close()
            del connections[alias], connections.databases[alias]


def _add_rows(archive, model, *, using):
    digest, count = hashlib.sha256(), 0
    with archive.open(f"rows/{model._meta.label}.jsonl", "w", force_zip64=True) as entry:
        for line in tables.lines(model, using=using):
            written = line.encode() + b"\n"
            digest.update(written)
            entry.write(written)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest(), "columns": tables.column_names(model)}


def _stored_files():
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def _add_file(archive, name, path):
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file, archive.open(name, "w", force_zip64=True) as entry:
        while piece := file.read(1 << 20):
            digest.update(piece)
            entry.write(piece)
            size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}
