"""Receives ideas from phones: sent twice by a flaky network, an idea exists once (D12)."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ideas.models import Idea, IdeaConsent, IdeaStep, bump
from ideas.models.idea import new_receipt
from members.consents import VERSION
from members.models import ConsentRecord

MOST_TRIES = 3  # receipts and addresses are drawn: two equal ones are rare, three times never


@dataclass(frozen=True)
class Draft:
    """What someone typed; the same for a phone, the public page or the team."""

    title: str
    need: str = ""
    solution: str = ""
    author_name: str = ""
    show_name: bool = False
    language: str = "fr"


def submit(event, draft, *, table=None, gathering=None, client_key, by=None, typed=False, sheet=None):
    """Return the idea of `client_key` (UUID), made if it is new.

    `typed`: written down for someone from a sheet or a voice, by the member `by` of the team or by who holds a stall.
    `sheet`: (number, receipt) printed on the paper it was written on (D13); an empty receipt is drawn as for any idea.

    The same key with the same words is the same sending: its idea is returned, once however many arrive together.
    The same key with other words comes from a page used twice, or from someone who copied the key: it must neither be
    lost nor show the first one's receipt. So it becomes an idea of its own, under a key drawn from both, which keeps
    a resending of it single as well.
    """
    digest = _digest(event, table, gathering, draft)
    place = {"table": table, "gathering": gathering, "by": by, "typed": typed or by is not None, "sheet": sheet}
    for key in (client_key, uuid.uuid5(client_key, digest)):
        idea = _once(event, draft, key=key, digest=digest, **place)
        if idea.digest == digest:
            return idea
    raise AssertionError("a key drawn from the words holds these words")


def _once(event, draft, *, key, digest, **place):
    for attempt in range(MOST_TRIES):
        known = Idea.objects.filter(client_key=key).first()
        if known:
            return known
        try:
            return _create(event, draft, key=key, digest=digest, **place)
        except IntegrityError:  # sent twice at the same instant, or a receipt drawn twice
            if attempt == MOST_TRIES - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _create(event, draft, *, key, digest, table, gathering, by, typed, sheet):
    number, receipt = sheet or ("", "")
    idea = Idea.objects.create(
        client_key=key,
        digest=digest,
        receipt=receipt or new_receipt(),
        sheet_number=number,
        event=event,
        territory_id=event.territory_id,
        table=table,
        gathering=gathering,
        typed=typed,
        theme_id=_theme(table, gathering),
        title=draft.title,
        need=draft.need,
        solution=draft.solution,
        author_name=draft.author_name,
        language=draft.language,
        entered_by=by,
    )
    purposes = [ConsentRecord.Purpose.TERMS] + [ConsentRecord.Purpose.NAME_SHOWN] * draft.show_name
    IdeaConsent.objects.bulk_create(IdeaConsent(idea=idea, purpose=p, text_version=VERSION) for p in purposes)
    idea.steps.create(kind=IdeaStep.Kind.SUBMITTED, by=by)
    bump(event.pk)
    return idea


def _theme(table, gathering):
    if table:
        return table.workshop.theme_id
    return gathering.theme_id if gathering else None


def _digest(event, table, gathering, draft):
    places = [str(place.pk if place else "") for place in (event, table, gathering)]
    parts = [*places, draft.title, draft.need, draft.solution, draft.author_name]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
