"""Two people say that they wrote the same idea: the team decides, and both are told (D11)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from foundation import links
from ideas import emails
from ideas.models.idea import RECEIPT, Idea
from ideas.models.record import IdeaStep, bump
from members.models import ConsentRecord


class ClaimQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=Claim.Status.OPEN)

    def managed_by(self, person):
        return self.filter(idea__event__in=Event.objects.managed_by(person))


class Claim(models.Model):
    """Someone who holds the receipt says that the address attached is not theirs, or is lost."""

    class Status(models.TextChoices):
        OPEN = "open", _("to decide")
        GRANTED = "granted", _("given to who asked")
        REFUSED = "refused", _("left as it was")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="claims")
    email = models.EmailField(_("your e-mail"))
    words = models.TextField(_("how did it come about?"), max_length=1000)
    language = models.CharField(max_length=5, default="fr")
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "idea"])]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "email"], condition=models.Q(status="open"), name="ideas_claim_once"
            )
        ]

    def __str__(self):
        return f"{self.idea} · {self.email}"

    @classmethod
    @transaction.atomic
    def make(cls, idea, *, email, words, language):
        """Ask the team; who holds the idea now is told. Asked again from the same address, it is the same claim."""
        values = {"words": words, "language": language}
        claim, made = cls.objects.open().get_or_create(
            idea=idea, email=email.strip().lower(), defaults={**values, "status": cls.Status.OPEN}
        )
        if made:
            emails.claim_heard(claim)
        return claim

    @transaction.atomic
    def grant(self, *, by):
        """Give the idea to who asked: former links die, the former name leaves, and both are told."""
        self._decide(self.Status.GRANTED, by=by)
        idea, former = self.idea, self.idea.author_email
        links.revoke(RECEIPT, idea.pk)
        Idea.objects.filter(pk=idea.pk).update(author_email=self.email, author_name="", person=None)
        named = idea.consents.filter(purpose=ConsentRecord.Purpose.NAME_SHOWN, withdrawn_at=None)
        named.update(withdrawn_at=timezone.now())
        idea.refresh_from_db()
        idea.steps.create(kind=IdeaStep.Kind.HANDED_OVER, by=by)
        bump(idea.event_id)
        emails.claim_granted(self)
        emails.claim_lost(self, former=former)

    @transaction.atomic
    def refuse(self, *, by):
        """Leave the idea to who holds it; both are told."""
        self._decide(self.Status.REFUSED, by=by)
        emails.claim_refused(self)
        emails.claim_kept(self)

    def _decide(self, status, *, by):
        decided = {"status": status, "decided_at": timezone.now(), "decided_by": by}
        if not Claim.objects.open().filter(pk=self.pk).update(**decided):
            raise ValidationError(_("A colleague has already decided: look at the page again."), code="stale")
        self.refresh_from_db()
