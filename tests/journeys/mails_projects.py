"""Mails of a project to its group: lines of the gallery."""

from projects import emails, handing, moving
from projects.models import ProjectStep, Stage
from tests.factories import make_idea, make_member, make_project, make_working_group


def team(cast):
    """A project whose group has a lead and another member, who read in the language of the cast."""
    group = make_working_group(idea=make_idea(event=cast.event, title="Le chauffeur-voisin"), lead=None)
    for name, lead in (("Léa", True), ("Paul", False)):
        make_member(group=group, given_name=name, language=cast.language, is_lead=lead)
    return make_project(group=group)


def member(project, *, lead):
    return project.group.memberships.get(is_lead=lead)


def asked(cast):
    project = team(cast)
    return handing.ask_to_bear(project, member(project, lead=False))


def accepted(cast):
    bearing = asked(cast)
    handing.accept(bearing, membership=bearing.membership)
    return bearing


def reached(cast):
    project = team(cast)
    step = project.record(ProjectStep.Kind.ADVANCED, stage=Stage.PROTOTYPED)
    emails.stage_reached(member(project, lead=True), project=project, step=step)


def stopped(cast):
    project = team(cast)
    moving.suspend(project, why="Le camion n’est libre qu’au printemps.")
    return project


MAILS = {
    "projects/started": team,
    "projects/stage_reached": reached,
    "projects/bearer_asked": asked,
    "projects/bearer_answered": accepted,
    "projects/bearer_ended": lambda cast: handing.end_bearing(accepted(cast), why="Un déménagement."),
    "projects/stopped": stopped,
    "projects/resumed": lambda cast: moving.resume(stopped(cast)),
}
