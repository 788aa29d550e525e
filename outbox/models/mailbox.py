"""What we learned of an address: whether mails reach it, and what its owner wants (D57)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

EVERYTHING = "*"  # the topic of whoever wants none of what is not service
MOST_SOFT = 5  # mails that came back « later » without one that arrived: the team is told


class MailboxQuerySet(models.QuerySet):
    def dead(self):
        return self.exclude(dead_at=None)

    def doubtful(self):
        """Full or mute for several mails: still tried."""
        return self.filter(dead_at=None, soft_bounces__gte=MOST_SOFT)

    def trust(self, address):
        """The address works (again): someone says so, or a mail arrived."""
        return self.filter(address=address).update(dead_at=None, soft_bounces=0, answer="")

    def bury(self, address, *, answer, now):
        """Nothing more leaves to `address`: a server said for good that nobody reads there."""
        self.get_or_create(address=address)
        self.filter(address=address, dead_at=None).update(dead_at=now, answer=answer[:300])

    def count_soft(self, address, *, answer, now):
        """Count one mail that came back for a while; a report told twice counts once."""
        self.get_or_create(address=address)
        new = Q(last_soft_at=None) | Q(last_soft_at__lt=now)
        self.filter(new, address=address).update(
            soft_bounces=F("soft_bounces") + 1, last_soft_at=now, answer=answer[:300]
        )


class Mailbox(models.Model):
    """What servers and providers said of one address; no row: nothing but good."""

    address = models.EmailField(unique=True)
    dead_at = models.DateTimeField(null=True)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    last_soft_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")

    def __str__(self):
        return self.address


class OptOutQuerySet(models.QuerySet):
    def refuses(self, address, topic):
        """Whether `address` refused this topic, or everything that is not service."""
        return self.filter(address=address, topic__in=(topic, EVERYTHING)).exists()


class OptOut(models.Model):
    """An address that no longer wants one kind of mail; service mails are never cut (D57)."""

    address = models.EmailField()
    topic = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "topic"], name="outbox_opt_out_once")]

    def __str__(self):
        return f"{self.address} {self.topic}"


class AtOnce(models.Model):
    """An address that wants one kind of mail as it comes, rather than in the one mail of the day (D62)."""

    address = models.EmailField()
    topic = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "topic"], name="outbox_at_once_once")]

    def __str__(self):
        return f"{self.address} {self.topic}"
