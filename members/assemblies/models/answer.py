"""How each member says that they will take part: a help to prepare, which binds nobody (D45)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from members.assemblies.models.assembly import Assembly
from members.cooperative.models import Member


class Answer(models.Model):
    class Choice(models.TextChoices):
        COMING = "coming", pgettext_lazy("answer to a notice", "I am coming")
        PROXY = "proxy", pgettext_lazy("answer to a notice", "I give a proxy")
        REMOTE = "remote", pgettext_lazy("answer to a notice", "I vote from afar")
        ABSENT = "absent", pgettext_lazy("answer to a notice", "I shall be absent")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="assembly_answers")
    choice = models.CharField(max_length=6, choices=Choice)
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(  # of the board, for who answered by telephone or on paper
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assembly", "member"], name="assemblies_one_answer_each")]

    def __str__(self):
        return f"{self.assembly_id} · {self.member_id} · {self.choice}"
