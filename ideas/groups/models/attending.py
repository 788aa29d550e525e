"""« Je viens, peut-être, je ne viens pas » : what each member says of a meeting that has its date."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups.models.meeting import Meeting


class Coming(models.TextChoices):
    YES = "yes", _("I come")
    MAYBE = "maybe", pgettext_lazy("coming", "perhaps")
    NO = "no", _("I do not come")


class MeetingAnswer(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers")
    membership = models.ForeignKey("groups.Membership", models.CASCADE, related_name="meeting_answers")
    answer = models.CharField(max_length=5, choices=Coming)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="groups_meeting_answer_once")]

    def __str__(self):
        return f"{self.meeting_id} {self.membership_id} {self.answer}"


@transaction.atomic
def say(meeting, membership, answer):
    """Keep what one member says of coming, changeable until the meeting is over."""
    if answer not in Coming.values:
        raise ValidationError(_("Choose one of the answers."), code="answer")
    if not Meeting.objects.upcoming(timezone.now()).filter(pk=meeting.pk).exists():
        raise ValidationError(_("This meeting is over, cancelled, or has no date yet."), code="stale")
    MeetingAnswer.objects.update_or_create(
        meeting=meeting, membership=membership, defaults={"answer": answer, "at": timezone.now()}
    )
    meeting.group.touch()
