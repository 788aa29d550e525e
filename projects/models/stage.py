"""The stages of a project, in order, and how one may stop (D21)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where a project is, in the words of the team; in French, the masculine of « projet » (D21)."""

    STARTED = "started", pgettext_lazy("project", "started")
    DOCUMENTED = "documented", pgettext_lazy("project", "documented")
    ANALYSED = "analysed", pgettext_lazy("project", "analysed")
    PROTOTYPED = "prototyped", pgettext_lazy("project", "prototyped")
    DESIGNED = "designed", pgettext_lazy("project", "designed")
    MODELLED = "modelled", pgettext_lazy("project", "model established")
    IN_COMMITTEE = "in_committee", pgettext_lazy("project", "in committee")
    ACCOMPANIED = "accompanied", pgettext_lazy("project", "accompanied")
    LAUNCHED = "launched", pgettext_lazy("project", "launched")
    POSTPONED = "postponed", pgettext_lazy("project", "postponed")
    SUSPENDED = "suspended", pgettext_lazy("project", "suspended")
    ABANDONED = "abandoned", pgettext_lazy("project", "abandoned")
    MERGED = "merged", pgettext_lazy("project", "merged")


WAY = (
    Stage.STARTED,
    Stage.DOCUMENTED,
    Stage.ANALYSED,
    Stage.PROTOTYPED,
    Stage.DESIGNED,
    Stage.MODELLED,
    Stage.IN_COMMITTEE,
    Stage.ACCOMPANIED,
    Stage.LAUNCHED,
)
PREPARED = WAY[: WAY.index(Stage.MODELLED) + 1]  # where the team itself moves it; the committee does the rest (D23)
DECIDED = (Stage.ACCOMPANIED, Stage.LAUNCHED)  # only after a favourable decision without open condition (D23)
STOPPED = (Stage.POSTPONED, Stage.SUSPENDED, Stage.ABANDONED, Stage.MERGED)
OVER = (Stage.ABANDONED, Stage.MERGED)  # its ideas and its group may go on otherwise

PUBLIC_STAGES = {  # the same, as everyone reads it (D18)
    Stage.STARTED: _("It has just been born"),
    Stage.DOCUMENTED: _("What exists was gathered"),
    Stage.ANALYSED: _("Its strengths and risks were weighed"),
    Stage.PROTOTYPED: _("It was tried with people"),
    Stage.DESIGNED: _("It knows what it will offer"),
    Stage.MODELLED: _("It knows how it will live"),
    Stage.IN_COMMITTEE: _("Experts are reading it"),
    Stage.ACCOMPANIED: _("It is accompanied towards its creation"),
    Stage.LAUNCHED: _("It is launched"),
    Stage.POSTPONED: _("It is being worked on again"),
    Stage.SUSPENDED: _("It is taking a break"),
    Stage.ABANDONED: _("It has stopped"),
    Stage.MERGED: _("It goes on within another project"),
}
GREEN_LIGHT = _("Experts gave it a green light")
WITH_CONDITIONS = _("Experts gave it a green light, with conditions")


def following(stage):
    """The stage after `stage` on the way, None after the last one or when the project stopped."""
    place = WAY.index(stage) + 1 if stage in WAY else len(WAY)
    return WAY[place] if place < len(WAY) else None


def before(stage):
    """The stage before `stage` on the way, None for the first one or when the project stopped."""
    place = WAY.index(stage) if stage in WAY else 0
    return WAY[place - 1] if place else None
