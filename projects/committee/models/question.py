"""Questions of the experts to who bears a project, answered before the vote (D24)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Membership
from projects.committee.models.agenda import AgendaItem
from projects.committee.models.expert import Expert

LONGEST = 1000  # characters of a question
LONGEST_ANSWER = 3000


class QuestionQuerySet(models.QuerySet):
    def waiting(self):
        """Not answered yet."""
        return self.filter(answered_at=None)

    def answered(self):
        return self.exclude(answered_at=None)

    def not_announced(self):
        """No mail has told the bearer of them yet."""
        return self.filter(announced_at=None, answered_at=None)


class Question(models.Model):
    """Asked by one expert, read by all of the session and by the bearer, who never reads who asked."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="questions")
    expert = models.ForeignKey(Expert, models.SET_NULL, null=True, related_name="questions")
    text = models.TextField(_("your question"), max_length=LONGEST)
    asked_at = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("your answer"), max_length=LONGEST_ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")  # None: the team typed it

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of an expert")
        ordering = ["pk"]
        indexes = [models.Index(fields=["announced_at", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="committee_answer_has_its_date",
            )
        ]

    def __str__(self):
        return f"{self.item_id} · {self.pk}"
