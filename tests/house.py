"""The platform as separate processes, for tests that stop, kill or starve them: each in a folder of its own."""

import contextlib
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from honcho.environ import parse_procfile

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
_count = itertools.count(1)


class House:
    """A platform with its database ready; `env` may be changed before something starts."""

    def __init__(self, folder, database_url, **env):
        self.folder = Path(folder)
        self.port = servers.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = database_url
        self.env = {
            **{name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "VAR_DIR": str(folder),
            "LISTEN": f"127.0.0.1:{self.port}",
            "PUBLIC_URL": f"http://localhost:{self.port}",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SECRET_KEY": "house-house-house-house-house-house-house",
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database_url,
            **env,
        }
        self.running = []

    def start(self, name):
        """Start a line of the Procfile and return its process."""
        command = parse_procfile((ROOT / "Procfile").read_text()).processes[name]
        with open(self.folder / f"{name}.log", "a") as log:
            process = subprocess.Popen(f"exec {command}", shell=True, cwd=ROOT, env=self.env, stdout=log, stderr=log)
        self.running.append(process)
        if name == "web":
            servers.wait_for(self.port, process, self.folder / "web.log")
        return process

    def run(self, script, *arguments):
        """Run Python lines inside the platform; return what they print as JSON."""
        start = (
            "import json, os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; import django; "
            "from django.conf import settings; "
            f"settings.TEMPLATES[0]['DIRS'].append({str(ROOT / 'tests/outbox/templates')!r}); django.setup()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", start + script, *map(str, arguments)],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "null")

    def manage(self, *command):
        """Run one of Django's commands; return the finished process."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def sql(self, statement):
        """Return the rows of a statement, run beside the platform."""
        if self.database_url.startswith("postgres"):
            import psycopg

            with psycopg.connect(self.database_url, autocommit=True) as connection:
                cursor = connection.execute(statement)
                return cursor.fetchall() if cursor.description else []
        path = self.database_url.removeprefix("sqlite:///")
        with contextlib.closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
            return connection.execute(statement).fetchall()

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def stop(self):
        for process in self.running:
            if process.poll() is None:
                servers.stop(process)


def wait_until(true, *, seconds, why):
    """Return as soon as `true()` holds; fail with `why()` after `seconds`."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, why()
        time.sleep(0.02)


class Builder:
    """Makes houses quickly: the first prepares a database, the others copy it (PostgreSQL when the tests run on it)."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="sudt-houses-"))
        self.server = os.environ.get("DATABASE_URL", "")
        if not self.server.startswith("postgres"):
            self.server = ""
        self.made = []
        self.model = self._house()
        prepared = self.model.manage("prepare")
        assert prepared.returncode == 0, prepared.stderr

    def __call__(self, *, tables=True, like=None, **env):
        """A house of its own, with what the house `like` keeps; without `tables`, its database as a server gives it."""
        return self._house((like or self.model) if tables else None, **env)

    def _house(self, model=None, **env):
        number = f"{os.getpid()}_{next(_count)}"
        folder = self.folder / number
        folder.mkdir()
        if model:
            shutil.copyfile(model.folder / "cache.sqlite3", folder / "cache.sqlite3")
            if (model.folder / "media").exists():
                shutil.copytree(model.folder / "media", folder / "media")
        if self.server:
            name = f"house_{number}"
            self._on_server(f"CREATE DATABASE {name}" + (f" TEMPLATE {self._name(model)}" if model else ""))
            address = self.server.rpartition("/")[0] + f"/{name}"
        else:
            address = f"sqlite:///{folder}/db.sqlite3"
            if model:
                shutil.copyfile(model.folder / "db.sqlite3", folder / "db.sqlite3")
        house = House(folder, address, **env)
        self.made.append(house)
        return house

    def _name(self, house):
        return house.database_url.rpartition("/")[2]

    def _on_server(self, statement):
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)

    def close(self):
        for house in self.made:
            house.stop()
            if self.server:
                self._on_server(f"DROP DATABASE IF EXISTS {self._name(house)} WITH (FORCE)")
        shutil.rmtree(self.folder, ignore_errors=True)
