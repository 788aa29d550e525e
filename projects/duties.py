"""What waits in projects, for « à faire »: a yes or a no to give, a stage that only waits to be said."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ideas.groups.models import Membership
from members.duties import Duty
from members.models import Territory
from projects import sentences
from projects.models import Agreement, Bearing, Project, SheetEntry, StageSentence
from projects.models.stage import PREPARED, following
from projects.sheets.completeness import missing_in
from projects.stages import sheets_until

MOST_ASKED = 10
MOST_LOOKED_AT = 40  # projects whose sheets are read: the list of projects has the others


def duties(person, now):
    """The question asked to `person`; projects they lead or accompany whose next stage waits for nothing else."""
    mine = Membership.objects.of_person(person).present()
    asked = Bearing.objects.asked().filter(membership__in=mine).select_related("project__territory")
    for bearing in asked.order_by("asked_at", "pk")[:MOST_ASKED]:
        project = bearing.project
        bears = bearing.kind == Bearing.Kind.BEARER
        title = _("Say whether you bear “%(name)s”") if bears else _("Say whether you present “%(name)s”")
        why = _("Its group asks you, and waits for your yes or your no.")
        url = reverse("projects:people", args=[project.slug])
        yield Duty(
            bearing.asked_at,
            title % {"name": project},
            why,
            url,
            pgettext("button", "Answer"),
            territory=str(project.territory),
        )
    for project in ready(_steered_by(person, mine)):
        words = {"name": project, "stage": following(project.stage).label}
        title = _("“%(name)s” can be said: %(stage)s") % words
        why = _("Everything that this stage asks is there.")
        yield Duty(None, title, why, project.workspace_url, _("Look"), territory=str(project.territory))


def ready(projects):
    """Return those of `projects` (a list) that lack nothing to enter their next stage; a fixed number of statements."""
    contents, agreed, own = {}, set(), {}
    written = SheetEntry.objects.filter(sheet__project__in=projects)
    for key, kind, name, text in written.values_list("sheet__project", "sheet__kind", "name", "text"):
        contents.setdefault(key, {}).setdefault(kind, {})[name] = text
    for row in Agreement.objects.filter(project__in=projects).values_list("project", "stage", "key"):
        agreed.add(row)
    territories = {project.territory_id for project in projects}
    for territory, stage, text in StageSentence.objects.filter(territory__in=territories).values_list(
        "territory", "stage", "text"
    ):
        own.setdefault((territory, stage), []).append(text)
    return [project for project in projects if _is_ready(project, contents.get(project.pk, {}), agreed, own)]


def _is_ready(project, contents, agreed, own):
    stage = following(project.stage)
    if stage not in PREPARED:
        return False
    asked = sentences.wording_of(stage, own.get((project.territory_id, stage), []))
    if any((project.pk, stage, key) not in agreed for key, _text in asked):
        return False
    return all(not missing_in(kind, contents.get(kind, {})) for kind in sheets_until(stage))


def _steered_by(person, mine):
    led = Q(group__in=mine.filter(is_lead=True).values("group"))
    accompanied = Q(territory__in=Territory.objects.managed_by(person))
    found = Project.objects.moving().filter(led | accompanied, stage__in=PREPARED[:-1]).select_related("territory")
    return list(found.order_by("stage_at", "pk")[:MOST_LOOKED_AT])
