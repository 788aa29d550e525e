"""What each member was sent of a call, and the proof that it left (D45)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.codes import clean_code, new_code
from members.assemblies.models.assembly import Assembly
from members.cooperative.models import Member
from outbox.models import Message

CODE_LENGTH = 10


def new_notice_code():
    return new_code(CODE_LENGTH)


class NoticeQuerySet(models.QuerySet):
    def of_edition(self, edition):
        """Those of one edition of the call: the first one, or what was sent again since."""
        return self.filter(edition=edition)

    def of_code(self, scanned):
        """That of a code as it was typed, with blanks or small letters, or of the whole address that its QR says."""
        return self.filter(code=clean_code(scanned.strip().rstrip("/").rpartition("/")[2]))

    def by_mail(self):
        return self.filter(channel=Notice.Channel.MAIL)

    def letters(self):
        return self.filter(channel=Notice.Channel.LETTER)

    def waiting(self):
        """Neither left nor come back: the mail will leave, the letter is to be posted."""
        return self.filter(status=Notice.Status.WAITING)

    def to_queue(self):
        """By mail, still without a message in the outbox."""
        return self.by_mail().waiting().filter(message=None)

    def to_post(self):
        return self.letters().waiting()

    def dispatched(self):
        """Which left: the proof stands."""
        return self.filter(status__in=(Notice.Status.SENT, Notice.Status.POSTED))

    def failed(self):
        return self.filter(status=Notice.Status.FAILED)

    def for_display(self):
        """In the order of the register, with what a line shows."""
        return self.select_related("member", "message", "posted_by").order_by("member__number", "edition", "pk")


class Notice(models.Model):
    """One notice to one member: `edition` 1 is the call, each addition or move sends the next one.

    `code` is printed on it, as a QR, for the attendance desk: it tells who comes, and opens nothing.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", pgettext_lazy("notice", "by e-mail")
        LETTER = "letter", pgettext_lazy("notice", "by letter")

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("notice", "has not left yet")
        SENT = "sent", pgettext_lazy("notice", "accepted by the mail server")
        POSTED = "posted", pgettext_lazy("notice", "posted")
        FAILED = "failed", pgettext_lazy("notice", "came back")  # a letter takes its place
        REPLACED = "replaced", pgettext_lazy("notice", "replaced by the next one")  # before it left

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="notices")
    member = models.ForeignKey(Member, models.PROTECT, related_name="notices")
    edition = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=6, choices=Channel)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_notice_code)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    to = models.CharField(max_length=300, blank=True)  # the address that it was sent to, as of that day
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)  # when the mail server took it
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proof = models.CharField(max_length=300, blank=True)  # what the server answered, or how the letter was posted

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of a meeting")
        indexes = [models.Index(fields=["assembly", "edition", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "member", "edition", "channel"], name="assemblies_one_notice_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False, channel="mail")
                | Q(status="posted", posted_on__isnull=False, channel="letter")
                | Q(status__in=("waiting", "failed", "replaced"), posted_on=None),
                name="assemblies_a_dispatch_has_its_proof",
            ),
        ]

    def __str__(self):
        return f"{self.assembly_id} · {self.member_id} · {self.edition}"

    @property
    def is_letter(self):
        return self.channel == self.Channel.LETTER

    @property
    def is_to_post(self):
        return self.is_letter and self.status == self.Status.WAITING

    @property
    def is_failed(self):
        return self.status == self.Status.FAILED

    @property
    def has_left(self):
        """Whether the proof of its dispatch stands."""
        return self.status in (self.Status.SENT, self.Status.POSTED)
