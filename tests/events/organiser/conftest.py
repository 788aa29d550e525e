import pytest

from tests.factories import make_event, make_organiser, make_territory
from tests.signing import sign_in


@pytest.fixture
def territory(db):
    return make_territory()


@pytest.fixture
def organiser(territory):
    return make_organiser(territory=territory, given_name="Camille", family_name="Perrodin")


@pytest.fixture
def desk(client, organiser):
    """A browser where the organiser of `territory` is signed in."""
    return sign_in(client, organiser)


@pytest.fixture
def event(territory):
    return make_event(territory=territory, brand="Crépite")


@pytest.fixture
def said():
    """The sentences that the page after a form showed."""
    return lambda response: [str(message) for message in response.context["messages"]]
