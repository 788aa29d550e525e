"""A Redis cache that no page waits for."""

import logging
import time

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PATIENCE = 0.15  # seconds for an answer: a Redis in good health takes a thousandth of that
SILENCE = 5  # seconds without asking after Redis failed: limits are not counted meanwhile


def _forgiving(name, absent):
    """Return the client's method `name`, which answers `absent(…)` for a while once Redis failed."""
    plain = getattr(RedisCacheClient, name)

    def method(self, *args, **kwargs):
        if time.monotonic() >= ForgivingClient.silent_until:
            try:
                return plain(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                ForgivingClient.silent_until = time.monotonic() + SILENCE
                logger.warning("Redis does not answer (%s): nothing is remembered for %s s.", error, SILENCE)
        return absent(*args, **kwargs)

    return method


def _unknown_key(*args, **kwargs):
    raise ValueError("The cache is out of reach: its keys are unknown.")


class ForgivingClient(RedisCacheClient):
    silent_until = 0.0  # of the whole process

    add = _forgiving("add", lambda *args: True)  # as if it were the first: a lock is had, nobody is turned away
    get = _forgiving("get", lambda key, default: default)
    set = _forgiving("set", lambda *args: None)
    touch = _forgiving("touch", lambda *args: False)
    delete = _forgiving("delete", lambda *args: False)
    get_many = _forgiving("get_many", lambda *args: {})
    has_key = _forgiving("has_key", lambda *args: False)
    incr = _forgiving("incr", _unknown_key)
    set_many = _forgiving("set_many", lambda *args: None)
    delete_many = _forgiving("delete_many", lambda *args: None)
    clear = _forgiving("clear", lambda *args: False)


class ForgivingRedisCache(RedisCache):
    """Redis; when it is stopped or mute, an empty cache that costs a process PATIENCE every SILENCE."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = ForgivingClient
        self._options = {
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            "retry": Retry(NoBackoff(), 0),
            **self._options,
        }
