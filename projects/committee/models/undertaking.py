"""The undertaking of confidentiality: accepted before the first file, kept with its version and time (D25, D56)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from projects.committee.confidentiality import VERSION, text
from projects.committee.models.expert import Expert


class UndertakingQuerySet(models.QuerySet):
    def today(self):
        """Answers to the text of today: a changed text is read and answered anew."""
        return self.filter(version=VERSION)

    def in_force(self):
        """Accepted, in the text of today."""
        return self.today().filter(answer=Undertaking.Answer.ACCEPTED)

    def refused(self):
        """Those who read the text of today and said no: no file opens to them."""
        return self.today().filter(answer=Undertaking.Answer.REFUSED)

    @transaction.atomic
    def answer(self, expert, *, accepted, now=None):
        """Keep what `expert` answers to the text of today; returns the `Undertaking`.

        A yes stays: nobody is freed from what they read. A no may become a yes. ValidationError `term` out of term,
        `accepted` for a no after a yes.
        """
        now = now or timezone.now()
        if not Expert.objects.in_term(timezone.localdate(now)).filter(pk=expert.pk).exists():
            raise ValidationError(_("Your term at the committee is over."), code="term")
        if given := self.in_force().filter(expert=expert).first():
            if accepted:
                return given
            raise ValidationError(_("You accepted it already: what was read stays between us."), code="accepted")
        answer = Undertaking.Answer.ACCEPTED if accepted else Undertaking.Answer.REFUSED
        values = {"text": text(), "answer": answer, "at": now}
        return self.update_or_create(expert=expert, version=VERSION, defaults=values)[0]


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

    @property
    def is_accepted(self):
        return self.answer == self.Answer.ACCEPTED
