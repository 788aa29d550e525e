import pytest

from outbox import queueing
from tests.house import ROOT


@pytest.fixture
def notes(settings):
    """Lets the tests queue the template `emails/tests/note`."""
    templates = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], ROOT / "tests/outbox/templates"]}]
    settings.TEMPLATES = templates


@pytest.fixture
def nudged(monkeypatch):
    """The numbers of the messages that a worker was told of."""
    told = []
    monkeypatch.setattr(queueing.nudging, "nudge", lambda task, pk: told.append(pk))
    return told
