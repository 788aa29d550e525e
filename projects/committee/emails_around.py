"""The mails to who wrote the ideas of a project or follows them: plain words, in the mail of the day (D18, D31)."""

from django.conf import settings
from django.utils import translation

from ideas import journeys
from outbox.queueing import queue
from outbox.topics import IDEAS
from projects.committee import letters

DECIDED, LIFTED = "committee-around", "condition-around"


def decided(reader, *, idea, item, due_at):
    """To a `Reader`: what the committee decided on the project that was born of `idea`."""
    with translation.override(reader.language):
        said = letters.headline_of(item)
    words = {"letter": said, "meaning": said.meaning_around}
    key = f"{DECIDED}:{item.pk}:{reader.mark}"
    return _to(
        reader, "decision_around", key=key, kind=DECIDED, idea=idea, project=item.project, due_at=due_at, **words
    )


def lifted(reader, *, idea, decision, due_at):
    """To a `Reader`: nothing stands any more between the green light and the accompaniment (D23, D30)."""
    key, project = f"{LIFTED}:{decision.pk}:{reader.mark}", decision.project
    return _to(reader, "lifted_around", key=key, kind=LIFTED, idea=idea, project=project, due_at=due_at)


def _to(reader, name, *, key, kind, idea, project, due_at, **words):
    page = settings.PUBLIC_URL + journeys.path_of(idea)
    return queue(
        key=key,
        kind=kind,
        to=reader.email,
        to_name=reader.name,
        template=f"emails/committee/{name}",
        context={
            "project": project,
            "idea": idea,
            "event": idea.event,
            "follows": reader.idea is None,
            "stop_url": reader.stop_url,
            "open_url": reader.idea.open_url(journey=True) if reader.idea else page,
            "territory": project.territory,
            **words,
        },
        language=reader.language,
        about=project.subject,
        topic=IDEAS,
        due_at=due_at,
    )
