import os
import subprocess
import sys

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from foundation import throttling

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def test_limit_holds_within_its_window():
    with time_machine.travel("2026-11-20 18:00:01+01:00", tick=False):
        assert [throttling.allow("ideas:a", limit=2, per=60) for _ in range(3)] == [True, True, False]
        assert throttling.allow("ideas:b", limit=2, per=60) is True
    with time_machine.travel("2026-11-20 18:01:01+01:00", tick=False):
        assert throttling.allow("ideas:a", limit=2, per=60) is True


def test_people_pass_when_the_cache_is_out_of_reach(monkeypatch, caplog):
    def mute(*args, **kwargs):
        raise ConnectionError("no answer")

    monkeypatch.setattr(throttling.cache, "add", mute, raising=False)
    assert throttling.allow("ideas:a", limit=0, per=60) is True
    assert [record.message for record in caplog.records] == ["The cache did not answer: nothing is limited for now."]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_address_is_read_through_trusted_proxies_only(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded})
    assert throttling.address(request) == found


RUSH = """
import threading
import django
django.setup()
from django.core.management import call_command
from foundation.throttling import allow
call_command("createcachetable", database="cache", verbosity=0)
passed = []
def knock():
    if allow("rush", limit=20, per=3600):
        passed.append(1)
threads = [threading.Thread(target=knock) for _ in range(50)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(passed))
"""


def test_limit_holds_when_fifty_knock_at_once_on_the_cache_of_an_evening(tmp_path):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1", "VAR_DIR": str(tmp_path)}
    env.pop("REDIS_URL", None)
    done = subprocess.run([sys.executable, "-c", RUSH], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "20"
