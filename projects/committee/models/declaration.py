"""What each expert declares before a file opens: no interest, or a recusal; each change leaves a line (D25)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models.agenda import AgendaItem
from projects.committee.models.expert import Expert


class DeclarationQuerySet(models.QuerySet):
    def recused(self):
        """Experts who stand down from a file, by themselves or by the chair (D25)."""
        return self.filter(kind=Declaration.Kind.RECUSED)

    def free(self):
        """Experts who declared that nothing links them to the file."""
        return self.filter(kind=Declaration.Kind.NONE)

    def for_lists(self):
        """With what a line shows, by file then by expert."""
        found = self.select_related("expert__person", "item__project", "set_by")
        return found.order_by("item__rank", "item", "expert__person__family_name", "expert")


class Declaration(models.Model):
    """One per expert and file; written by `projects.committee.declaring` only. No row means: not declared yet."""

    class Kind(models.TextChoices):
        NONE = "none", pgettext_lazy("declaration", "no link with this file")
        RECUSED = "recused", pgettext_lazy("declaration", "stands down from this file")

    class Reason(models.TextChoices):
        FAMILY = "family", pgettext_lazy("recusal", "family or close friend")
        FINANCIAL = "financial", pgettext_lazy("recusal", "money: shares, a loan, a guarantee")
        PROFESSIONAL = "professional", pgettext_lazy("recusal", "work: employer, client, supplier, mandate")
        COMPETITOR = "competitor", pgettext_lazy("recusal", "competitor")
        OTHER = "other", pgettext_lazy("recusal", "other reason")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="declarations")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=7, choices=Kind)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    words = models.CharField(_("in a few words"), max_length=300, blank=True)  # read by the chair, the secretary
    proposed = models.JSONField(default=list)  # the links that were proposed: [{"code", "name"}]
    by_chair = models.BooleanField(default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "expert"], name="committee_declared_once"),
            models.CheckConstraint(
                condition=Q(kind="recused") & ~Q(reason="") | Q(kind="none", reason="", by_chair=False),
                name="committee_recusal_has_its_reason",
            ),
        ]

    def __str__(self):
        return f"{self.item} · {self.expert}"

    @property
    def is_recusal(self):
        return self.kind == self.Kind.RECUSED


class DeclarationStepQuerySet(models.QuerySet):
    def notable(self):
        """But for « no link », of which there is one per expert and file."""
        return self.exclude(kind=DeclarationStep.Kind.FREE)


class DeclarationStep(models.Model):
    """One line of what was declared for a file: who, when, by whom, whether a vote was taken out by it."""

    class Kind(models.TextChoices):
        FREE = "free", pgettext_lazy("declaration", "declared no link")
        RECUSED = "recused", pgettext_lazy("declaration", "stood down")
        RECUSED_BY_CHAIR = "by_chair", pgettext_lazy("declaration", "set aside by the chair")
        LIFTED = "lifted", pgettext_lazy("declaration", "recusal taken back by the chair")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="declaration_steps")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="declaration_steps")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=300, blank=True)
    vote_removed = models.BooleanField(default=False)  # the recusal came after the vote: it no longer counts
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DeclarationStepQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.item} · {self.expert} · {self.get_kind_display()}"
