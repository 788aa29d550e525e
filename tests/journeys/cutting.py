"""A network that fails at a chosen byte: a relay between a browser and the platform."""

import contextlib
import re
import socket
import threading
from dataclasses import dataclass

from tests import servers

CHUNK = 65_536
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Cut:
    """Where the next POST fails, then nothing passes: after a share (0 to 1) of its bytes, or of its answer's."""

    request: float | None = None
    answer: float | None = None


class Network:
    """Relays from its own `port` to the platform's; `up()`, `down()`, and a `cut` kept for the next POST."""

    def __init__(self, port):
        self.target, self.port = port, servers.free_port()
        self.url = f"http://localhost:{self.port}"
        self.is_up, self.cut, self.failures = True, None, 0
        self.lines, self.lock = set(), threading.Lock()
        self.door = socket.create_server(("127.0.0.1", self.port), backlog=128)
        threading.Thread(target=self._welcome, daemon=True).start()

    def up(self):
        self.is_up, self.cut = True, None

    def down(self):
        self.is_up, self.cut = False, None
        with self.lock:
            lines, self.lines = self.lines, set()
        for line in lines:
            line.hang_up()

    def stop(self):
        self.down()
        _close(self.door)

    def _welcome(self):
        with contextlib.suppress(OSError):
            while True:
                phone, _address = self.door.accept()
                if self.is_up:
                    threading.Thread(target=_Line(self, phone).carry, daemon=True).start()
                else:
                    _close(phone)

    def fail(self):
        self.failures += 1
        self.down()


class _Line:
    """One connection of a phone; requests follow each other, as browsers do in HTTP/1.1."""

    def __init__(self, network, phone):
        self.network, self.phone, self.share = network, phone, None

    def carry(self):
        with contextlib.suppress(OSError):
            self.server = socket.create_connection(("127.0.0.1", self.network.target))
            with self.network.lock:
                self.network.lines.add(self)
            threading.Thread(target=self._answers, daemon=True).start()
            while data := self.phone.recv(CHUNK):
                if data.startswith(b"POST ") and (cut := self.network.cut):
                    self.network.cut = None
                    data = self._whole(data)
                    if cut.request is not None:
                        self.server.sendall(data[: round(len(data) * cut.request)])
                        self.network.fail()
                        break
                    self.share = cut.answer  # the platform got it all: only its answer is cut
                self.server.sendall(data)
        self.hang_up()

    def _answers(self):
        with contextlib.suppress(OSError):
            while data := self.server.recv(CHUNK):
                if self.share is not None:
                    self.phone.sendall(data[: round(len(data) * self.share)])
                    self.network.fail()
                    break
                self.phone.sendall(data)
        self.hang_up()

    def _whole(self, data):
        while b"\r\n\r\n" not in data:
            data += self.phone.recv(CHUNK)
        head, _blank, body = data.partition(b"\r\n\r\n")
        while len(body) < int(LENGTH.search(head).group(1)):
            body += self.phone.recv(CHUNK)
        return head + b"\r\n\r\n" + body

    def hang_up(self):
        _close(self.phone)
        _close(self.server)


def _close(one):
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        one.close()
