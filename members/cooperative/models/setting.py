"""The trace of what the board changed in the settings of its cooperative (D40–D52)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from members.cooperative.models.cooperative import Cooperative


class SettingStep(models.Model):
    """One change: `changes` is a list of [name of the setting, what it said, what it says], as texts."""

    class Kind(models.TextChoices):
        SET_UP = "set_up", pgettext_lazy("cooperative", "set up")
        RULES = "rules", pgettext_lazy("cooperative", "rules changed")
        WEIGHTS = "weights", pgettext_lazy("cooperative", "weights of colleges decided")
        GROUPS = "groups", pgettext_lazy("cooperative", "categories or colleges changed")

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="setting_steps")
    kind = models.CharField(max_length=7, choices=Kind)
    changes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.cooperative} · {self.get_kind_display()}"
