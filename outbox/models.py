"""Every mail is a row before it leaves: what left, what will leave, what failed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outbox.refusals import plain_words

LEASE = timedelta(minutes=5)  # longer than the slowest SMTP dialogue (EMAIL_TIMEOUT), shorter than patience
MOST_ATTEMPTS = 6
RETRY_AFTER = [timedelta(minutes=n) for n in (1, 5, 20, 60, 180)]  # a village's provider comes back within the day


class MessageQuerySet(models.QuerySet):
    def about(self, subject):
        """What concerns one thing, as "event:42"."""
        return self.filter(about=subject)

    def about_one(self, subject, code, *, address):
        """What concerns one person of that thing: their code ends the key, or it goes to their address."""
        return self.about(subject).filter(Q(key__endswith=f":{code}") | Q(to=address) & ~Q(to=""))

    def to_address(self, search):
        """Whose address holds what was typed."""
        return self.filter(to__icontains=search) if search else self

    def without_text(self):
        """For lists: the text and the attachments stay in the database."""
        return self.defer("text", "html", "attachments", "headers")

    def counts(self):
        """Return how many wait, left, failed and were withdrawn."""
        found = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {
            "waiting": sum(found.get(status, 0) for status in Message.WAITING),
            "left": found.get(Message.Status.SENT, 0),
            "failed": found.get(Message.Status.FAILED, 0),
            "withdrawn": found.get(Message.Status.WITHDRAWN, 0),
        }

    def waiting(self):
        return self.filter(status__in=Message.WAITING)

    def left(self):
        return self.filter(status=Message.Status.SENT)

    def failed(self):
        return self.filter(status=Message.Status.FAILED)

    def withdrawn(self):
        return self.filter(status=Message.Status.WITHDRAWN)

    def due(self, now):
        """Ready to leave: never tried, to be tried again, or held by a worker that died."""
        return self.filter(
            Q(status=Message.Status.QUEUED) | Q(status=Message.Status.SENDING, lease_until__lt=now), due_at__lte=now
        )

    def withdraw(self):
        """Take back what has not left because it became untrue; return how many."""
        return self.filter(status=Message.Status.QUEUED).update(status=Message.Status.WITHDRAWN, text="", html="")


class Message(models.Model):
    class Status(models.TextChoices):
        QUEUED = "queued", _("will leave")
        SENDING = "sending", _("leaving")
        SENT = "sent", pgettext_lazy("message", "left")
        FAILED = "failed", pgettext_lazy("message", "failed")
        WITHDRAWN = "withdrawn", pgettext_lazy("message", "withdrawn")

    WAITING = (Status.QUEUED, Status.SENDING)

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)
    to = models.EmailField()
    to_name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=5, default="fr")
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)  # [{"name", "type", "base64", "cid" when shown inside}]
    secret = models.BooleanField(default=False)  # its text is blanked once delivered: sign-in codes
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "due_at"]),
            models.Index(fields=["about", "-id"]),
            models.Index(fields=["sent_at"]),
            models.Index(fields=["to"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at=None)),
                name="outbox_message_sent_has_its_time",
            )
        ]

    def __str__(self):
        return self.key

    @property
    def spoken_error(self):
        """Why it did not leave, in words for who organises; `last_error` keeps what the server said."""
        return plain_words(self.last_error)

    def claim(self, *, now):
        """Take the message for this worker alone; False when another has it or it has left."""
        claimed = Message.objects.due(now).filter(pk=self.pk)
        taken = claimed.update(status=Message.Status.SENDING, lease_until=now + LEASE, attempts=F("attempts") + 1)
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def mark_sent(self, *, now):
        blank = {"subject": "", "text": "", "html": "", "attachments": []} if self.secret else {}
        self._close(status=Message.Status.SENT, sent_at=now, lease_until=None, last_error="", **blank)

    def mark_failed(self, error, *, now, for_good):
        """Try again later, unless it cannot heal or was tried too often."""
        if for_good or self.attempts >= MOST_ATTEMPTS:
            self._close(status=Message.Status.FAILED, lease_until=None, last_error=error[:300])
        else:
            wait = RETRY_AFTER[min(self.attempts, len(RETRY_AFTER)) - 1]
            self._close(status=Message.Status.QUEUED, lease_until=None, due_at=now + wait, last_error=error[:300])

    def try_again(self):
        """An organiser asks for a failed message to leave after all."""
        failed = Message.objects.failed().filter(pk=self.pk).exclude(to="")  # erased meanwhile: nobody to write to
        return bool(failed.update(status=Message.Status.QUEUED, attempts=0, due_at=timezone.now()))

    def _close(self, **values):
        # Only who holds the lease writes: a worker that wakes up too late changes nothing.
        held = Message.objects.filter(pk=self.pk, status=Message.Status.SENDING, lease_until=self.lease_until)
        held.update(**values)


class OptOut(models.Model):
    """An address that no longer wants one kind of mail; service mails are never cut (D57)."""

    address = models.EmailField()
    topic = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "topic"], name="outbox_opt_out_once")]

    def __str__(self):
        return f"{self.address} {self.topic}"


def sending_room(*, now):
    """Return how many messages may leave now under the provider's limits (D62), None without limit."""
    rooms = []
    for limit, span in ((settings.MAIL_PER_HOUR, timedelta(hours=1)), (settings.MAIL_PER_DAY, timedelta(days=1))):
        if limit:
            rooms.append(max(0, limit - Message.objects.filter(sent_at__gt=now - span).count()))
    return min(rooms, default=None)


def last_departure(*, now):
    """Return when the last of the messages that are due now will have left under the limits (D62), None without limit.

    A whole hour (or day) is counted for each allowance after the one that is left: the true moment is seldom later.
    """
    waiting, latest = Message.objects.due(now).count(), None
    for limit, span in ((settings.MAIL_PER_HOUR, timedelta(hours=1)), (settings.MAIL_PER_DAY, timedelta(days=1))):
        if limit and waiting:
            room = max(0, limit - Message.objects.filter(sent_at__gt=now - span).count())
            moment = now + span * -(-max(0, waiting - room) // limit)
            latest = max(latest or moment, moment)
    return latest
