"""Long work as a row: leased by one worker at a time, done in batches, resumed after a crash, shown as progress.

A kind of work is a function of one argument, its `Lease`:

    @jobs.kind("import-apply")
    def apply(lease):
        batch = Batch.objects.get(pk=lease.subject)
        while rows := batch.next_rows():
            with transaction.atomic():
                lease.advance(done=…, total=…)
                …

`advance` stands first in the transaction of each batch. It fails when another worker has taken over, so that a worker
that wakes up late undoes its own batch. The work itself tells from its own rows what is left: it is called again from
the beginning after a crash.
"""

import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation import nudging
from foundation.models import Job

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # a batch takes under a second: a minute of silence means that the worker died
BREATH = 0.12  # seconds between two batches: SQLite has no queue, who waits to write tries again every 0.1 s
MOST_ATTEMPTS = 4
RETRY_AFTER = timedelta(seconds=30)
TASK = "foundation.tasks.run_job"
_kinds = {}


class LeaseLost(Exception):
    """Another worker holds the job: what this one was doing must be undone."""


@dataclass(frozen=True)
class Lease:
    """The right of one worker to go on with job `pk`."""

    pk: int
    subject: str
    token: uuid.UUID
    watch: Callable = lambda done, total: None

    def advance(self, *, done, total):
        """Record `done` of `total` and hold the job for another minute; LeaseLost when it was taken over."""
        held = self._held().update(done=done, total=total, lease_until=timezone.now() + LEASE)
        if not held:
            raise LeaseLost
        self.watch(done, total)

    def _held(self):
        return Job.objects.live().filter(pk=self.pk, lease=self.token)

    def finish(self):
        self._held().update(state=Job.State.DONE, lease=None, lease_until=None, error="", finished_at=timezone.now())

    def fail(self, error):
        """Stop for good, with the sentence shown in the page."""
        self._held().update(
            state=Job.State.FAILED, lease=None, lease_until=None, error=error[:300], finished_at=timezone.now()
        )

    def try_later(self, error):
        self._held().update(
            state=Job.State.WAITING, lease=None, lease_until=timezone.now() + RETRY_AFTER, error=error[:300]
        )


def kind(name):
    """Register the function that does this kind of work."""

    def register(work):
        _kinds[name] = work
        return work

    return register


def start(kind, subject, *, total=0, nudged=True):
    """Queue this work once and return its `Job`; known and live work is returned as it is, finished work begins anew.

    Call it in the transaction that makes the work needed. Without `nudged` no worker is told: for a caller that calls
    `run` itself after the commit, because the work takes well under a second; the sweep remains as a safety net.
    """
    key = f"{kind}:{subject}"
    job, made = Job.objects.get_or_create(key=key, defaults={"kind": kind, "total": total})
    if not made:
        Job.objects.filter(pk=job.pk).exclude(state__in=Job.LIVE).update(
            state=Job.State.WAITING, done=0, total=total, error="", attempts=0,
            created_at=timezone.now(), started_at=None, finished_at=None,
        )  # fmt: skip
        job.refresh_from_db()
    if nudged:
        transaction.on_commit(lambda: nudging.nudge(TASK, job.pk), robust=True)
    return job


def breathe():
    """Let the others write between two batches; call it outside of any transaction."""
    time.sleep(BREATH)


def find(kind, subject):
    """Return the `Job` of this work, or None."""
    return Job.objects.filter(key=f"{kind}:{subject}").first()


def run(pk, *, watch=None):
    """Do job `pk` if it is due and nobody else holds it; return whether this call finished it.

    `watch(done, total)` is called as it goes on, for a command that shows it.
    """
    lease = claim(pk, watch=watch)
    if lease is None:
        return False
    job = Job.objects.get(pk=pk)
    try:
        _kinds[job.kind](lease)
    except LeaseLost:
        logger.warning("Job %s was taken over by another worker.", job.key)
        return False
    except ValidationError as refusal:
        lease.fail(" ".join(refusal.messages))
        return False
    except Exception as error:
        logger.exception("Job %s stopped.", job.key)
        reason = f"{type(error).__name__}: {error}"
        if job.attempts >= MOST_ATTEMPTS:
            lease.fail(reason)
        else:
            lease.try_later(reason)
        return False
    lease.finish()
    return True


def claim(pk, *, watch=None):
    """Take job `pk` for this worker alone and return its `Lease`; None when it is over or another has it."""
    now, token = timezone.now(), uuid.uuid4()
    taken = (
        Job.objects.due(now)
        .filter(pk=pk)
        .update(
            state=Job.State.RUNNING, lease=token, lease_until=now + LEASE, attempts=F("attempts") + 1, started_at=now
        )
    )
    if not taken:
        return None
    lease = Lease(pk, Job.objects.get(pk=pk).subject, token)
    return replace(lease, watch=watch) if watch else lease


def resume(*, now):
    """Do every job that is due: not begun because its nudge was lost, or left by a worker that died."""
    for pk in list(Job.objects.due(now).order_by("pk").values_list("pk", flat=True)):
        run(pk)
