"""What the hall sent, and what it was answered: one book for all threads, compared with the database at the end."""

import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Page:
    """One kind of thing that people send. Keys tell one sending from another whatever the times it left."""

    sent: Counter = field(default_factory=Counter)
    acknowledged: Counter = field(default_factory=Counter)


class Book:
    KINDS = ("ideas", "presences", "stickers")

    def __init__(self):
        self._lock = threading.Lock()
        self.pages = {kind: Page() for kind in self.KINDS}
        self.receipts = {}
        self.cut = self.again = self.over = 0
        self.troubles = []  # sentences: what a participant met that nobody should
        self.phones = 0

    def send(self, kind, key):
        """Note that something leaves for the first time."""
        with self._lock:
            self.pages[kind].sent[key] += 1

    def acknowledge(self, kind, key):
        """Note that one sending was answered at last; phones without a ticket share a key, each counts."""
        with self._lock:
            self.pages[kind].acknowledged[key] += 1

    def receive(self, key, receipt):
        """Note the receipt of an idea: two receipts for one key would be two ideas."""
        with self._lock:
            self.pages["ideas"].acknowledged[key] = 1
            known = self.receipts.setdefault(key, receipt)
            if known != receipt:
                self.troubles.append(f"{key}: {known} ≠ {receipt}")

    def note_cut(self, *, on_purpose):
        with self._lock:
            self.cut += on_purpose
            self.again += 1

    def put_too_many(self, number):
        """Note stickers that were taken beyond what one person has."""
        with self._lock:
            self.over += number

    def trouble(self, sentence):
        with self._lock:
            self.troubles.append(sentence)

    def open_phone(self):
        with self._lock:
            self.phones += 1

    def count(self, kind):
        return self.pages[kind].acknowledged.total()
