"""The committee's decision: prepared here, written by nobody here, held by the database (D23)."""

import re

import pytest
from django.db import IntegrityError, transaction

from projects.models import Project, Stage
from tests.factories import make_project
from tests.structure.floors import ROOT

GO = {"decision": "go", "favourable": True}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"stage": Stage.ACCOMPANIED},
        {"stage": Stage.LAUNCHED},
        {"stage": Stage.ACCOMPANIED, **GO, "open_conditions": 1},
        {"stage": Stage.ACCOMPANIED, "decision": "no_go"},
        {"decision": "go"},
        {"favourable": True},
        {"decision": "deferral", "favourable": True},
        {"stage": Stage.SUSPENDED},
        {"came_from": Stage.ANALYSED},
        {"stage": Stage.MERGED, "came_from": Stage.ANALYSED},
        {"stage": Stage.SUSPENDED, "came_from": Stage.ABANDONED},
    ],
)
def test_the_database_refuses_nonsense_d23(values):
    project = make_project()
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**values)


@pytest.mark.django_db
def test_the_database_accepts_a_favourable_decision_without_open_condition_d23():
    project = make_project()
    accompanied = {"stage": Stage.ACCOMPANIED, "decision": "conditional_go", "favourable": True, "open_conditions": 0}
    assert Project.objects.filter(pk=project.pk).update(**accompanied) == 1


@pytest.mark.once
def test_no_code_of_this_repository_writes_the_decision_d23():
    """The committee will; until then only the model, its migrations and its constraints name these fields."""
    writing = re.compile(r"\b(decision|favourable|open_conditions)\s*=(?!=)|[\"'](favourable|open_conditions)[\"']\s*:")
    apps = ("config", "projects")  # lower floors cannot know it
    own = ROOT / "projects" / "models" / "project.py"
    found = [
        str(path.relative_to(ROOT))
        for app in apps
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and path != own and writing.search(path.read_text())
    ]
    assert found == []
