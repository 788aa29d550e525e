"""Real web, worker and beat processes, a real broker and a real SMTP server: stopped, mute, killed."""

import os
import re
import signal
import socket
import statistics
import time
import urllib.parse
import urllib.request
from collections import Counter

import pytest
import redis

from tests import servers
from tests.house import wait_until

QUEUE = """
from django.db import transaction
from outbox.queueing import queue
import time
first, last = map(int, sys.argv[1:3])
took = []
for number in range(first, last):
    began = time.perf_counter()
    with transaction.atomic():
        queue(key=f"note:{number}", kind="note", to=f"personne{number}@example.org", template="emails/tests/note",
              context={"number": number})
    took.append(time.perf_counter() - began)
time.sleep(float(sys.argv[3]))
print(json.dumps(took))
"""
SWEEP = "from outbox import tasks; tasks.deliver_due()"
AT_ONCE = 4  # mails that one worker sends at the same time: its threads


ON_SERVERS = os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.fixture(params=["redis"] if ON_SERVERS else ["files"])
def broker(request):
    """The environment of the broker that goes with the database: the folder of one machine, or Redis and PostgreSQL."""
    return {"REDIS_URL": request.getfixturevalue("redis_url")} if ON_SERVERS else {}


def test_worker_killed_amid_200_messages_loses_none_and_doubles_only_those_in_flight(house, broker, smtp):
    address, box = smtp
    box.pause = 0.02
    here = house(EMAIL_URL=address, **broker)
    worker = here.start("worker")
    here.run(QUEUE, 0, 200, 1)
    wait_until(lambda: len(box.received) >= 60, seconds=30, why=lambda: here.log("worker"))
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert len(box.received) < 200
    _lease_ends(here)
    here.start("worker")
    here.run(SWEEP)
    wait_until(
        lambda: _statuses(here) == {"sent": 200}, seconds=30, why=lambda: f"{_statuses(here)}\n{here.log('worker')}"
    )
    received = Counter(to[0] for to, _content in box.received)
    assert set(received) == {f"personne{number}@example.org" for number in range(200)}
    assert sum(received.values()) <= 200 + AT_ONCE
    assert max(received.values()) <= 2


CAMPAIGN_THEN_CODE = """
import time
from outbox.models import Message
from outbox.queueing import queue
from outbox.tasks import deliver_due
for number in range(150):
    queue(key=f"campaign:1:{number}", kind="event-campaign-1", to=f"personne{number}@example.org",
          template="emails/tests/note", context={"number": number}, priority=Message.Priority.LATER)
deliver_due.delay()
until = time.monotonic() + 30
while Message.objects.filter(status="sent").count() < 10 and time.monotonic() < until:
    time.sleep(0.02)
queue(key="code", kind="login-code", to="nadia@example.org", template="emails/tests/note",
      context={"number": 0}, secret=True)
time.sleep(1)
"""


def test_a_campaign_that_is_leaving_does_not_delay_a_sign_in_code(house, broker, smtp):
    address, box = smtp
    box.pause = 0.05
    here = house(EMAIL_URL=address, **broker)
    here.start("worker")
    here.run(CAMPAIGN_THEN_CODE)
    wait_until(
        lambda: ("nadia@example.org",) in [to for to, _content in list(box.received)],
        seconds=30, why=lambda: here.log("worker"),
    )  # fmt: skip
    assert 10 <= len(box.received) < 150
    box.pause = 0  # what is left may go


BEAT_STOPPED_A_MINUTE_AGO = """
from datetime import timedelta
from celery.beat import PersistentScheduler
from config.celery import app
scheduler = PersistentScheduler(app=app, schedule_filename=sys.argv[4])
scheduler.schedule["send what is due"].last_run_at -= timedelta(minutes=1)
scheduler.close()
"""


def test_beat_sweeps_what_no_worker_was_told_and_both_stop_when_told(house, broker, smtp):
    address, box = smtp
    here = house(EMAIL_URL=address, **broker)
    here.run(QUEUE + BEAT_STOPPED_A_MINUTE_AGO, 0, 3, 0.5, here.folder / "beat-schedule")
    _broker_loses_everything(here)
    worker, beat = here.start("worker"), here.start("beat")
    wait_until(lambda: len(box.received) == 3, seconds=45, why=lambda: here.log("worker") + here.log("beat"))
    for process in (worker, beat):
        process.send_signal(signal.SIGTERM)
    for process in (worker, beat):
        process.wait(timeout=10)
    assert "Traceback" not in here.log("worker") + here.log("beat")


@pytest.mark.servers
@pytest.mark.parametrize("state", ["stopped", "mute"])
def test_broker_out_of_order_costs_an_answer_nothing_and_loses_nothing(house, smtp, state):
    address, box = smtp
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        port = silent.getsockname()[1] if state == "mute" else servers.free_port()
        here = house(EMAIL_URL=address, REDIS_URL=f"redis://127.0.0.1:{port}/0")
        took = here.run(QUEUE + SWEEP, 0, 30, 0)
        # A broker waited for costs its seconds; one hiccup of a busy machine costs one answer a moment.
        *rest, slowest = sorted(took[1:])  # the first also loads templates
        assert (rest[-1] < 0.2, slowest < 1) == (True, True)
    assert (len(box.received), _statuses(here)) == (30, {"sent": 30})


@pytest.mark.servers
def test_signing_in_with_redis_out_of_order_is_quick_and_keeps_the_mail(house):
    """The longest way: counts in the cache, a mail in the box, a nudge to the broker."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        ports = servers.free_port(), silent.getsockname()[1]  # stopped, and mute
        houses = [house(), *(house(REDIS_URL=f"redis://127.0.0.1:{port}/0") for port in ports)]
        for one in houses:
            one.start("web")
        # In turns, so that whatever else the machine does slows all alike.
        took = [[_ask_code(one, f"personne{n}@example.org") for one in houses] for n in range(12)]
    usual, *meanwhile = (statistics.median(times) for times in zip(*took, strict=True))
    assert [median - usual < 0.2 for median in meanwhile] == [True, True]
    assert [_statuses(broken) for broken in houses[1:]] == [{"queued": 12}, {"queued": 12}]


def _ask_code(here, address):
    """Ask for a sign-in code as a browser does; return the seconds that the answer to the form took."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = browser.open(f"{here.url}/compte/connexion/", timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": address}).encode()
    began = time.perf_counter()
    browser.open(f"{here.url}/compte/connexion/", form, timeout=20).close()
    return time.perf_counter() - began


def _statuses(here):
    return dict(here.sql("SELECT status, count(*) FROM outbox_message GROUP BY status"))


def _broker_loses_everything(here):
    if "REDIS_URL" in here.env:
        redis.Redis.from_url(here.env["REDIS_URL"]).flushdb()
    else:
        for file in (here.folder / "broker").iterdir():
            file.unlink()


def _lease_ends(here):
    """As if five minutes had passed since the worker died."""
    here.sql("UPDATE outbox_message SET lease_until = '2020-01-01 00:00:00+00' WHERE status = 'sending'")
