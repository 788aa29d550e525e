"""The group and the project of a whole outlive the withdrawal of the idea that gave it its name (D14, D17)."""

import pytest

from ideas.models import merge
from projects.starting import project_of
from tests.factories import make_event, make_idea, make_project

pytestmark = pytest.mark.django_db


def test_group_and_project_follow_the_idea_that_takes_over():
    event = make_event()
    head, part = make_idea(event=event, title="La tête"), make_idea(event=event, title="La partie")
    project = make_project(idea=head)
    head.refresh_from_db()
    merge(head, [part], by=None)
    head.withdraw()
    part.refresh_from_db()
    project.group.refresh_from_db()
    assert (part.stage, project_of(part), project.group.idea, project_of(head)) == ("project", project, part, None)
