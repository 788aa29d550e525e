"""The undertaking of confidentiality: accepted before the first file, kept with its version and time (D25, D56)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from projects.committee.confidentiality import VERSION
from projects.committee.models.expert import Expert


class UndertakingQuerySet(models.QuerySet):
    def in_force(self):
        """Accepted, in the text of today: a changed text is read and accepted anew."""
        return self.filter(version=VERSION, answer=Undertaking.Answer.ACCEPTED)

    def refused(self):
        """Those who read the text of today and said no: no file opens to them."""
        return self.filter(version=VERSION, answer=Undertaking.Answer.REFUSED)


class Undertaking(models.Model):
    """What an expert answered to one version of the text; a no may become a yes."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("undertaking", "accepted")
        REFUSED = "refused", pgettext_lazy("undertaking", "refused")

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="undertakings")
    version = models.CharField(max_length=20)
    text = models.TextField()  # as it was read, in the language it was read in
    answer = models.CharField(max_length=8, choices=Answer)
    at = models.DateTimeField(default=timezone.now)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "version"], name="committee_undertaking_once_per_version"),
        ]

    def __str__(self):
        return f"{self.expert} · {self.version}"
