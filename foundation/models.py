"""Rows without a domain: links that act for someone (D64), long work done in batches."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.codes import new_code

PATIENCE = timedelta(seconds=8)  # a nudge takes under a second; beyond this the page says that nobody works


class LinkQuerySet(models.QuerySet):
    def live(self):
        return self.filter(revoked_at=None, used_at=None, expires_at__gt=timezone.now())


def new_link_key():
    return new_code(Link.KEY_LENGTH)


class Link(models.Model):
    """One door opened to whoever holds its token; `subject` says to what, in the words of the app that made it."""

    KEY_LENGTH = 16

    class Kind(models.TextChoices):
        ACT = "act"
        ACCESS = "access"

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_link_key)
    kind = models.CharField(max_length=6, choices=Kind)
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="act") | Q(used_at=None), name="foundation_link_access_not_used_up"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.purpose} {self.subject}"


class JobQuerySet(models.QuerySet):
    def live(self):
        """Waiting or under way."""
        return self.filter(state__in=Job.LIVE)

    def due(self, now):
        """Ready for a worker: not begun, to be tried again, or held by a worker that died."""
        return self.live().filter(Q(lease_until=None) | Q(lease_until__lt=now))


class Job(models.Model):
    """Long work done in batches (`foundation.jobs`); `key` is « kind:subject », so that the same work exists once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("stopped")

    LIVE = (State.WAITING, State.RUNNING)

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0 as long as it is not known
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at=None),
                name="foundation_job_over_has_its_time",
            )
        ]

    def __str__(self):
        return self.key

    @property
    def subject(self):
        return self.key.partition(":")[2]

    @property
    def is_live(self):
        return self.state in self.LIVE

    @property
    def has_failed(self):
        return self.state == self.State.FAILED

    def is_neglected(self, *, now):
        """Nobody has begun for a while: the worker is probably not running."""
        return self.state == self.State.WAITING and not self.attempts and now - self.created_at > PATIENCE


class SignOfLife(models.Model):
    """When what runs in the background was last seen at work: beat asked for it, and a worker wrote it."""

    EVERY = timedelta(seconds=60)
    PATIENCE = timedelta(minutes=5)  # a busy worker ends what it holds first; a laptop just woken needs a minute

    at = models.DateTimeField()

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def give(cls, *, now):
        """Say that the worker and its clock are at work."""
        cls.objects.update_or_create(pk=1, defaults={"at": now})

    @classmethod
    def last(cls):
        """Return when the background was last seen at work, None when it never was."""
        return cls.objects.values_list("at", flat=True).first()
