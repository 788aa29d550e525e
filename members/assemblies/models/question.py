"""Written questions of members, and what the board answers to all of them (D45)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.assemblies.models.assembly import Assembly
from members.cooperative.models import Member


class QuestionQuerySet(models.QuerySet):
    def answered(self):
        """Those that all members may read, with their answer; not those that were erased."""
        return self.exclude(answered_at=None).exclude(text="")

    def unanswered(self):
        return self.filter(answered_at=None)


class Question(models.Model):
    """A question, and its answer that all members read; who asked is known to the board alone."""

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="questions")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="questions")
    text = models.TextField(_("your question"), max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(  # who typed a question that came by letter
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answer = models.TextField(_("answer of the board"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.assembly_id} · {self.pk}"
