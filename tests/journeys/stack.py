"""The platform as `make run` starts it (web, worker, beat, demonstration), in a folder of its own."""

import contextlib
import email
import email.policy
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from honcho.environ import parse_procfile

from tests import servers

ROOT = Path(__file__).resolve().parents[2]
SEPARATOR = b"-" * 79  # what Django's file backend writes after each mail
# Starting Django costs two seconds of a core, and journeys ask fifty times.
ANSWERING = """
import contextlib, io, json, sys, traceback
import django
django.setup()
from django.db import connections
for line in sys.stdin:
    printed, refused = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(printed):
            exec(json.loads(line), {"json": json})
    except Exception:
        refused = traceback.format_exc()
    connections.close_all()
    print(json.dumps([printed.getvalue(), refused]), flush=True)
"""

# Nobody is written to at night: a journey that runs at night does not wait for eight o'clock.
MORNING = """
from django.utils import timezone
from foundation.clocks import after_night
from outbox.models import Message
from outbox.tasks import deliver_due
now = timezone.now()
if Message.objects.filter(due_at=after_night(now), sent_at=None).exclude(due_at=now).update(due_at=now):
    deliver_due.delay()
"""


class Stack:
    """A running platform: `url`, the mails that left it, and its three processes by name."""

    def __init__(self, folder, **env):
        self.folder = Path(folder)
        self.port = servers.free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {
            **{name: value for name, value in os.environ.items() if name not in SERVERS},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "VAR_DIR": str(folder),
            "LISTEN": f"127.0.0.1:{self.port}",
            "PUBLIC_URL": self.url,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SECRET_KEY": "journeys-journeys-journeys-journeys-journeys",
            "DEBUG": "0",
            "DEMO": "1",
            **env,
        }
        self.processes = {}
        self._answers = None

    def manage(self, *command):
        """Run one of Django's commands on the running platform's database and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, script):
        """Run Python lines inside the platform; return what they print as JSON."""
        if self._answers is None:
            self._answers = subprocess.Popen(
                [sys.executable, "-c", ANSWERING], cwd=ROOT, env=self.env, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        self._answers.stdin.write(f"{json.dumps(script)}\n")
        self._answers.stdin.flush()
        printed, refused = json.loads(self._answers.stdout.readline())
        assert not refused, refused
        return json.loads(printed or "null")

    def end(self):
        """Stop all that was started."""
        if self._answers:
            self._answers.communicate()
        for name in list(self.processes):
            self.stop(name)

    def start(self, name):
        """Start a line of the Procfile; for the web, wait until it answers."""
        command = parse_procfile((ROOT / "Procfile").read_text()).processes[name]
        with open(self.folder / f"{name}.log", "a") as log:
            self.processes[name] = subprocess.Popen(
                command, shell=True, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        if name == "web":
            self._wait()

    def stop(self, name):
        """Stop a line with all that it started, and wait until the last of them is gone."""
        process = self.processes.pop(name)
        self._signal(process, signal.SIGTERM)
        until = time.monotonic() + 10
        while self._signal(process, 0):
            process.poll()
            if time.monotonic() > until:
                self._signal(process, signal.SIGKILL)
            time.sleep(0.02)

    def _signal(self, process, number):
        """Send a signal to the processes of a line; return whether there is one left."""
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return False
        return True

    def mails(self, to):
        """The mails that left for an address, oldest first."""
        found = []
        for file in sorted((self.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
            for raw in file.read_bytes().split(SEPARATOR)[:-1]:  # what follows the last line is still being written
                mail = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
                if to in str(mail["To"]):
                    found.append(mail)
        return found

    def wait_for_mail(self, to, *, subject="", count=1, seconds=60):
        """Return the newest mail to `to` whose subject holds `subject`, once `count` of them left.

        What a nudge does not carry waits for the sweep of every 20 seconds: the patience is that of three.
        """
        began = asked = time.monotonic()
        while time.monotonic() < began + seconds:
            found = [mail for mail in self.mails(to) if subject in str(mail["Subject"])]
            if len(found) >= count:
                return found[-1]
            if time.monotonic() > asked + 3:
                self.ask(MORNING)
                asked = time.monotonic()
            time.sleep(0.1)
        raise AssertionError(
            f"No mail « {subject} » left for {to}; left: {[str(m['Subject']) for m in self.mails(to)]}"
        )

    def _wait(self):
        until = time.monotonic() + servers.PATIENCE
        while time.monotonic() < until:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2),
            ):
                return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "web.log").read_text()[-3000:])


SERVERS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")  # a journey needs none of them


def body(mail):
    return mail.get_body(preferencelist=("plain",)).get_content()


def link(mail, part):
    """Return the address of a mail's text that holds `part`."""
    return next(url for url in re.findall(r"https?://\S+", body(mail)) if part in url)


@contextlib.contextmanager
def running(*, programs=("worker", "beat", "web"), **env):
    """Yield a started platform with its demonstration loaded; everything stops and goes at the end."""
    folder = tempfile.mkdtemp(prefix="sudt-journeys-")
    stack = Stack(folder, **env)
    try:
        stack.manage("prepare")
        for name in programs:
            stack.start(name)
        yield stack
    finally:
        stack.end()
        shutil.rmtree(folder, ignore_errors=True)
