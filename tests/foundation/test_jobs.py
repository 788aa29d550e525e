import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from foundation import jobs, nudging
from foundation.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """Registers a kind « count » whose batches are listed in `done`; `crash_at` makes one of them fail."""

    class Work:
        done: list = []
        crash_at = None

        def __call__(self, lease):
            for step in range(1, 4):
                if step in self.done:
                    continue
                lease.advance(done=step, total=3)
                if step == self.crash_at:
                    raise RuntimeError("no more paper")
                self.done.append(step)

    counting = Work()
    counting.done = []
    monkeypatch.setitem(jobs._kinds, "count", counting)
    return counting


@pytest.fixture(autouse=True)
def nudged(monkeypatch):
    told = []
    monkeypatch.setattr(nudging, "nudge", lambda task, pk: told.append((task, pk)))
    return told


def facts(job):
    job.refresh_from_db()
    return job.state, job.done, job.total, job.error


def test_start_queues_the_work_once(work, nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start("count", 7)
        again = jobs.start("count", 7)
    assert (job.pk, job.subject, job.state) == (again.pk, "7", "waiting")
    assert set(nudged) == {("foundation.tasks.run_job", job.pk)}


def test_start_tells_nobody_when_the_caller_does_the_work(work, nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start("count", 7, nudged=False)
    assert (nudged, jobs.run(job.pk)) == ([], True)


def test_start_begins_finished_work_anew(work):
    jobs.run(jobs.start("count", 7).pk)
    assert facts(jobs.start("count", 7)) == ("waiting", 0, 0, "")


def test_run_does_each_batch_and_finishes(work):
    job = jobs.start("count", 7)
    assert (jobs.run(job.pk), work.done, facts(job)) == (True, [1, 2, 3], ("done", 3, 3, ""))
    assert job.finished_at is not None


def test_run_twice_changes_nothing(work):
    job = jobs.start("count", 7)
    assert [jobs.run(job.pk), jobs.run(job.pk), work.done] == [True, False, [1, 2, 3]]


def test_a_worker_that_fails_is_followed_by_another(work, caplog):
    job = jobs.start("count", 7)
    work.crash_at = 2
    jobs.run(job.pk)
    assert facts(job) == ("waiting", 2, 3, "RuntimeError: no more paper")
    work.crash_at = None
    jobs.resume(now=timezone.now())
    assert work.done == [1]
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.resume(now=timezone.now())
    assert (work.done, facts(job)) == ([1, 2, 3], ("done", 3, 3, ""))


def test_work_that_cannot_be_done_stops_after_a_few_attempts(work, caplog):
    job = jobs.start("count", 7)
    work.crash_at = 1
    for _attempt in range(jobs.MOST_ATTEMPTS + 1):
        Job.objects.filter(lease_until__isnull=False).update(lease_until=timezone.now() - timedelta(seconds=1))
        jobs.run(job.pk)
    assert (job.state, facts(job)[0], job.attempts) == ("waiting", "failed", jobs.MOST_ATTEMPTS)


def test_a_refusal_stops_at_once_with_its_sentence(monkeypatch):
    def refuse(lease):
        raise ValidationError("This file is empty.")

    monkeypatch.setitem(jobs._kinds, "refuse", refuse)
    job = jobs.start("refuse", 1)
    jobs.run(job.pk)
    assert facts(job) == ("failed", 0, 0, "This file is empty.")


def test_a_dead_worker_is_replaced_when_its_lease_ends(work):
    job = jobs.start("count", 7)
    assert jobs.claim(job.pk) is not None  # and nothing more: killed
    jobs.resume(now=timezone.now())
    assert work.done == []
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.resume(now=timezone.now())
    assert work.done == [1, 2, 3]


def test_a_worker_that_wakes_up_late_changes_nothing(work):
    job = jobs.start("count", 7)
    late = jobs.claim(job.pk)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.run(job.pk)
    with pytest.raises(jobs.LeaseLost):
        late.advance(done=1, total=3)
    late.finish()
    late.fail("too late")
    assert facts(job) == ("done", 3, 3, "")


def test_a_job_that_nobody_begins_is_neglected_after_some_seconds(work):
    job = jobs.start("count", 7)
    soon, later = job.created_at + timedelta(seconds=2), job.created_at + timedelta(seconds=30)
    assert (job.is_neglected(now=soon), job.is_neglected(now=later)) == (False, True)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.is_neglected(now=later) is False


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_the_same_job(work):
    job = jobs.start("count", 7)
    together, leases = threading.Barrier(8), []

    def claim():
        try:
            together.wait()
            leases.append(jobs.claim(job.pk))
        finally:
            connection.close()

    workers = [threading.Thread(target=claim) for _worker in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [lease is None for lease in leases].count(False) == 1
