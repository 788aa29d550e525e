"""What a territory changes in its advice: on or off, after how many days, in its own words; the day of the mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Territory
from projects.coaching.advice import told_by, usual

MOST_DAYS = 365


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class CoachRules(models.Model):
    """One row per territory that differs from the usual; the defaults are the usual [setting]."""

    territory = models.OneToOneField(Territory, models.CASCADE, primary_key=True, related_name="coach_rules")
    active = models.BooleanField(_("send a piece of advice by mail, once a week at most"), default=True)
    weekday = models.PositiveSmallIntegerField(_("the day"), choices=Weekday, default=Weekday.TUESDAY)
    hour = models.PositiveSmallIntegerField(_("from what hour"), default=9)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=4, hour__gte=8, hour__lte=16), name="coaching_rules_in_working_hours"
            )
        ]

    def __str__(self):
        return f"{self.territory_id}"


class AdviceSetting(models.Model):
    """What one territory changed in one piece of advice; deleted, the usual comes back."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="advice_settings")
    code = models.CharField(max_length=30)
    active = models.BooleanField(_("this advice is given"), default=True)
    days = models.PositiveSmallIntegerField(_("after how many days"))
    sentence = models.CharField(_("the advice, in your own words"), max_length=250, blank=True)
    why = models.CharField(_("why it matters, in your own words"), max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "code"], name="coaching_setting_once"),
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=MOST_DAYS), name="coaching_setting_days_in_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.territory_id} · {self.code}"


def rules_of(territory_id):
    """The `CoachRules` of a territory, the usual ones (unsaved) when it changed nothing."""
    return CoachRules.objects.filter(pk=territory_id).first() or CoachRules(territory_id=territory_id)


def advice_of(territory_id):
    """Return every `Advice` as this territory gives it, in order, those switched off too; one statement."""
    return list(advice_of_all([territory_id])[territory_id].values())


def advice_of_all(territories):
    """Return {territory key: {code: its `Advice`}} in order; one statement."""
    own = {(one.territory_id, one.code): one for one in AdviceSetting.objects.filter(territory__in=territories)}
    return {key: {one.code: told_by(one, own.get((key, one.code))) for one in usual()} for key in territories}
