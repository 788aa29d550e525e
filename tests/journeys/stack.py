"""The platform as `make run` starts it (web, worker, beat, demonstration), in a folder of its own."""

import contextlib
import email
import email.policy
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from honcho.environ import parse_procfile

from tests import servers

ROOT = Path(__file__).resolve().parents[2]
SEPARATOR = "-" * 79  # what Django's file backend writes after each mail


class Stack:
    """A running platform: `url`, and the mails that left it."""

    def __init__(self, url, folder, env):
        self.url = url
        self.folder = Path(folder)
        self.env = env

    def manage(self, *command):
        """Run one of Django's commands on the running platform's database and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.env, check=True, capture_output=True, text=True
        )
        return done.stdout

    def mails(self, to):
        """The mails that left for an address, oldest first."""
        found = []
        for file in sorted((self.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
            for raw in file.read_text().split(SEPARATOR):
                mail = email.message_from_string(raw.lstrip(), policy=email.policy.default)
                if to in str(mail["To"]):
                    found.append(mail)
        return found

    def wait_for_mail(self, to, *, subject="", count=1, seconds=20):
        """Return the newest mail to `to` whose subject holds `subject`, once `count` of them left."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [mail for mail in self.mails(to) if subject in str(mail["Subject"])]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"No mail « {subject} » left for {to}; left: {[str(m['Subject']) for m in self.mails(to)]}")


def body(mail):
    return mail.get_body(preferencelist=("plain",)).get_content()


def link(mail, part):
    """Return the address of a mail's text that holds `part`."""
    return next(url for url in re.findall(r"https?://\S+", body(mail)) if part in url)


@contextlib.contextmanager
def running():
    folder = tempfile.mkdtemp(prefix="sudt-journeys-")
    port = servers.free_port()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "VAR_DIR": folder,
        "LISTEN": f"127.0.0.1:{port}",
        "PUBLIC_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SECRET_KEY": "journeys-journeys-journeys-journeys-journeys",
        "DEBUG": "0",
        "DEMO": "1",
    }
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        env.pop(name, None)
    stack = Stack(env["PUBLIC_URL"], folder, env)
    log = open(Path(folder) / "stack.log", "w")  # noqa: SIM115  (the processes hold it)
    processes = []
    try:
        stack.manage("prepare")
        for command in parse_procfile((ROOT / "Procfile").read_text()).processes.values():
            processes.append(subprocess.Popen(f"exec {command}", shell=True, cwd=ROOT, env=env, stdout=log, stderr=log))
        _wait(f"http://127.0.0.1:{port}/healthz", Path(folder) / "stack.log")
        yield stack
    finally:
        for process in processes:
            servers.stop(process)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url, log):
    until = time.monotonic() + servers.PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-3000:])
