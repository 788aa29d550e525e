"""What each stage asks before a project enters it: conditions that the machine checks, sentences agreed to (D21)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ideas.models.life import Missing
from projects import gathered, sentences
from projects.models import WAY, Stage
from projects.returning import missing_elements

# The sheets that must be complete to enter a stage, besides those of the stages before it.
SHEETS = {
    Stage.DOCUMENTED: ("documentation",),
    Stage.ANALYSED: ("analysis",),
    Stage.PROTOTYPED: ("prototype",),
    Stage.DESIGNED: ("design",),
    Stage.MODELLED: ("targets", "canvas", "forecast"),
}
MOST_SAID = 3  # of what one sheet lacks: the sheet itself says the rest


def missing_for(project, stage):
    """Return the `Missing` conditions of `stage`, each with the address where it is mended; empty when it may enter."""
    stage, sheets = Stage(stage), gathered.sheets(project)
    found = [one for kind in sheets_until(stage) for one in _of_sheet(sheets[kind])]
    if stage == Stage.IN_COMMITTEE:
        found += _of_file(project)
    return [*found, *_of_sentences(project, stage)]


def missing_for_committee(project):
    """What a file still lacks to be ready for the committee, which takes it from there (D24); empty when complete."""
    return missing_for(project, Stage.IN_COMMITTEE)


def sheets_until(stage):
    """The kinds of sheets that `stage` asks, those of the stages before it included."""
    reached = WAY[: WAY.index(stage) + 1] if stage in WAY else ()
    return [kind for one in reached for kind in SHEETS.get(one, ())]


def _of_sheet(sheet):
    """At most `MOST_SAID` of what a sheet lacks: the sheet itself says the rest."""
    for one in sheet.progress.missing[:MOST_SAID]:
        words = {"sheet": sheet.title, "sentence": one.sentence}
        yield Missing(_("%(sheet)s: %(sentence)s") % words, f"{sheet.url}#{one.anchor}", _("Fill in"))


def _of_file(project):
    if project.stage != Stage.MODELLED:
        label = Stage.MODELLED.label
        yield Missing(_("The project has not reached “%(stage)s” yet.") % {"stage": label}, project.workspace_url)
    if not (project.bearer or project.presenter):
        url = reverse("projects:people", args=[project.slug])
        yield Missing(
            _("Nobody bears the project, nor presents it to the committee."), url, _("Ask someone of the group")
        )
    yield from missing_elements(project)  # after a no go; from which day is the session’s to say (D32)


def _of_sentences(project, stage):
    url = f"{project.workspace_url}#phrases"
    for sentence in sentences.of(project, stage):
        if sentence.agreed is None:
            yield Missing(_("The team has not agreed to: “%(text)s”") % {"text": sentence.text}, url, _("Agree to it"))
