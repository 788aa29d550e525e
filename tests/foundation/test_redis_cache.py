import socket
import time

import pytest

from foundation import redis_cache
from foundation.redis_cache import ForgivingClient, ForgivingRedisCache
from tests import servers


@pytest.fixture(autouse=True)
def _speaking(monkeypatch):
    monkeypatch.setattr(ForgivingClient, "silent_until", 0.0)


@pytest.fixture
def mute():
    """Address of a server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def test_cache_remembers_and_counts(redis_url):
    cache = ForgivingRedisCache(redis_url, {})
    cache.delete("count")
    assert (cache.add("count", 1), cache.add("count", 1), cache.incr("count")) == (True, False, 2)
    assert (cache.get("count"), cache.delete("count"), cache.get("count", "gone")) == (2, True, "gone")


def test_stopped_redis_is_an_empty_cache():
    assert _answers(ForgivingRedisCache(f"redis://127.0.0.1:{servers.free_port()}/0", {})) == EMPTY


def test_mute_redis_is_an_empty_cache_and_costs_its_patience_once(mute):
    cache = ForgivingRedisCache(mute, {})
    began = time.monotonic()
    assert [_answers(cache) for _ in range(20)] == [EMPTY] * 20
    assert time.monotonic() - began < 10 * redis_cache.PATIENCE  # twenty times, were it asked each time


def test_redis_is_asked_again_after_a_while(redis_url, monkeypatch):
    stopped = ForgivingRedisCache(f"redis://127.0.0.1:{servers.free_port()}/0", {})
    cache = ForgivingRedisCache(redis_url, {})
    assert (stopped.get("word"), cache.set("word", "lu"), cache.get("word")) == (None, None, None)
    monkeypatch.setattr(ForgivingClient, "silent_until", time.monotonic() - 1)
    assert (cache.set("word", "lu"), cache.get("word"), cache.delete("word")) == (None, "lu", True)


EMPTY = (True, None, "default", None, False, {}, False, ValueError, [], None, False)


def _answers(cache):
    try:
        counted = cache.incr("count")
    except ValueError:
        counted = ValueError
    return (
        cache.add("count", 1), cache.get("count"), cache.get("count", "default"), cache.set("count", 1),
        cache.delete("count"), cache.get_many(["count"]), cache.has_key("count"), counted,
        cache.set_many({"count": 1}), cache.delete_many(["count"]), cache.clear(),
    )  # fmt: skip
