"""The release of a session's decisions: one act (D31), then letters by mail, or on paper without address (D63)."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Membership
from projects.committee.models.agenda import AgendaItem
from projects.committee.models.session import Session


class Release(models.Model):
    """Who released the decisions of a session, and when: one row per session, whoever clicks first."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="release")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("release of decisions")

    def __str__(self):
        return f"{self.session} · {timezone.localdate(self.at)}"


class PaperLetterQuerySet(models.QuerySet):
    def of(self, session):
        return self.filter(item__session=session)

    def waiting(self):
        return self.filter(printed_at=None)

    def printed(self):
        return self.exclude(printed_at=None)

    @transaction.atomic
    def mark_printed(self, *, by, now):
        """Say that these letters are on paper; return how many were, whoever clicks twice."""
        return self.waiting().update(printed_at=now, printed_by=by)

    @transaction.atomic
    def put_back(self):
        """The printer jammed: these letters wait again; return how many."""
        return self.printed().update(printed_at=None, printed_by=None)


class PaperLetter(models.Model):
    """The letter of a file to a member of its group whom no mail reaches; its words are those of the decision."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="paper_letters")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    printed_at = models.DateTimeField(null=True, blank=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PaperLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter on paper")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "membership"], name="committee_one_paper_letter"),
        ]

    def __str__(self):
        return f"{self.item_id} · {self.membership_id}"
