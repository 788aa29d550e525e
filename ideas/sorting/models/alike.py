"""Ideas that look alike, proposed to the team after the evening; a participant is never stopped by it (D17)."""

from itertools import combinations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from foundation import jobs
from ideas.models import Idea
from ideas.models.merging import IdeaMerge, merge
from members.models import Territory

KIND = "alike"
VERY_CLOSE = 60  # from this score on, out of 100
CLOSE = 45
MOST_IDEAS = 8  # of one group: more is a theme, not an idea


class AlikeRunQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(finished_at=None)

    def over(self):
        return self.exclude(finished_at=None)

    def managed_by(self, person):
        return self.filter(territory__in=Territory.objects.managed_by(person))


class AlikeRun(models.Model):
    """One search for ideas that look alike, over a territory or one of its evenings; the job of its key does it."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ideas = models.PositiveIntegerField(default=0)  # how many were compared
    found = models.PositiveIntegerField(default=0)  # how many groups were proposed
    finished_at = models.DateTimeField(null=True)

    objects = AlikeRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["territory"], condition=Q(finished_at=None), name="sorting_alike_one_run_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.event or self.territory} ({self.at:%Y-%m-%d %H:%M})"

    @classmethod
    @transaction.atomic
    def begin(cls, territory, *, by, event=None):
        """Start a search over `territory`, or over one `event` of it, and return it; the one under way if there is.

        A search whose work stopped for good begins anew.
        """
        under_way = {"event": event, "by": by}
        run, made = cls.objects.get_or_create(territory=territory, finished_at=None, defaults=under_way)
        if not made and not run.job_is_live:
            cls.objects.filter(pk=run.pk).update(event=event, by=by, at=timezone.now())
            run.refresh_from_db()
        jobs.start(KIND, run.pk)
        return run

    @property
    def job(self):
        return jobs.find(KIND, self.pk)

    @property
    def job_is_live(self):
        return bool((job := self.job) and job.is_live)

    @property
    def scope(self):
        """The ideas to compare: those that stand, each whole once."""
        ideas = Idea.objects.standing().filter(territory=self.territory_id, merged_into=None)
        return ideas.filter(event=self.event_id) if self.event_id else ideas


class AlikeGroupQuerySet(models.QuerySet):
    def waiting(self):
        """Not decided, even of a search under way."""
        return self.filter(status=self.model.Status.PROPOSED)

    def proposed(self):
        """Not decided, of a search that is over."""
        return self.filter(status=self.model.Status.PROPOSED, run__finished_at__isnull=False)

    def decided(self):
        return self.exclude(status=self.model.Status.PROPOSED)

    def worth_showing(self):
        """Proposed, with at least two ideas that still stand by themselves."""
        present = AlikeIdea.objects.present().filter(group=OuterRef("pk")).order_by()
        two = present.values("group").annotate(n=Count("pk")).filter(n__gte=2)
        return self.proposed().filter(Exists(two))

    def managed_by(self, person):
        return self.filter(run__territory__in=Territory.objects.managed_by(person))

    def for_pages(self):
        """With each idea, in the order of its key, and what its card shows, in two statements."""
        rows = AlikeIdea.objects.select_related("idea__event", "idea__theme", "idea__gathering").order_by("idea_id")
        return self.select_related("run", "target").prefetch_related(Prefetch("members", rows))


class AlikeGroup(models.Model):
    """Ideas proposed as one, until the team puts them together, sets some apart, or says that they differ."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("to be looked at")
        MERGED = "merged", _("put together")
        SPLIT = "split", _("split")
        REFUSED = "refused", _("not the same idea")

    run = models.ForeignKey(AlikeRun, models.CASCADE, related_name="groups")
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED)
    score = models.PositiveSmallIntegerField()  # out of 100
    words = models.CharField(max_length=200, blank=True)  # what they share, as it is written in one of them
    target = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="+")  # the whole chosen
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )  # what it was split off
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AlikeGroupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "status", "-score", "id"], name="sorting_alike_best_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at=None) | ~Q(status="proposed") & Q(decided_at__isnull=False),
                name="sorting_alike_decided_has_its_time",
            )
        ]

    def __str__(self):
        return f"{self.pk} ({self.score})"

    @property
    def closeness(self):
        """The score in words, and the name of its colour."""
        if self.score >= VERY_CLOSE:
            return _("very close"), "good"
        return (_("close"), "plain") if self.score >= CLOSE else (_("to be checked"), "warn")

    @transaction.atomic
    def unite(self, target, *, by, only=None):
        """Put the ideas of `only` (all when None) that still stand by themselves together with `target`, if any (D17).

        The ideas that are not in `only` are remembered as other ideas. ValidationError, nothing changed: `few`,
        `stale` (decided meanwhile), or any of `ideas.models.merging.merge`.
        """
        ideas = self._present()
        chosen = [idea for idea in ideas if only is None or idea.pk in only or idea == target]
        if target not in ideas or len(chosen) < 2:
            raise ValidationError(_("Choose at least two ideas that are still by themselves."), code="few")
        self._decide(AlikeGroup.Status.MERGED, by=by, target=target)
        merge(target, [idea for idea in chosen if idea != target], by=by, why=str(_("They say the same thing.")))
        Refusal.remember(self, chosen, [idea for idea in ideas if idea not in chosen])

    @transaction.atomic
    def split(self, staying, *, by):
        """Keep the ideas of these keys as one proposal; each of the others is remembered as another idea.

        Returns the new `AlikeGroup`, None when fewer than two stay. ValidationError: `all`, `few`, `stale`.
        """
        ideas = self._present()
        kept = [idea for idea in ideas if idea.pk in staying]
        gone = [idea for idea in ideas if idea.pk not in staying]
        if not gone:
            raise ValidationError(_("Untick the ideas that are something else."), code="all")
        if not kept:
            raise ValidationError(_("Tick the ideas that stay together."), code="few")
        self._decide(AlikeGroup.Status.SPLIT, by=by)
        Refusal.remember(self, kept, gone)
        if len(kept) < 2:
            return None
        group = AlikeGroup.objects.create(run=self.run, score=self.score, words=self.words, parent=self)
        AlikeIdea.objects.bulk_create([AlikeIdea(group=group, idea=idea) for idea in kept])
        return group

    @transaction.atomic
    def refuse(self, *, by):
        """« This is not the same idea »: no two of them are proposed together any more."""
        ideas = self._present()
        self._decide(AlikeGroup.Status.REFUSED, by=by)
        for one, other in combinations(ideas, 2):
            Refusal.remember(self, [one], [other])

    @transaction.atomic
    def undo(self, *, by):
        """Take the last decision back: merges are undone, pairs are forgotten, the group waits again.

        ValidationError (`stale`) when it waits already, or what was split off was decided in turn.
        """
        children = AlikeGroup.objects.filter(parent=self)
        if children.exclude(status=self.Status.PROPOSED).exists():
            raise _stale()
        undone = {"status": self.Status.PROPOSED, "decided_at": None, "decided_by": None, "target": None}
        decided = AlikeGroup.objects.filter(pk=self.pk, decided_at=self.decided_at)
        if not self.decided_at or not decided.update(**undone):
            raise _stale()
        if self.target_id:
            together = IdeaMerge.objects.standing().filter(target=self.target_id, at__gte=self.decided_at)
            for one in together.filter(source__in=self.members.values("idea")).order_by("pk"):
                one.undo(by=by)
        children.delete()
        Refusal.objects.filter(group=self).delete()
        self.refresh_from_db()

    def _present(self):
        return [row.idea for row in self.members.all().present().select_related("idea").order_by("idea_id")]

    def _decide(self, status, *, by, **values):
        decided = {"status": status, "decided_by": by, "decided_at": timezone.now(), **values}
        if not AlikeGroup.objects.proposed().filter(pk=self.pk).update(**decided):
            raise _stale()
        self.refresh_from_db()


