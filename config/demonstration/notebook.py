"""The 150 ideas, as sent from the tables tonight and on market stalls in the weeks before."""

import random
import uuid
from datetime import timedelta

from django.utils.text import slugify

from config.demonstration import files
from events.models import Theme
from foundation.codes import new_code
from ideas.models import Idea, IdeaConsent, IdeaStep, bump
from ideas.models.idea import folded_text
from members.consents import VERSION
from members.models import ConsentRecord

SHEET = ("need", "solution", "audience", "existing", "payer", "resources", "first_step")
FULL = ("audience", "payer", "resources", "first_step")  # with these, the sheet was completed later
LAST_SENT = timedelta(minutes=2)


def load_ideas(event, tables, *, by, now):
    """Make the ideas of tonight's evening with their steps and consents, `by` being who reads them; return them."""
    rng = random.Random(150)
    themes = {theme.letter: theme for theme in Theme.objects.all()}
    places = {}
    for table in tables:
        places.setdefault(table.workshop.number, []).append(table)
    rows = list(files.rows("ideas"))
    rng.shuffle(rows)  # the wall shows the newest: they come from every table
    rows.sort(key=lambda row: row["state"] == "submitted")  # what waits to be read is what has just come
    ideas, consents, steps = [], [], []
    for row, sent_at in zip(rows, _times(rng, len(rows), now), strict=True):
        idea = Idea(
            client_key=uuid.uuid4(),
            event=event,
            territory=event.territory,
            table=rng.choice(places[int(row["workshop"])]) if now - sent_at < timedelta(hours=4) else None,
            theme=themes[row["theme"]],
            title=row["title"],
            commune_id=row["commune"],
            seeks_bearer=row["seeks_bearer"] == "oui",
            author_name=row["author"],
            status=row["state"],
            refusal=row["reason"],
            created_at=sent_at,
            **{name: row[name] for name in SHEET},
        )
        # What Idea.save() does, which bulk_create does not call.
        idea.folded = folded_text(idea.title, idea.need, idea.solution)
        idea.slug = f"{slugify(idea.title)[:80].strip('-')}-{new_code(5).lower()}"
        ideas.append(idea)
        consents += _consents(idea)
        steps += _steps(idea, row, by=by)
    Idea.objects.bulk_create(ideas)
    IdeaConsent.objects.bulk_create(consents)
    IdeaStep.objects.bulk_create(steps)
    bump(event.pk)
    return ideas


def _times(rng, count, now):
    """Return `count` moments in order: a third over the last six weeks, the others over the last three hours."""
    early = sorted(now - timedelta(days=1, minutes=rng.randrange(41 * 24 * 60)) for _ in range(count // 3))
    late = sorted(now - LAST_SENT - timedelta(seconds=rng.randrange(3 * 3600)) for _ in range(count - len(early)))
    return [*early, *late]


def _consents(idea):
    purposes = [ConsentRecord.Purpose.TERMS]
    if idea.author_name:
        purposes.append(ConsentRecord.Purpose.NAME_SHOWN)
    return [IdeaConsent(idea=idea, purpose=p, text_version=VERSION, given_at=idea.created_at) for p in purposes]


def _steps(idea, row, *, by):
    yield IdeaStep(idea=idea, kind=IdeaStep.Kind.SUBMITTED, at=idea.created_at)
    if all(row[name] for name in FULL):
        yield IdeaStep(idea=idea, kind=IdeaStep.Kind.COMPLETED, at=idea.created_at + timedelta(seconds=50))
    if idea.status == Idea.Status.ACCEPTED:
        yield IdeaStep(idea=idea, kind=IdeaStep.Kind.ACCEPTED, by=by, at=idea.created_at + timedelta(seconds=90))
    if idea.status == Idea.Status.REFUSED:
        at = idea.created_at + timedelta(seconds=95)
        yield IdeaStep(idea=idea, kind=IdeaStep.Kind.REFUSED, by=by, details=idea.refusal, at=at)
