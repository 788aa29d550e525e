import gc
import os
import shutil
import time
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, settings

from foundation import guards, jobs, throttling
from tests import servers
from tests.house import Builder

# A busy machine is not a fault.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

# A worker that began with the shortest would wait for these at the end.
LONGEST = (
    "test_access_table.py", "test_first_tables.py", "test_real_workers.py", "test_archives.py",
    "test_whole_assembly.py", "test_whole_session.py", "test_every_page.py", "test_organiser.py",
)  # fmt: skip

# What migrations write in the tables that they make.
LOADED = {"members_commune": "members.migrations.0002_communes", "events_theme": "events.migrations.0002_themes"}


def pytest_collection_modifyitems(items):
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


def pytest_collection_finish():
    """What is loaded by now stays to the end: Python no longer looks through it for what could be freed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables made from the models, as those of a new platform (config/first_tables.py)."""
    with django_db_blocker.unblock():
        for name in LOADED.values():
            import_module(name).load(apps, None)


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_rows():
    """Tests that commit empty the tables afterwards: truncating 150 of them takes PostgreSQL a second, rows no time.

    Guards that would refuse it are taken away; Django then tells `post_migrate`, which puts them back. What migrations
    wrote stays, as on any platform.
    """

    def by_rows(self, style, tables, **options):
        return [
            *guards.removals(using=self.connection.alias),
            *(f"DELETE FROM {self.quote_name(table)}" for table in tables if table not in LOADED),
        ]

    type(connection.ops).sql_flush = by_rows


@pytest.fixture(scope="session", autouse=True)
def _no_breath():
    """Batches of long work follow each other at once: nobody else waits to write (houses, as real, breathe)."""
    jobs.BREATH = 0


@pytest.fixture(autouse=True)
def _windows_of_this_test(monkeypatch):
    """Limits are counted by windows of time: they begin with the test, so that none ends in the middle of it."""
    begun = time.time()
    monkeypatch.setattr(throttling, "time", SimpleNamespace(time=lambda: time.time() - begun))


@pytest.fixture(scope="session")
def postgres_url():
    """Address of a real PostgreSQL: the one given, else one that lives as long as the tests."""
    yield from _server("DATABASE_URL", servers.postgres, usable=lambda url: url.startswith("postgres"))


@pytest.fixture(scope="session")
def redis_url():
    """Address of a real Redis: the one given, else one that lives as long as the tests."""
    yield from _server("REDIS_URL", servers.redis, usable=bool)


@pytest.fixture
def smtp():
    """(address, letterbox) of a real SMTP server."""
    with servers.smtp() as (address, box):
        yield address, box


@pytest.fixture(scope="session")
def builder():
    builder = Builder()
    yield builder
    builder.close()


@pytest.fixture
def house(builder):
    """Return a function that makes a platform of its own: `house(EMAIL_URL=…)`; all stop after the test."""
    made = []

    def make(**options):
        made.append(builder(**options))
        return made[-1]

    yield make
    for process in [process for one in made for process in one.running if process.poll() is None]:
        process.terminate()  # all begin to stop before any is waited for
    for one in made:
        one.stop()


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium to drive: CHROMIUM, else the first on PATH; the one without windows is a quarter quicker."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        _missing("No Chromium on this machine (Debian: apt-get install chromium-headless-shell).")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    """For pytest-playwright: the machine's own Chromium, without what calls home; as root it has no sandbox."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}


def _server(variable, start, *, usable):
    given = os.environ.get(variable, "")
    if given and usable(given):
        yield given
        return
    try:
        context = start()
        address = context.__enter__()
    except servers.Missing as missing:
        _missing(str(missing))
    try:
        yield address
    finally:
        context.__exit__(None, None, None)


def _missing(sentence):
    if servers.must_have_all():
        pytest.fail(sentence)
    pytest.skip(sentence)
