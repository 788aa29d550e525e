"""The life of an idea after it was read: allowed steps, each kept with when, in which role and why (D18).

It is apart from moderation (`Idea.status`, what may be shown): an idea shown may be set aside, and taken up again.
Being merged is no stage: the idea keeps its own, and the whole that it joined goes on with its own (D17).
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where an idea is, in the words of the team."""

    TO_SORT = "to_sort", _("to sort")
    TO_DIG = "to_dig", _("to look into")
    KEPT = "kept", _("kept")
    GROUPED = "grouped", _("has a group")
    PROJECT = "project", _("became a project")
    SET_ASIDE = "set_aside", _("set aside")


PUBLIC_STAGES = {  # the same, as everyone reads it (D18)
    Stage.TO_SORT: _("Received"),
    Stage.TO_DIG: _("The team is looking into it"),
    Stage.KEPT: _("Kept: it seeks its group"),
    Stage.GROUPED: _("A group is at work on it"),
    Stage.PROJECT: _("It became a project"),
    Stage.SET_ASIDE: _("Kept in reserve"),
}

MERGED = _("Put together with another idea")  # as everyone reads it: the whole tells what comes next

ALLOWED = {
    Stage.TO_SORT: (Stage.TO_DIG, Stage.KEPT, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.TO_DIG: (Stage.TO_SORT, Stage.KEPT, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.KEPT: (Stage.TO_SORT, Stage.TO_DIG, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.GROUPED: (Stage.KEPT, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.PROJECT: (Stage.KEPT, Stage.GROUPED, Stage.SET_ASIDE),
    Stage.SET_ASIDE: (Stage.TO_SORT, Stage.TO_DIG, Stage.KEPT),
}

FIRST = {  # what has to happen before a step that is not allowed, by where the idea is
    Stage.GROUPED: _("A group is at work on it: say first that it seeks a group again (“kept”)."),
    Stage.PROJECT: _("It became a project: say first that it seeks a group again (“kept”)."),
    Stage.SET_ASIDE: _("It is set aside: take it up again first (“kept”), then found its group or its project."),
}

NEEDS_REASON = (Stage.SET_ASIDE,)  # whoever wrote it is told why it stops


@dataclass(frozen=True)
class Missing:
    """What a stage still waits for: a sentence, and the page (`url`) where it is done, with the words of its link."""

    sentence: str | Promise
    url: str = ""
    act: str | Promise = ""


class Unmet(ValidationError):
    """A step refused because of `missing`, a `Missing`, which a page shows with its link."""

    def __init__(self, missing):
        super().__init__(missing.sentence, code="condition")
        self.missing = missing


_conditions = {}


def require(stage, condition):
    """Let `condition(idea)` say what `stage` waits for, a `Missing` or None; rooms and higher floors call it once."""
    asked = _conditions.setdefault(Stage(stage), [])
    if condition not in asked:
        asked.append(condition)


def missing_for(idea, stage):
    """Return the `Missing` of every condition of `stage` that `idea` does not meet yet."""
    return [missing for missing in (condition(idea) for condition in _conditions.get(stage, ())) if missing]


@transaction.atomic
def advance(idea, stage, *, by=None, role="", why=""):
    """Take one allowed step of the life of `idea`, kept with `role` (a word of `IdeaStep.Role`) and `why`.

    Without a role, a person acts for the team, and nobody is the platform. Its authors and followers are told of each
    real step (`telling.py`). Returns the `IdeaStep`, None when the idea is there already. ValidationError, nothing
    changed: `forbidden` (no such step from here), `condition` (`Unmet`: what is missing), `reason` (it must be said
    why), `merged`, `stale` (it moved meanwhile, or does not stand any more).
    """
    from ideas.models import telling
    from ideas.models.idea import Idea
    from ideas.models.record import IdeaStep, bump

    stage = Stage(stage)
    now = Idea.objects.get(pk=idea.pk)
    if now.stage == stage:
        return None
    _refuse(now, stage, why=why)
    standing = Idea.objects.standing().filter(pk=idea.pk, stage=now.stage, merged_into=None)
    if not standing.update(stage=stage):
        raise ValidationError(_("This idea changed meanwhile: look at the page again."), code="stale")
    idea.refresh_from_db()
    bump(idea.event_id)
    role = role or (IdeaStep.Role.TEAM if by else IdeaStep.Role.MACHINE)
    step = idea.steps.create(kind=IdeaStep.Kind.STAGE, by=by, role=role, details=stage, why=why.strip()[:300])
    telling.tell(idea, step, before=Stage(now.stage))
    return step


def _refuse(idea, stage, *, why):
    if idea.merged_into_id:
        raise ValidationError(_("This idea was merged: it is the whole that moves on."), code="merged")
    if stage not in ALLOWED[Stage(idea.stage)]:
        words = {"from": idea.get_stage_display(), "to": stage.label, "first": FIRST[Stage(idea.stage)]}
        raise ValidationError(_("An idea cannot go from “%(from)s” to “%(to)s”. %(first)s") % words, code="forbidden")
    missing = missing_for(idea, stage)
    if missing:
        raise Unmet(missing[0])
    if stage in NEEDS_REASON and not why.strip():
        raise ValidationError(_("Say why: whoever wrote it will read it."), code="reason")
