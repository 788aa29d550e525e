"""A project comes back before the committee: after a no go with new elements (D32), after a deferral reworked (D30)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.typography import long_date
from ideas.models.life import Missing
from projects.models import NewElements, Project, ProjectStep, Stage

MOST_DEFERRALS = 2  # the third session decides (D30)


def latest_decision(project):
    """The decision that the group read last, or None."""
    return project.decisions.released().latest_first().first()


def deferrals_of(project):
    """How many times in a row the committee sent the project back to be worked on; another decision starts anew."""
    count = 0
    for outcome in project.decisions.released().latest_first().values_list("outcome", flat=True):
        if outcome != Project.Decision.DEFERRAL:
            break
        count += 1
    return count


def is_third_session(project):
    """Whether this session decides: after two deferrals, no majority is a no go, with the right to return (D30)."""
    return deferrals_of(project) >= MOST_DEFERRALS


def may_return(project, *, on=None):
    """Return the `Missing` reasons why the file cannot come back on the day `on` (today by default); empty when it may.

    Only a no go asks for something: new elements, and once per two months (D32); other decisions ask for nothing more.
    """
    if project.decision != Project.Decision.NO_GO:
        return []
    on, decision, reasons = on or timezone.localdate(), latest_decision(project), []
    if decision.return_from and on < decision.return_from:
        words = {"day": long_date(decision.return_from, language=get_language() or "fr")}
        reasons.append(Missing(_("The committee can read this project again from %(day)s.") % words))
    return reasons + missing_elements(project)


def missing_elements(project):
    """The part of `may_return` that the group does: say what changed since a no go."""
    if project.decision != Project.Decision.NO_GO or new_elements_of(project):
        return []
    url = reverse("projects:come_back", args=[project.slug])
    return [Missing(_("Say what changed since the committee’s answer."), url, _("Write it"))]


def may_say_what_changed(project):
    """Whether new elements can be written: after a no go or a deferral, while the committee is not reading."""
    decision = latest_decision(project)
    answered = decision is not None and decision.outcome in (Project.Decision.NO_GO, Project.Decision.DEFERRAL)
    return answered and project.stage != Stage.IN_COMMITTEE and not project.is_over


@transaction.atomic
def say_what_changed(project, *, text, by=None, membership=None):
    """Keep the group's words for the experts, beside the file; written again until the committee reads it.

    ValidationError: `reason` (nothing written), `stale` (nothing to come back from, or being read).
    """
    text = text.strip()
    if not text:
        raise ValidationError(_("Say in a few lines what changed: the experts will read it first."), code="reason")
    now = Project.objects.select_for_update().get(pk=project.pk)
    if not may_say_what_changed(now):
        raise ValidationError(_("The committee is reading this project, or nothing sent it back."), code="stale")
    values = {"text": text, "by": by, "membership": membership, "at": timezone.now()}
    kept, _made = NewElements.objects.update_or_create(decision=latest_decision(project), defaults=values)
    project.record(ProjectStep.Kind.RENEWED, by=by, membership=membership, stage=now.stage)
    return kept


def new_elements_of(project):
    """What changed since the last decision, in the group's words, for the experts; None when nothing was written."""
    decision = latest_decision(project)
    return decision and NewElements.objects.filter(decision=decision).select_related("membership").first()
