"""Ideas of two territories are put together only when the organisers of both agreed (D17)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event
from ideas import emails_merging as emails
from ideas.models.idea import Idea
from ideas.models.merging import merge
from members.models import Role, Territory

WAITS = timedelta(days=30)  # then nobody expects an answer any more; it can be asked again


class MergeRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=MergeRequest.Status.OPEN)

    def asked_of(self, person):
        """Which the organisers of a territory answer, that `person` organises today."""
        return self.filter(asked__in=Territory.objects.managed_by(person))

    def to_be_answered_by(self, person):
        return self.open().asked_of(person)

    def managed_by(self, person):
        """Of either side."""
        events = Event.objects.managed_by(person)
        return self.filter(Q(source__event__in=events) | Q(target__event__in=events))

    def due_to_expire(self, now):
        return self.open().filter(at__lt=now - WAITS)

    def for_pages(self):
        ideas = ("source__event", "source__territory", "target__event", "target__territory")
        return self.select_related(*ideas, "asked", "by", "answered_by")


class MergeRequest(models.Model):
    """One side asks the other; open → accepted (and merged), refused, taken back or expired."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("merge request", "waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("merge request", "accepted")
        REFUSED = "refused", pgettext_lazy("merge request", "refused")
        TAKEN_BACK = "taken_back", pgettext_lazy("merge request", "taken back")
        EXPIRED = "expired", pgettext_lazy("merge request", "left without an answer")

    source = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    target = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    asked = models.ForeignKey(Territory, models.CASCADE, related_name="+")  # whose organisers answer
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MergeRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "asked"])]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"], condition=Q(status="open"), name="ideas_mergerequest_once"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="ideas_mergerequest_not_into_itself"),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def expires_at(self):
        return self.at + WAITS

    @transaction.atomic
    def accept(self, *, by):
        """Agree for the other side: the ideas are together from now on; return the `IdeaMerge`.

        ValidationError, the request still open, when they cannot be any more (see `merge`).
        """
        self._answer(self.Status.ACCEPTED, by=by)
        return merge(self.target, [self.source], by=by, why=self.why, agreed=True)[0]

    @transaction.atomic
    def refuse(self, *, by, why=""):
        """Decline for the other side, which is told why."""
        self._answer(self.Status.REFUSED, by=by, answer=why.strip()[:300])

    @transaction.atomic
    def take_back(self, *, by):
        """Ask no more."""
        self._answer(self.Status.TAKEN_BACK, by=by)

    @transaction.atomic
    def expire(self):
        """Nobody answered in `WAITS`."""
        self._answer(self.Status.EXPIRED, by=None)

    def _answer(self, status, *, by, answer=""):
        answered = {"status": status, "answered_by": by, "answered_at": timezone.now(), "answer": answer}
        if not MergeRequest.objects.open().filter(pk=self.pk).update(**answered):
            raise ValidationError(_("This request was already answered: look at the page again."), code="stale")
        self.refresh_from_db()
        if by is None or by.pk != self.by_id:
            emails.merge_answered(self)


@transaction.atomic
def put_together(target, sources, *, by, why=""):
    """Merge what `by` may decide, and ask the other territory for the rest; return (merges, requests).

    All or none. ValidationError: `stranger` (neither idea of a pair is theirs), or any of `merge` and `ask_to_merge`.
    """
    mine = set(Territory.objects.managed_by(by).values_list("pk", flat=True))
    if any(not mine & {source.territory_id, target.territory_id} for source in sources):
        raise ValidationError(_("One at least of two ideas has to be of your territory."), code="stranger")
    decided = [source for source in sources if {source.territory_id, target.territory_id} <= mine]
    asked = [source for source in sources if source not in decided]
    made = merge(target, decided, by=by, why=why, agreed=True) if decided or not asked else []
    return made, [ask_to_merge(target, source, by=by, why=why) for source in asked]


@transaction.atomic
def ask_to_merge(target, source, *, by, why=""):
    """Ask the territory that `by` does not organise; return the open `MergeRequest`, the same when asked again.

    ValidationError (`itself`, `gone`) when it makes no sense.
    """
    if target.pk == source.pk:
        raise ValidationError(_("An idea is not put together with itself."), code="itself")
    if not (target.is_standing and source.is_standing):
        raise ValidationError(_("One of these ideas was refused or withdrawn meanwhile."), code="gone")
    mine = Territory.objects.managed_by(by)
    asked = source.territory if mine.filter(pk=target.territory_id).exists() else target.territory
    request, made = MergeRequest.objects.open().get_or_create(
        source=source,
        target=target,
        defaults={"asked": asked, "by": by, "why": why.strip()[:300], "status": MergeRequest.Status.OPEN},
    )
    if made:
        roles = Role.objects.in_force().filter(territory=asked, kind__in=Role.ORGANISING).exclude(person__email=None)
        for role in roles.select_related("person").order_by("pk"):
            emails.merge_requested(request, role.person)
    return request
