"""A small HTTP client that behaves as a phone does: cookies, kept connections, compression, and a network that cuts."""

import gzip
import http.client
import json
import threading
import time
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlencode, urlsplit

PATIENCE = 20  # seconds for one answer, as the table's page
KEPT = 1.0  # seconds a connection is used again: below the two seconds that gunicorn keeps it
DEAD = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class Cut(Enum):
    """When the network goes: half of the words are sent, all of them, or the answer has begun to come."""

    SENDING = "sending"
    WAITING = "waiting"
    READING = "reading"


class Unreachable(Exception):
    """No answer came, or not all of it; `on_purpose` when the rehearsal itself cut the network."""

    def __init__(self, reason, *, on_purpose=False):
        super().__init__(reason)
        self.on_purpose = on_purpose


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8", errors="replace")

    @property
    def location(self):
        """The path of a redirection, an empty text for none."""
        parts = urlsplit(self.headers.get("Location", ""))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def json(self):
        """Return what is told in JSON; an empty dictionary when it is anything else."""
        if not self.headers.get("Content-Type", "").startswith("application/json"):
            return {}
        return json.loads(self.body)


@dataclass(frozen=True)
class Measure:
    """One question: which page, seconds until the whole answer was read, its status (0: none came), whether it fits."""

    page: str
    seconds: float
    status: int
    is_fine: bool


class Measures:
    """What all phones measured, from many threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._all = []

    def note(self, measure):
        with self._lock:
            self._all.append(measure)

    def __len__(self):
        return len(self._all)

    def taken(self, since=0):
        """Return a copy of those taken so far, without the first `since`."""
        with self._lock:
            return self._all[since:]


class Phone:
    """One visitor of the site at `origin` (« https://host »); for one thread at a time."""

    def __init__(self, origin, measures, *, patience=PATIENCE):
        self.origin, self.measures, self.patience = origin, measures, patience
        self.cookies = {}
        self._connection, self._used_at = None, 0.0

    def get(self, page, path, *, tag="", fine=(), accept="text/html"):
        """Ask for `path`; `tag` is the ETag held, `fine` what may be answered beside 2xx and 3xx."""
        headers = {"Accept": accept, **({"If-None-Match": tag} if tag else {})}
        return self._ask(page, "GET", path, b"", headers, fine=fine)

    def post(self, page, path, *, form=None, told=None, cut=None, fine=(), accept="text/html"):
        """Send a form, or `told` as JSON; with `cut` the network goes at that moment."""
        if told is None:
            body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = json.dumps(told).encode(), "application/json"
        headers = {"Accept": accept, "Content-Type": kind, "Origin": self.origin}
        return self._ask(page, "POST", path, body, headers, fine=fine, cut=cut)

    def _ask(self, page, method, path, body, headers, *, fine, cut=None):
        """Return the `Answer` and measure it; Unreachable when none came."""
        headers |= {"Accept-Encoding": "gzip", "Content-Length": str(len(body)), "User-Agent": "Rehearsal"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        try:
            answer = self._exchange(method, path, body, headers, cut)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            self.measures.note(Measure(page, time.perf_counter() - began, 0, False))
            raise Unreachable(f"{type(error).__name__}: {error}") from None
        is_fine = answer.status < 400 or answer.status in fine
        self.measures.note(Measure(page, time.perf_counter() - began, answer.status, is_fine))
        return answer

    def _exchange(self, method, path, body, headers, cut):
        if cut is Cut.SENDING:
            self._send(method, path, headers, body[: len(body) // 2])
            self._cut(cut)
        is_new = self._renew()
        try:
            self._send(method, path, headers, body)
            if cut is Cut.WAITING:
                self._cut(cut)
            response = self._connection.getresponse()
        except DEAD:
            if is_new:
                raise
            self.close()  # the server had just closed a connection it kept: browsers ask again too
            self._renew()
            self._send(method, path, headers, body)
            response = self._connection.getresponse()
        if cut is Cut.READING:
            response.read(1)
            self._cut(cut)
        return self._read(response)

    def _send(self, method, path, headers, body):
        self._renew()
        self._connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        if body:
            self._connection.send(body)

    def _read(self, response):
        body = response.read()
        self._used_at = time.monotonic()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        if response.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(response.status, response.headers, body)

    def _renew(self):
        """Have a connection that the server still holds; return whether it is a new one."""
        if self._connection is not None and time.monotonic() - self._used_at < KEPT:
            return False
        self.close()
        parts = urlsplit(self.origin)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection, self._used_at = kind(parts.netloc, timeout=self.patience), time.monotonic()
        return True

    def _cut(self, cut):
        self.close()
        raise Unreachable(cut.value, on_purpose=True)

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None
