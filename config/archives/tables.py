"""What a backup holds of the database, as lines of JSON that read the same on SQLite and PostgreSQL."""

import base64
import json
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.duration import duration_string

BATCH = 1000  # rows read, or written, at once
LEFT_OUT = {
    "sessions.Session",  # whoever was signed in signs in again
    # How people are voting at this instant: the file holds the key that opens it, so it would tell (D28).
    "committee.SealedVote",
    "committee.PendingVote",
    "committee.SealedLifting",
    # Likewise the ballots of an assembly and the counts of its paper ballots, until the closing (D50).
    "assemblies.UrnBallot",
    "assemblies.PaperCount",
}
# Filled by migrations: they do not make a database inhabited.
REFERENCE = {"members.Commune", "events.Theme", "contenttypes.ContentType", "auth.Permission"}


def kept_models(apps):
    """Return the models of the registry `apps` whose rows a backup holds, in an order that never changes."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return sorted((model for model in models if model._meta.label not in LEFT_OUT), key=lambda m: m._meta.label)


def lines(model, *, using):
    """Yield one line of JSON per row of `model`, by primary key: the values of its columns, by their names."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True)


def columns(model):
    """Return the fields whose values are kept, by name; what the database computes by itself is not."""
    kept = (field for field in model._meta.concrete_fields if not field.generated)
    return sorted(kept, key=lambda field: field.attname)


def column_names(model):
    return [field.attname for field in columns(model)]


def row_of(model, line):
    """Return an unsaved object of `model` from one line; ValueError or ValidationError when it is not one."""
    values = json.loads(line)
    pairs = zip(columns(model), values, strict=True)
    return model(**{field.attname: None if value is None else field.to_python(value) for field, value in pairs})


def _plain(value):
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (date, time)):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return value
