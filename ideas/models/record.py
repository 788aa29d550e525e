"""What is kept beside an idea: consents, steps, reports, and the version of what is shown."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models import Event
from ideas.models.life import PUBLIC_STAGES
from members.models import ConsentRecord


class IdeaConsent(ConsentRecord):
    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="consents")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "purpose"], condition=models.Q(withdrawn_at=None), name="ideas_consent_once"
            )
        ]

    def __str__(self):
        return f"{self.idea} · {self.get_purpose_display()}"


class IdeaStep(models.Model):
    """Each step of an idea's life: when, by whom, why (D18)."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("sent")
        COMPLETED = "completed", _("completed")
        ACCEPTED = "accepted", _("shown")
        REFUSED = "refused", _("refused")
        REOPENED = "reopened", _("to be read again")
        RESUBMITTED = "resubmitted", _("sent again")
        TAKEN_DOWN = "taken_down", _("taken off the wall")
        PUT_BACK = "put_back", _("put back on the wall")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")
        RESTORED = "restored", _("put back by its author")
        PHOTO_ADDED = "photo", _("photo of the sheet added")
        PHOTO_REMOVED = "no_photo", _("photo of the sheet removed")
        HANDED_OVER = "handed_over", _("given back to who claimed it")
        AUTHOR_ERASED = "erased", _("author’s name erased")
        STARRED = "starred", _("starred by its table")
        UNSTARRED = "unstarred", _("no longer starred by its table")
        JOINED = "joined", _("someone carries on with it")
        LEFT = "left", _("someone no longer carries on with it")
        STAGE = "stage", _("moved on")
        MERGED = "merged", _("merged into another idea")
        UNMERGED = "unmerged", _("stands alone again")

    class Role(models.TextChoices):
        """In which role someone took a step: it stays when the name goes (D18)."""

        AUTHOR = "author", _("author of the idea")
        FACILITATOR = "facilitator", _("facilitator of its table")
        TEAM = "team", _("the team")
        GROUP = "group", _("the group")
        COMMITTEE = "committee", _("the committee")
        MACHINE = "machine", _("the platform")

    AT_TABLE = "table"  # `details` of what a facilitator did, who has no account

    PUBLIC = {  # what everyone may read of an idea's life, in public words (D18)
        Kind.SUBMITTED: _("Written at the evening"),
        Kind.PHOTO_ADDED: _("A photo of the sheet was added"),
        Kind.COMPLETED: _("Completed by its author"),
        Kind.ACCEPTED: _("Read by the team and shown"),
    }

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=11, choices=Role, blank=True)
    details = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)  # as its author reads it
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.idea} · {self.get_kind_display()}"

    @property
    def actor(self):
        """Who took it, for the team: a name, or the role that stays when the person is erased (D18)."""
        if self.by:
            return str(self.by)
        if self.role == self.Role.TEAM:
            return _("former member of the team")
        return self.get_role_display()

    @property
    def author_words(self):
        """What its author reads of this step; a refusal or a stop with its reason."""
        if self.kind == self.Kind.STAGE:
            return f"{PUBLIC_STAGES[self.details]}\u00a0: {self.why}" if self.why else PUBLIC_STAGES[self.details]
        said = capfirst(self.get_kind_display())
        reason = dict(self.idea.Refusal.choices).get(self.details, "")
        return f"{said}\u00a0: {reason}" if reason else said

    @property
    def public_words(self):
        """What the public page says of this step, or an empty text."""
        if self.kind == self.Kind.SUBMITTED and self.idea.gathering:
            return _("Written at: %(place)s") % {"place": self.idea.gathering}
        if self.kind == self.Kind.COMPLETED and self.details == self.AT_TABLE:
            return _("Completed at its table")
        if self.kind == self.Kind.STAGE:
            return PUBLIC_STAGES[self.details]
        return self.PUBLIC.get(self.kind, "")


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(handled_at=None)

    def untold(self):
        """Open, and no mail to the organisers has spoken of it."""
        return self.open().filter(told_at=None)

    def managed_by(self, person):
        return self.filter(idea__event__in=Event.objects.managed_by(person))


class Report(models.Model):
    """Someone tells the team that an idea should not be shown (D15)."""

    idea = models.ForeignKey("ideas.Idea", models.CASCADE, related_name="reports")
    reason = models.CharField(_("what is wrong"), max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)  # organisers were written to, once a day at most
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["handled_at", "idea"])]

    def __str__(self):
        return f"{self.idea} · {self.at:%Y-%m-%d}"


class Board(models.Model):
    """The version of what an event's lists and wall show: pages answer « not modified » from it."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="board")
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"{self.event} · {self.version}"

    @classmethod
    def version_of(cls, event_id):
        """The version of an event's ideas, 0 before the first one."""
        return cls.objects.filter(pk=event_id).values_list("version", flat=True).first() or 0


@transaction.atomic
def bump(event_id):
    """Tell lists and wall that ideas of an event have changed; call it inside the change's transaction."""
    newer = Board.objects.filter(pk=event_id)
    if not newer.update(version=F("version") + 1):
        Board.objects.bulk_create([Board(event_id=event_id)], ignore_conflicts=True)
        newer.update(version=F("version") + 1)
