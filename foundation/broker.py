"""The broker of a machine without Redis: files, as kombu makes them, but never read before they are written.

Kombu opens a file, then writes it; a worker that looks in between reads nothing, takes that for an error and dies.
"""

import logging
import os
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)

PATIENCE, PAUSE = 20, 0.05  # times, seconds: another process writes the same small file at this instant


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        """Write a message beside its place, then put it there whole."""
        folder = Path(self.data_folder_out)
        # Readers take names in their order: nanoseconds of 1970 keep the same length, and go on after a restart.
        name = f"{time.time_ns()}_{uuid.uuid4()}"
        written = folder / f"{name}.part"
        written.write_bytes(str_to_bytes(dumps(payload)))
        os.replace(written, folder / f"{name}.{queue}.msg")

    def _get(self, queue):
        """Return the next message; one that cannot be read is left out, since a sweep finds what it was about."""
        try:
            return super()._get(queue)
        except ValueError:
            logger.warning("A file of the broker could not be read: the next sweep does what it asked for.")
            raise Empty from None

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        for _attempt in range(PATIENCE):
            try:
                return super()._queue_bind(exchange, routing_key, pattern, queue)
            except ValueError:
                time.sleep(PAUSE)
        self._exchange_file(exchange).unlink(missing_ok=True)  # its writer was killed before the first word
        return super()._queue_bind(exchange, routing_key, pattern, queue)

    def get_table(self, exchange):
        try:
            return super().get_table(exchange)
        except ValueError:
            return []


class Transport(filesystem.Transport):
    Channel = Channel
