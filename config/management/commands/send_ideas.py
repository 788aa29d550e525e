"""Sends ideas through the public form, over HTTP, as a hall of phones would."""

import csv
import random
import re
import statistics
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from config.rehearsal.client import Measures, Phone, Unreachable

TIMEOUT = 60  # seconds: a phone gives up after a minute
TRIES = 6  # a phone without network waits and sends again, with the same key: the idea exists once (D12)
PAUSE = 0.5  # seconds before the second try, longer each time
RECEIVED = re.compile(r"/a/[^/]+/recue/([^/]+)/")


class Command(BaseCommand):
    help = "Posts the column « titre » of a CSV file through a table's page, with progress, times and failures."

    def add_arguments(self, parser):
        parser.add_argument("file", help="CSV with a column « titre » (and, if there are, « besoin » and « solution »)")
        parser.add_argument(
            "--url", required=True, help="address of a table's page, as http://127.0.0.1:8000/a/K7M2QX/"
        )
        parser.add_argument("--concurrency", type=int, default=20, help="phones at once (20)")
        parser.add_argument("--limit", type=int, default=0, help="send the first N ideas only")

    def handle(self, *, file, url, concurrency, limit, **options):
        rows = read_rows(file)[: limit or None]
        crowd = Crowd(url)
        self.stdout.write(f"{len(rows)} ideas, {concurrency} phones at once, to {url}")
        began = time.perf_counter()
        with ThreadPoolExecutor(concurrency) as pool:
            for done, _sent in enumerate(pool.map(crowd.send, rows), start=1):
                if done % 50 == 0 or done == len(rows):
                    self.stdout.write(f"  {done}/{len(rows)}")
        self.report(crowd, seconds=time.perf_counter() - began, wanted=len(rows))

    def report(self, crowd, *, seconds, wanted):
        times = sorted(crowd.times)
        if times:
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            self.stdout.write(f"Posts: {len(times)} in {seconds:.1f} s, {len(times) / seconds:.0f} per second")
            self.stdout.write(
                f"Times: median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, "
                f"longest {times[-1] * 1000:.0f} ms"
            )
        doubles = len(crowd.receipts) - len(set(crowd.receipts.values()))
        self.stdout.write(f"Received: {len(crowd.receipts)} of {wanted}; sent twice on purpose: {crowd.repeated}")
        if crowd.cut:
            self.stdout.write(f"Connections cut by the network, then sent again: {crowd.cut}")
        for failure in crowd.failures[:10]:
            self.stdout.write(f"  failed: {failure}")
        if crowd.failures or doubles or len(crowd.receipts) != wanted:
            raise CommandError(f"{len(crowd.failures)} failures, {doubles} doubles.")
        self.stdout.write(self.style.SUCCESS("No failure, no double."))


class Crowd:
    """Phones that share one address; each idea has its own key, and one in four is sent twice at the same instant."""

    def __init__(self, url):
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or "/a/" not in parts.path:
            raise CommandError("Give the address of a table's page, as http://127.0.0.1:8000/a/K7M2QX/")
        self.path, self.origin = parts.path, f"{parts.scheme}://{parts.netloc}"
        self.lock = threading.Lock()
        self.times, self.failures, self.receipts = [], [], {}
        self.repeated = self.cut = 0

    def send(self, row):
        key = str(uuid.uuid4())
        if random.random() < 0.25:
            with self.lock:
                self.repeated += 1
            twin = threading.Thread(target=self.post, args=(row, key))
            twin.start()
            self.post(row, key)
            twin.join()
        else:
            self.post(row, key)

    def post(self, row, key):
        """Send one idea as a phone that waited for the network does (`queued`), trying again when the network fails."""
        phone, form = Phone(self.origin, Measures(), patience=TIMEOUT), {**row, "client_key": key, "queued": "1"}
        for attempt in range(TRIES):
            began = time.perf_counter()
            try:
                answer = phone.post("idea", self.path, form=form)
            except Unreachable as error:
                if attempt == TRIES - 1:
                    self.note_failure(row, error)
                else:
                    self.wait(attempt)
                continue
            self.note(row, key, answer, seconds=time.perf_counter() - began)
            break
        phone.close()

    def wait(self, attempt):
        with self.lock:
            self.cut += 1
        time.sleep(PAUSE * (attempt + 1) * random.uniform(0.5, 1.5))

    def note(self, row, key, answer, *, seconds):
        received = RECEIVED.search(answer.headers.get("Location", ""))
        if answer.status != 302 or not received:
            self.note_failure(row, f"answer {answer.status}")
            return
        idea = received.group(1).partition(":")[0]
        with self.lock:
            self.times.append(seconds)
            known = self.receipts.setdefault(key, idea)
            if known != idea:
                self.failures.append(f"{row['title']}: two receipts for one sending")

    def note_failure(self, row, error):
        with self.lock:
            self.failures.append(f"{row['title']}: {error}")


def read_rows(file):
    """Return the ideas of a CSV file, separator `;` or `,`, as the form's fields."""
    try:
        with open(file, encoding="utf-8-sig", newline="") as source:
            separator = ";" if ";" in source.readline() else ","
            source.seek(0)
            rows = list(csv.DictReader(source, delimiter=separator))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
    if not rows or "titre" not in rows[0]:
        raise CommandError(f"{file} has no column « titre ».")
    return [
        {"title": row["titre"].strip()[:120], "need": row.get("besoin") or "", "solution": row.get("solution") or ""}
        for row in rows
        if row["titre"].strip()
    ]
