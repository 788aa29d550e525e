"""The demonstration takes seconds to load: tests that only read it, or change it a little, share one."""

from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)


def load(at):
    """Load the demonstration, or bring it to the day, at this moment; return the lines told."""
    with time_machine.travel(at, tick=False):
        told = StringIO()
        call_command("load_demo", stdout=told)
    if connection.vendor == "postgresql":  # as a minute later it would by itself: thousands of rows have just come
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return told.getvalue().splitlines()


@contextmanager
def shared(blocker, loading):
    """Yield what `loading()` returns; each test then works within a savepoint, and all goes at the end."""
    with blocker.unblock(), transaction.atomic():
        yield loading()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def morning(django_db_setup, django_db_blocker):
    """The demonstration of a Monday morning, loaded once for the module; the lines that loading told."""
    with shared(django_db_blocker, lambda: load(MORNING)) as told:
        yield told


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return settings
