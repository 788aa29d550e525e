"""What happened in a session, and in the committee itself: who, when, about whom or what, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.committee.models.agenda import AgendaItem
from projects.committee.models.committee import Committee
from projects.committee.models.expert import Expert
from projects.committee.models.session import Session


class SessionStep(models.Model):
    """One line of a session's history; `item` and `expert` say about which file and whom, never how anyone voted."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("the session is planned")
        CHANGED = "changed", _("the session was changed")
        ADDED = "added", _("a file was put on the agenda")
        MOVED = "moved", _("the order or the minutes were changed")
        WITHDRAWN = "withdrawn", _("a file was withdrawn")
        CARRIED = "carried", _("a file was carried over to another session")
        RECEIVED = "received", _("a file was carried over from another session")
        CALLED = "called", _("the experts were invited")
        OPENED = "opened", _("the vote was opened")
        CLOSED = "closed", _("the vote was closed")
        CONFIRMED = "confirmed", _("a decision was confirmed")
        CORRECTED = "corrected", _("a decision was taken back to be corrected")
        RELEASED = "released", _("the decisions were released")
        CANCELLED = "cancelled", _("the session was cancelled")
        CHAIR_HANDED = "handed", _("someone chairs this session in the chair’s place")
        CHAIR_BACK = "back", _("the chair chairs this session again")
        RECUSED = "recused", _("someone withdrew from a file")
        EXPERT_LEFT = "left", _("someone’s term ended: their vote no longer counts, the quorum is counted without them")
        EXPERT_JOINED = "joined", _("someone joined the committee and sits at this session")

    session = models.ForeignKey(Session, models.CASCADE, related_name="steps")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="steps")
    expert = models.ForeignKey(Expert, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=300, blank=True)  # what changed, in the words of the page
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["session", "-id"])]

    def __str__(self):
        return f"{self.session_id} · {self.get_kind_display()}"


class CommitteeStep(models.Model):
    """One line of the committee's history: terms, offices, rules."""

    class Kind(models.TextChoices):
        APPOINTED = "appointed", _("was appointed")
        OFFICE = "office", _("received an office")
        OFFICE_LEFT = "no_office", _("left an office")
        TERM_ENDED = "ended", _("the term was ended")
        RULES = "rules", _("the rules were changed")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="steps")
    expert = models.ForeignKey(Expert, models.SET_NULL, null=True, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.committee_id} · {self.get_kind_display()}"
