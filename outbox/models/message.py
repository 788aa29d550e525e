"""Every mail is a row before it leaves: what left, what will leave, what failed."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outbox.models.mailbox import Mailbox
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
        """Return how many wait, left, left inside a grouped mail, came back, failed and were withdrawn."""
        found = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {
            "waiting": sum(found.get(status, 0) for status in Message.WAITING),
            "left": found.get(Message.Status.SENT, 0),
            "grouped": found.get(Message.Status.GROUPED, 0),
            "bounced": found.get(Message.Status.BOUNCED, 0),
            "failed": found.get(Message.Status.FAILED, 0),
            "withdrawn": found.get(Message.Status.WITHDRAWN, 0),
        }

    def waiting(self):
        return self.filter(status__in=Message.WAITING)

    def unsent(self):
        """Waiting, alone or inside a grouped mail that waits."""
        return self.filter(Q(status__in=Message.WAITING) | Q(status=Message.Status.GROUPED, inside__sent_at=None))

    def held(self):
        """Waiting for the one mail of the day (D62)."""
        return self.filter(status=Message.Status.HELD)

    def held_until(self, now):
        """Held for a moment that has come."""
        return self.held().filter(due_at__lte=now)

    def grouped(self):
        """Put into a grouped mail, which has a row of its own (`inside`)."""
        return self.filter(status=Message.Status.GROUPED)

    def bounced(self):
        return self.filter(status=Message.Status.BOUNCED)

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

    def in_order(self):
        """What someone waits for at this instant first, then service mails, then the rest (D62); oldest first."""
        return self.order_by("priority", "due_at", "pk")

    @transaction.atomic
    def withdraw(self):
        """Take back what has not left because it became untrue; return how many.

        A grouped mail that holds one of them and waits is taken apart: the others wait for the next one.
        """
        holders = set(self.grouped().filter(inside__status=Message.Status.QUEUED).values_list("inside", flat=True))
        taken_apart = [pk for pk in holders if Message.objects.get(pk=pk).take_apart()]
        gone = self.filter(status__in=(Message.Status.QUEUED, Message.Status.HELD))
        if not taken_apart:
            return gone.update(status=Message.Status.WITHDRAWN, text="", html="")
        return gone.exclude(pk__in=taken_apart).update(status=Message.Status.WITHDRAWN, text="", html="")


class Message(models.Model):
    class Status(models.TextChoices):
        QUEUED = "queued", _("will leave")
        SENDING = "sending", _("leaving")
        HELD = "held", _("waits for the mail of the day")
        SENT = "sent", pgettext_lazy("message", "left")
        GROUPED = "grouped", _("is in the mail of the day")
        BOUNCED = "bounced", pgettext_lazy("message", "came back")
        FAILED = "failed", pgettext_lazy("message", "failed")
        WITHDRAWN = "withdrawn", pgettext_lazy("message", "withdrawn")

    class Priority(models.IntegerChoices):
        URGENT = 0, _("someone waits for it")  # sign-in codes, tickets just asked for
        SERVICE = 1, _("service")
        LATER = 2, _("can wait")  # campaigns, news

    WAITING = (Status.QUEUED, Status.SENDING, Status.HELD)
    HAS_LEFT = (Status.SENT, Status.BOUNCED)
    REFUSED = (Status.FAILED, Status.BOUNCED)

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    topic = models.CharField(max_length=40, blank=True)  # empty: a service mail, never cut (D57)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.SERVICE)
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
    provider_id = models.CharField(max_length=200, blank=True)  # how the provider's reports name it
    # The one mail that is not service of an address and a day (D62): "digest:<address>:<day>", taken once.
    slot = models.CharField(max_length=100, null=True, unique=True)
    inside = models.ForeignKey("self", models.SET_NULL, null=True, related_name="parts")

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "priority", "due_at"]),
            models.Index(fields=["about", "-id"]),
            models.Index(fields=["sent_at"]),
            models.Index(fields=["to"]),
            models.Index(fields=["provider_id"], condition=~Q(provider_id=""), name="outbox_message_of_provider"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=("sent", "bounced"), sent_at__isnull=False)
                | (~Q(status__in=("sent", "bounced")) & Q(sent_at=None)),
                name="outbox_message_sent_has_its_time",
            )
        ]

    def __str__(self):
        return self.key

    @property
    def leaves_at_once(self):
        """Whether a worker is told of it now; the sweep takes the others."""
        due = self.status == self.Status.QUEUED and self.due_at <= timezone.now()
        return due and self.priority != self.Priority.LATER

    @property
    def can_be_tried_again(self):
        return self.status in self.REFUSED

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

    def put_back(self):
        """Give the lease back without having tried: there was no room under the limit after all."""
        self._close(status=Message.Status.QUEUED, lease_until=None, attempts=max(0, self.attempts - 1))

    def mark_undeliverable(self, error):
        """Nothing leaves to this address any more, until someone says that it works again."""
        self._close(status=Message.Status.FAILED, lease_until=None, last_error=error[:300])

    def mark_sent(self, *, now, provider_id=""):
        blank = {"subject": "", "text": "", "html": "", "headers": {}, "attachments": []} if self.secret else {}
        self._close(
            status=Message.Status.SENT, sent_at=now, lease_until=None, last_error="",
            provider_id=provider_id[:200], **blank)  # fmt: skip

    def mark_failed(self, error, *, now, for_good):
        """Try again later, unless it cannot heal or was tried too often."""
        if for_good or self.attempts >= MOST_ATTEMPTS:
            self._close(status=Message.Status.FAILED, lease_until=None, last_error=error[:300])
        else:
            wait = RETRY_AFTER[min(self.attempts, len(RETRY_AFTER)) - 1]
            self._close(status=Message.Status.QUEUED, lease_until=None, due_at=now + wait, last_error=error[:300])

    @transaction.atomic
    def try_again(self):
        """An organiser asks for a message that failed or came back to leave after all: its address is trusted again."""
        refused = Message.objects.filter(pk=self.pk, status__in=Message.REFUSED)
        again = refused.exclude(to="").update(  # erased meanwhile: nobody to write to
            status=Message.Status.QUEUED, attempts=0, due_at=timezone.now(), sent_at=None, provider_id=""
        )
        if again:
            Mailbox.objects.trust(self.to)
        return bool(again)

    def mark_bounced(self, answer):
        """The provider tells that it came back, once it had left."""
        left = Message.objects.left().filter(pk=self.pk)
        return bool(left.update(status=Message.Status.BOUNCED, last_error=answer[:300]))

    def take_apart(self):
        """Undo a grouped mail that has not left; what it holds waits again. False when it is leaving."""
        waits = Message.objects.filter(pk=self.pk, status=Message.Status.QUEUED)
        gone = waits.update(
            status=Message.Status.WITHDRAWN, slot=None, key=f"{self.key}:apart:{self.pk}", text="", html=""
        )
        if gone:
            self.parts.grouped().update(status=Message.Status.HELD, inside=None)
        return bool(gone)

    def _close(self, **values):
        # Only who holds the lease writes: a worker that wakes up too late changes nothing.
        held = Message.objects.filter(pk=self.pk, status=Message.Status.SENDING, lease_until=self.lease_until)
        held.update(**values)
