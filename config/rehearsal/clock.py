"""The time of a rehearsal: seconds since it began, and how it is stopped."""

import threading
import time


class Clock:
    """`seconds`: how long the evening lasts. Whoever has not finished then may go on until `limit`."""

    GRACE = 1.3

    def __init__(self, seconds):
        self.seconds = seconds
        self.began = time.monotonic()
        self._over = threading.Event()

    def now(self):
        return time.monotonic() - self.began

    def start(self):
        self.began = time.monotonic()

    @property
    def limit(self):
        return max(self.seconds * self.GRACE, self.seconds + 20)  # a busy machine is slow, not wrong

    @property
    def is_over(self):
        return self._over.is_set()

    def stop(self):
        self._over.set()

    def sleep(self, seconds):
        """Wait, less long when everything stops; return whether the evening goes on."""
        return not self._over.wait(max(0.0, seconds))

    def wait_until(self, moment):
        return self.sleep(moment - self.now())

    def every(self, seconds):
        """How often a page of the real evening that asks every `seconds` does so here: as often, at least 20 times."""
        return min(seconds, max(0.3, self.seconds / 20))
