"""Who sits at the committee: terms and offices, dated (D25)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models.committee import Committee


class ExpertQuerySet(models.QuerySet):
    def in_term(self, day=None):
        """Those whose term runs on `day` (today by default): they vote and count for the quorum (D25, D26)."""
        day = day or timezone.localdate()
        return self.filter(since__lte=day, until__gt=day)


class Expert(models.Model):
    """A member of the committee from `since` until the day before `until`; a second term is another row (D25)."""

    class Office(models.TextChoices):
        NONE = "none", pgettext_lazy("committee", "expert")
        CHAIR = "chair", pgettext_lazy("committee", "chair")
        SECRETARY = "secretary", pgettext_lazy("committee", "secretary")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="experts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="expertises")
    office = models.CharField(_("office"), max_length=9, choices=Office, default=Office.NONE)
    employer = models.CharField(_("employer or organisation"), max_length=150, blank=True)
    since = models.DateField(_("member since"), default=timezone.localdate)
    until = models.DateField(_("member until"))

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert of the committee")
        constraints = [
            models.UniqueConstraint(fields=["committee", "person", "since"], name="committee_expert_once"),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="committee_term_in_order"),
        ]

    def __str__(self):
        return str(self.person or _("Former member"))
