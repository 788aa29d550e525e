"""Takes the demonstration away, so that a real platform can begin on the same machine."""

import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from config.archives import tables, writing
from config.demonstration import files, loading
from events.models import Event
from foundation import guards
from members.models import Person

MOST_NAMED = 20  # evenings named in the page


class NoDemonstration(Exception):
    """There is nothing to take away: the platform holds real people, or nobody."""


def made_by_hand():
    """Return the evenings and the number of people that visitors added: they leave with the demonstration."""
    ours = [row["slug"] for row in files.rows("editions")] + [row["slug"] for row in files.evenings()]
    evenings = Event.objects.exclude(slug__in=ours).order_by("pk")[:MOST_NAMED]
    return list(evenings), Person.objects.exclude(email__in=files.cast_addresses()).count()


def remove():
    """Empty the platform, after a backup of what it held; return the path of that backup.

    NoDemonstration when the cast is not there: a command typed in the wrong window must not empty a real platform.
    """
    if not loading.is_loaded():
        raise NoDemonstration
    kept = Path(settings.VAR_DIR) / "backups" / f"demonstration-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
    writing.write(kept)
    with guards.lifted(), connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.label not in tables.REFERENCE and not model._meta.proxy:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    for folder in (settings.MEDIA_ROOT, Path(settings.VAR_DIR) / "mail"):
        shutil.rmtree(folder, ignore_errors=True)
    cache.clear()
    return kept
