"""The personal code with which a member votes, given before the assembly by mail or on paper; kept hashed (D50)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.assemblies.models.assembly import Assembly
from members.cooperative.models import Member

TRIES = 5


class VotingCode(models.Model):
    """One code for one member and one assembly; a new one replaces it. The code itself is only in what was given."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("by e-mail")
        PAPER = "paper", pgettext_lazy("voting code", "on paper")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="voting_codes")
    member = models.ForeignKey(Member, models.CASCADE, related_name="voting_codes")
    mark = models.CharField(max_length=64)  # keyed: of this member and delegate, this assembly
    channel = models.CharField(max_length=5, choices=Channel)
    version = models.PositiveIntegerField(default=1)
    tries_left = models.PositiveSmallIntegerField(default=TRIES)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "member"], name="assemblies_one_code_each"),
            models.CheckConstraint(condition=Q(tries_left__lte=TRIES), name="assemblies_five_tries_at_most"),
        ]

    def __str__(self):
        return f"{self.member} · {self.assembly}"

    @property
    def is_blocked(self):
        return not self.tries_left
