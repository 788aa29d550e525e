import pytest

from tests.house import ROOT


@pytest.fixture
def notes(settings):
    """Lets the tests queue the template `emails/tests/note`."""
    templates = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], ROOT / "tests/outbox/templates"]}]
    settings.TEMPLATES = templates
