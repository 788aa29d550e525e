"""What happened in an assembly: who, when, and why; never how anyone voted."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import ngettext, pgettext_lazy

from members.assemblies.models.assembly import Assembly


class AssemblyStep(models.Model):
    """One line of an assembly's history. Colleagues add their kinds here."""

    class Kind(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("step of a meeting", "the meeting was planned")
        CHANGED = "changed", pgettext_lazy("step of a meeting", "date, place or agenda changed")
        DOCUMENT = "document", pgettext_lazy("step of a meeting", "a document was added")
        UNDOCUMENT = "undoc", pgettext_lazy("step of a meeting", "a document was taken away")
        CALLED = "called", pgettext_lazy("step of a meeting", "the members were called")
        POSTED = "posted", pgettext_lazy("step of a meeting", "letters were posted")
        ADDED = "added", pgettext_lazy("step of a meeting", "a resolution asked for by members was added")
        MOVED = "moved", pgettext_lazy("step of a meeting", "the meeting was moved, the members were called again")
        AGAIN = "again", pgettext_lazy("step of a meeting", "a second call was prepared")
        CANCELLED = "cancelled", pgettext_lazy("step of a meeting", "the meeting was cancelled")
        LISTED = "listed", pgettext_lazy("step of a meeting", "the voters were listed")
        OPENED = "opened", pgettext_lazy("step of a meeting", "the meeting was opened")
        OFFICER = "officer", pgettext_lazy("step of a meeting", "an officer was appointed")
        CLOSED = "closed", pgettext_lazy("step of a meeting", "the meeting was closed")
        CODES = "codes", pgettext_lazy("step of a meeting", "personal codes were given")
        VOTE_OPEN = "voteopen", pgettext_lazy("step of a meeting", "a vote was opened")
        VOTE_CLOSED = "voteclose", pgettext_lazy("step of a meeting", "a vote was closed")
        RESULT = "result", pgettext_lazy("step of a meeting", "a result was announced")
        ROUND = "round", pgettext_lazy("step of a meeting", "another ballot was prepared")
        ONE_PHONE = (
            "onephone",
            pgettext_lazy("step of a meeting", "both counts of the papers were allowed on one phone"),
        )
        EFFECT = "effect", pgettext_lazy("step of a meeting", "an adopted resolution took effect")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["assembly", "-id"])]

    def __str__(self):
        return f"{self.assembly_id} · {self.get_kind_display()}"

    @property
    def said(self):
        """The details in words: a bare number counts members."""
        if not self.details.isdecimal():
            return self.details
        n = int(self.details)
        return ngettext("%(n)s member", "%(n)s members", n) % {"n": n}
