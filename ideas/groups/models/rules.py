"""What a territory may change in how its groups are accompanied [setting]."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Territory


class GroupRules(models.Model):
    """One row per territory that differs from the usual; the defaults are the usual."""

    territory = models.OneToOneField(Territory, models.CASCADE, primary_key=True, related_name="group_rules")
    silence_days = models.PositiveSmallIntegerField(_("days of silence before a group is asked"), default=60)
    answer_days = models.PositiveSmallIntegerField(_("days to answer before it falls asleep"), default=14)
    messages_a_day = models.PositiveSmallIntegerField(_("messages of one group in a day"), default=5)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(silence_days__gte=7, answer_days__gte=3, messages_a_day__gte=1),
                name="groups_rules_leave_time",
            )
        ]

    def __str__(self):
        return f"{self.territory_id}"


def rules_of(territory_id):
    """The `GroupRules` of a territory, the usual ones (unsaved) when it changed nothing."""
    known = GroupRules.objects.filter(pk=territory_id).first()
    return known or GroupRules(territory_id=territory_id)
