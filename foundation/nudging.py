"""Tells the workers that a row waits for them, without ever making an answer wait.

A broker that refuses costs seconds, one that accepts and stays mute costs its time-out; so one thread of the process
talks to it. After a failure it stays silent for a while: the sweep finds what was not nudged.
"""

import contextlib
import logging
import queue
import threading
import time

from celery import current_app

logger = logging.getLogger(__name__)

SILENCE = 30  # seconds without nudging after the broker failed
_waiting = queue.Queue(maxsize=1000)
_started = threading.Lock()
_threads = []  # the one that talks, begun by the first nudge of each process


def nudge(task, pk):
    """Ask for `task` (its full name) to run on row `pk` now; returns at once, whatever state the broker is in."""
    with _started:
        if not any(thread.is_alive() for thread in _threads):
            _threads[:] = [threading.Thread(target=_talk, name="nudge", daemon=True)]
            _threads[0].start()
    with contextlib.suppress(queue.Full):  # the sweep takes it
        _waiting.put_nowait((task, pk))


def _talk():
    silent_until = 0.0
    while True:
        task, pk = _waiting.get()
        if time.monotonic() < silent_until:
            continue
        try:
            current_app.send_task(task, [pk], retry=False)
        except Exception as error:  # any transport has its own errors; none may stop the thread
            logger.warning("The broker does not answer (%s): %s waits for the sweep.", error, task)
            silent_until = time.monotonic() + SILENCE