class AlikeIdeaQuerySet(models.QuerySet):
    def present(self):
        """Ideas that still stand, by themselves."""
        return self.filter(idea__status__in=Idea.STANDING, idea__merged_into=None)


class AlikeIdea(models.Model):
    """One idea of a group."""

    group = models.ForeignKey(AlikeGroup, models.CASCADE, related_name="members")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")

    objects = AlikeIdeaQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "idea"], name="sorting_alike_idea_once_in_a_group")]

    def __str__(self):
        return f"{self.group_id}: {self.idea_id}"

    @property
    def is_present(self):
        return self.idea.is_standing and self.idea.merged_into_id is None


class Refusal(models.Model):
    """Two ideas that the team said are different: never proposed together again."""

    low = models.ForeignKey(Idea, models.CASCADE, related_name="+")  # the smaller key
    high = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    group = models.ForeignKey(AlikeGroup, models.SET_NULL, null=True, related_name="+")  # so that it can be undone
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="sorting_refusal_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="sorting_refusal_in_order"),
        ]

    def __str__(self):
        return f"{self.low_id} ≠ {self.high_id}"

    @classmethod
    def of(cls, idea):
        """{(low, high)} of the pairs refused with `idea`."""
        return set(cls.objects.filter(Q(low=idea.pk) | Q(high=idea.pk)).values_list("low", "high"))

    @classmethod
    def remember(cls, group, ones, others):
        """Keep that each of `ones` differs from each of `others`."""
        pairs = {(min(a.pk, b.pk), max(a.pk, b.pk)) for a in ones for b in others}
        rows = [cls(low_id=low, high_id=high, group=group) for low, high in sorted(pairs)]
        cls.objects.bulk_create(rows, ignore_conflicts=True)


def _stale():
    return ValidationError(_("Someone decided meanwhile: look at the page again."), code="stale")
