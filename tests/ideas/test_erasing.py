"""An author's name and address go at once; the idea stays (D14, D58)."""

import pytest

from foundation import links
from outbox.models import Message
from tests.factories import make_event, make_idea

pytestmark = pytest.mark.django_db


def test_author_erases_name_and_address(client):
    idea = make_idea(event=make_event(), author_name="Nadia", need="Un bus")
    idea.show_name(True)
    idea.follow("nadia@example.org")
    client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    assert client.post(f"/idees/{idea.slug}/effacer-mon-nom/").status_code == 302
    idea.refresh_from_db()
    assert (idea.author_name, idea.author_email, idea.shown_author, idea.need, idea.status) == (
        "", "", "", "Un bus", "accepted",
    )  # fmt: skip
    assert list(Message.objects.values_list("to", "text")) == [("", "")]
    assert [step.kind for step in idea.steps.all()] == ["erased"]


def test_strangers_erase_no_author(client):
    idea = make_idea(event=make_event(), author_name="Nadia")
    assert client.post(f"/idees/{idea.slug}/effacer-mon-nom/").status_code == 404
    idea.refresh_from_db()
    assert idea.author_name == "Nadia"
