"""What a meeting decided, in the words that were read aloud."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models.meeting import Kind, Meeting

MOST_DECISIONS = 40


class MeetingDecisionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(dropped_at=None).order_by("pk")


class MeetingDecision(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    text = models.CharField(_("decision"), max_length=600)
    membership = models.ForeignKey("groups.Membership", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")

    def __str__(self):
        return self.text

    @transaction.atomic
    def drop(self, *, by=None, membership=None):
        """Take a decision out of the report; the row stays, for the history. False when it was out already."""
        if not MeetingDecision.objects.standing().filter(pk=self.pk).update(dropped_at=timezone.now()):
            return False
        self.meeting.record(Kind.UNDECIDED, by=by, membership=membership, why=self.text[:300])
        return True


@transaction.atomic
def decide(meeting, text, *, by=None, membership=None):
    """Write one decision; the same words sent twice are one. ValidationError without words or over the limit."""
    text = text.strip()
    if not text:
        raise ValidationError(_("Write what was decided."), code="empty")
    if not Meeting.objects.standing().filter(pk=meeting.pk).exists():
        raise ValidationError(_("This meeting was cancelled meanwhile."), code="stale")
    meeting.group.hold()
    standing = meeting.decisions.standing()
    known = standing.filter(text=text).first()
    if known:
        return known
    if standing.count() >= MOST_DECISIONS:
        raise ValidationError(_("A meeting keeps at most %(most)s decisions.") % {"most": MOST_DECISIONS}, code="many")
    made = MeetingDecision.objects.create(meeting=meeting, text=text, membership=membership)
    meeting.record(Kind.DECIDED, by=by, membership=membership)
    meeting.group.touch()
    return made
