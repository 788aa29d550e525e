"""A project with its group and two members, for the tests of its sheets."""

from ideas.groups.models import Membership, WorkingGroup
from projects.models import Project
from tests.factories import make_event, make_idea, make_territory


def make_project_with_members(*, name="L’épicerie ambulante", territory=None):
    """Return (project, [Ana, Paul]); their group is of one idea of one evening."""
    territory = territory or make_territory()
    idea = make_idea(event=make_event(territory=territory), title=name)
    group = WorkingGroup.objects.create(territory=territory, idea=idea, name=name)
    people = [
        Membership.objects.create(group=group, given_name=given, email=f"{given.lower()}@example.org", is_lead=lead)
        for given, lead in (("Ana", True), ("Paul", False))
    ]
    return Project.objects.create(territory=territory, group=group, name=name), people
