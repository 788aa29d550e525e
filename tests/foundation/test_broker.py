"""The broker made of files: a reader that comes in the middle of a writing finds nothing, and lives on."""

import threading
from queue import Empty

import pytest
from kombu import Connection

pytestmark = pytest.mark.once


@pytest.fixture
def channel(tmp_path):
    folders = dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(tmp_path))
    with Connection(transport="foundation.broker:Transport", transport_options=folders) as connection:
        yield connection.channel()


def drained(channel, queue):
    found = []
    while True:
        try:
            found.append(channel._get(queue))
        except Empty:
            return found


def test_what_was_put_is_got_once_in_its_order(channel, tmp_path):
    for number in range(12):
        channel._put("celery", {"number": number})
    assert [found["number"] for found in drained(channel, "celery")] == list(range(12))
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_word_stops_nobody(channel, tmp_path):
    (tmp_path / "0_x.celery.msg").touch()
    channel._put("celery", {"number": 1})
    with pytest.raises(Empty):
        channel._get("celery")
    assert channel._get("celery") == {"number": 1}


def test_readers_and_writers_together_lose_nothing(channel):
    queue, many = "celery", 200
    found = []

    def write():
        for number in range(many):
            channel._put(queue, {"number": number})

    def read():
        while len(found) < many:
            found.extend(drained(channel, queue))

    threads = [threading.Thread(target=write), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(message["number"] for message in found) == list(range(many))


def test_a_list_of_queues_left_without_a_word_is_made_anew(channel, tmp_path, monkeypatch):
    monkeypatch.setattr("foundation.broker.PAUSE", 0)
    (tmp_path / "reply.exchange").touch()
    channel._queue_bind("reply", "", "", "answers")
    assert [row.queue for row in channel.get_table("reply")] == ["answers"]
