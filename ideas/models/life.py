"""The life of an idea after it was read: allowed steps, each kept with when, in which role and why (D18).

It is apart from moderation (`Idea.status`, what may be shown): an idea shown may be set aside, and taken up again.
Being merged is no stage: the idea keeps its own, and the whole that it joined goes on with its own (D17).
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
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

ALLOWED = {
    Stage.TO_SORT: (Stage.TO_DIG, Stage.KEPT, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.TO_DIG: (Stage.TO_SORT, Stage.KEPT, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.KEPT: (Stage.TO_SORT, Stage.TO_DIG, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.GROUPED: (Stage.KEPT, Stage.PROJECT, Stage.SET_ASIDE),
    Stage.PROJECT: (Stage.KEPT, Stage.GROUPED, Stage.SET_ASIDE),
    Stage.SET_ASIDE: (Stage.TO_SORT, Stage.TO_DIG, Stage.KEPT),
}

NEEDS_REASON = (Stage.SET_ASIDE,)  # whoever wrote it is told why it stops


@transaction.atomic
def advance(idea, stage, *, by=None, role="", why=""):
    """Take one allowed step of the life of `idea`, kept with `role` (a word of `IdeaStep.Role`) and `why`.

    Returns the `IdeaStep`, None when the idea is there already. ValidationError, nothing changed: `forbidden` (no such
    step from here), `reason` (it must be said why), `merged`, `stale` (it moved meanwhile, or does not stand any more).
    """
    from ideas.models.idea import Idea
    from ideas.models.record import IdeaStep, bump

    stage = Stage(stage)
    now = Idea.objects.get(pk=idea.pk)
    if now.stage == stage:
        return None
    if now.merged_into_id:
        raise ValidationError(_("This idea was merged: it is the whole that moves on."), code="merged")
    if stage not in ALLOWED[Stage(now.stage)]:
        words = {"from": now.get_stage_display(), "to": stage.label}
        raise ValidationError(_("An idea cannot go from « %(from)s » to « %(to)s ».") % words, code="forbidden")
    if stage in NEEDS_REASON and not why.strip():
        raise ValidationError(_("Say why: whoever wrote it will read it."), code="reason")
    standing = Idea.objects.standing().filter(pk=idea.pk, stage=now.stage, merged_into=None)
    if not standing.update(stage=stage):
        raise ValidationError(_("This idea changed meanwhile: look at the page again."), code="stale")
    idea.refresh_from_db()
    bump(idea.event_id)
    return idea.steps.create(kind=IdeaStep.Kind.STAGE, by=by, role=role, details=stage, why=why.strip())
