import pytest

from tests.house import ROOT, Builder


@pytest.fixture
def notes(settings):
    """Lets the tests queue the template `emails/tests/note`."""
    templates = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], ROOT / "tests/outbox/templates"]}]
    settings.TEMPLATES = templates


@pytest.fixture(scope="session")
def _builder():
    builder = Builder()
    yield builder
    builder.close()


@pytest.fixture
def house(_builder):
    """Return a function that makes a platform of its own: `house(EMAIL_URL=…)`; all stop after the test."""
    made = []

    def make(**env):
        made.append(_builder(**env))
        return made[-1]

    yield make
    for one in made:
        one.stop()
