"""Ideas put together by the team, each merge a row that can be undone (D17)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from ideas import emails_merging as emails
from ideas.models.family import bump_all, hold, point
from ideas.models.follower import Follower
from ideas.models.idea import Idea
from ideas.models.life import Stage
from ideas.models.record import IdeaStep

TIED = {Stage.GROUPED: 1, Stage.PROJECT: 2}  # stages whose group or project would not follow an idea into another
MOST_AT_ONCE = 50  # a group of similar ideas; hundreds are a theme


class IdeaMergeQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)

    def managed_by(self, person):
        """Merges that `person` may undo: those of either side."""
        events = Event.objects.managed_by(person)
        return self.filter(Q(source__event__in=events) | Q(target__event__in=events))

    def for_pages(self):
        ideas = ("source__event", "source__territory", "target__event", "target__territory")
        return self.select_related(*ideas, "by", "undone_by")


class IdeaMerge(models.Model):
    """One idea put together with another; undone, the row stays and says when and by whom."""

    source = models.ForeignKey(Idea, models.CASCADE, related_name="merges")
    target = models.ForeignKey(Idea, models.CASCADE, related_name="merges_received")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = IdeaMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=Q(undone_at=None), name="ideas_merge_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="ideas_merge_not_into_itself"),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"

    @property
    def stands(self):
        return self.undone_at is None

    @transaction.atomic
    def undo(self, *, by):
        """Let the source stand alone again, with all that had been merged into it (D17).

        ValidationError (`stale`) when it was undone already, or ended because an idea was withdrawn.
        """
        held = hold([self.source_id])
        undone = {"undone_at": timezone.now(), "undone_by": by}
        if not IdeaMerge.objects.standing().filter(pk=self.pk).update(**undone):
            raise ValidationError(_("These ideas are no longer together: look at the page again."), code="stale")
        self.refresh_from_db(fields=["undone_at", "undone_by"])
        family = _written(self.source_id, held)
        point(held, {self.source_id: None})
        _record(held[self.source_id], IdeaStep.Kind.UNMERGED, by=by, other=self.target_id)
        bump_all(held)
        emails.unmerged(self, sources=family, followers=_followers(family))


@transaction.atomic
def merge(target, sources, *, by, why="", agreed=False):
    """Put `sources` together with `target`, the head of their whole from now on; return the `IdeaMerge` rows (D17).

    All or none. ValidationError, nothing changed: `few`, `many`, `itself`, `gone` (refused or withdrawn), `unread` (the
    head waits to be read), `further` (a source has the group or the project that the head lacks), `already` (together),
    `merged` (one is a part: `params["whole"]` is the key of the idea to take instead), `territory` (the other territory
    has not `agreed`), `stale`.
    """
    keys = list(dict.fromkeys(source.pk for source in sources))
    _refuse_numbers(target, keys)
    held = hold([target.pk, *keys])
    for key in (target.pk, *keys):
        _refuse(held.get(key), target=held.get(target.pk), held=held, agreed=agreed)
    families = {key: _written(key, held) for key in keys}
    point(held, dict.fromkeys(keys, target.pk))
    why = why.strip()[:300]
    made = [IdeaMerge(source=held[key], target=held[target.pk], by=by, why=why) for key in keys]
    for one in IdeaMerge.objects.bulk_create(made):
        _record(one.source, IdeaStep.Kind.MERGED, by=by, other=target.pk, why=why)
        family = families[one.source_id]
        emails.merged(one, sources=family, followers=_followers(family), head=held[target.pk])
    bump_all(held)
    for idea in (target, *sources):
        idea.refresh_from_db(fields=["merged_into", "whole"])
    return made


def _refuse_numbers(target, keys):
    if not keys:
        raise ValidationError(_("Choose at least two ideas."), code="few")
    if len(keys) > MOST_AT_ONCE:
        said = _("At most %(most)s ideas are put together at once.")
        raise ValidationError(said, code="many", params={"most": MOST_AT_ONCE})
    if target.pk in keys:
        raise ValidationError(_("An idea is not put together with itself."), code="itself")


def _refuse(idea, *, target, held, agreed):
    """Say why `idea`, one of those to put together, the target included, cannot be."""
    if idea is None or not idea.is_standing:
        title = idea.title if idea else "…"
        raise ValidationError(
            _("“%(title)s” was refused or withdrawn: nothing is put together with it."),
            code="gone",
            params={"title": title},
        )
    if target and idea.pk == target.pk and not Idea.objects.readable().filter(pk=idea.pk).exists():
        raise ValidationError(
            _("“%(title)s” waits to be read: read it first, or let another of these ideas be the head."),
            code="unread",
            params={"title": idea.title},
        )
    if idea.merged_into_id:
        whole = held[idea.whole_id]
        if target and whole.pk == target.pk:
            raise ValidationError(
                _("“%(title)s” and “%(name)s” are together already."),
                code="already",
                params={"title": idea.title, "name": whole.title},
            )
        raise ValidationError(
            _("“%(title)s” is already together with “%(name)s”: take that one instead."),
            code="merged",
            params={"title": idea.title, "name": whole.title, "whole": whole.pk},
        )
    if target and TIED.get(idea.stage, 0) > TIED.get(target.stage, 0):
        raise ValidationError(
            _("“%(title)s” has its group or its project already: let it give its name to the whole."),
            code="further",
            params={"title": idea.title},
        )
    if target and idea.territory_id != target.territory_id and not agreed:
        raise ValidationError(
            _("“%(title)s” is of another territory, whose organisers must agree first."),
            code="territory",
            params={"title": idea.title},
        )


def _written(key, held):
    """Return the idea of `key` and all that was put together with it, the idea first."""
    below = [one for one in held.values() if one.pk != key and key in _path(one, held)]
    return [held[key], *below]


def _path(idea, held):
    """Return the keys through which `idea` leads to its whole."""
    found = []
    while idea.merged_into_id:
        idea = held[idea.merged_into_id]
        found.append(idea.pk)
    return found


def _followers(family):
    return Follower.objects.active().exclude(email="").filter(idea__in=[idea.pk for idea in family]).order_by("pk")


def _record(idea, kind, *, by, other, why=""):
    idea.steps.create(kind=kind, by=by, role=IdeaStep.Role.TEAM, details=str(other), why=why)
