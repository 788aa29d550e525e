"""Declares before a file opens, stands down at any moment until its votes are counted (D25).

Every verb locks the file's line first, as whoever casts or counts a vote does: a recusal and a vote of the same instant
come one after the other, and the later one sees the earlier.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.committee import known_links
from projects.committee.models import (
    AgendaItem,
    Declaration,
    DeclarationStep,
    Expert,
    SessionStep,
    Undertaking,
    Voting,
)
from projects.committee.models.vote import withdraw_vote

Step = DeclarationStep.Kind


@transaction.atomic
def declare_free(item, expert, *, words="", now=None):
    """The expert says that nothing links them to this file; returns the `Declaration`, the first one when said twice.

    `words` are compulsory when a link was proposed. ValidationError: `undertaking`, `closed`, `recused`, `words`.
    """
    item, now = _locked(item), now or timezone.now()
    _must_sit(item, expert)
    if known := item.declarations.filter(expert=expert).first():
        if known.is_recusal:
            said = _("You stood down from this file: nothing was changed. Only the chair can take that back.")
            raise ValidationError(said, code="recused")
        return known
    proposed = [link.kept() for link in known_links.proposed(item, expert)]
    words = " ".join(words.split())[:300]
    if proposed and not words:
        raise ValidationError(_("Say in a sentence why this link does not count for this file."), code="words")
    made = item.declarations.create(
        expert=expert, kind=Declaration.Kind.NONE, words=words, proposed=proposed, set_by=expert.person, at=now
    )
    item.declaration_steps.create(expert=expert, kind=Step.FREE, words=words, by=expert.person, at=now)
    return made


@transaction.atomic
def recuse(item, expert, *, reason, words="", by, now=None):
    """The expert stands down from this file, or the chair (`by`) sets them aside; returns the `Declaration`.

    `reason` is a `Declaration.Reason`. A vote given already is taken out, and its line says so; said twice, nothing
    changes. ValidationError: `closed` once the votes are counted, `words` (the chair says why; so does « other »),
    `term` for someone who does not sit, `reason` for a word that is none.
    """
    item, now = _locked(item), now or timezone.now()
    by_chair, words = by != expert.person, " ".join(words.split())[:300]
    _must_sit(item, expert, prepared=by_chair)
    if reason not in Declaration.Reason.values:
        raise ValidationError(_("Choose a reason."), code="reason")
    if not words and (by_chair or reason == Declaration.Reason.OTHER):
        raise ValidationError(_("Say why in a few words."), code="words")
    known = item.declarations.filter(expert=expert).first()
    if known and known.is_recusal:
        return known
    proposed = known.proposed if known else [link.kept() for link in known_links.proposed(item, expert)]
    values = {"reason": reason, "words": words, "proposed": proposed, "by_chair": by_chair, "set_by": by, "at": now}
    made, _new = item.declarations.update_or_create(
        expert=expert, defaults={"kind": Declaration.Kind.RECUSED, **values}
    )
    kind = Step.RECUSED_BY_CHAIR if by_chair else Step.RECUSED
    removed = Voting.objects.filter(item=item, expert=expert).exists()
    withdraw_vote(item, expert)
    item.declaration_steps.create(expert=expert, kind=kind, words=words, vote_removed=removed, by=by, at=now)
    item.session.record(SessionStep.Kind.RECUSED, by=by, item=item, expert=expert, now=now)
    return made


@transaction.atomic
def lift(declaration, *, why, by, now=None):
    """The chair (`by`) takes a recusal back before the vote opens; the expert declares again before reading.

    Twice changes nothing. ValidationError: `words` without a reason, `open` once votes may have been given.
    """
    item, now, why = _locked(declaration.item), now or timezone.now(), " ".join(why.split())[:300]
    if not item.session.awaits_votes:
        said = _("The vote is open or over: a recusal can no longer be taken back.")
        raise ValidationError(said, code="open")
    if not why:
        raise ValidationError(_("Say why in a few words."), code="words")
    if item.declarations.recused().filter(pk=declaration.pk).delete()[0]:
        item.declaration_steps.create(expert=declaration.expert, kind=Step.LIFTED, words=why, by=by, at=now)


def items_left_by(person):
    """The keys of the files from which `person` stands down, as a subquery: no vote nor result of theirs is shown."""
    return Declaration.objects.recused().filter(expert__person=person).values("item")


def is_recused(person, item):
    """Whether `person`, who may also keep the committee, stands down from this file: no file, vote or result (D25)."""
    return item.declarations.recused().filter(expert__person=person).exists()


def _locked(item):
    return AgendaItem.objects.select_for_update(of=("self",)).select_related("session", "project").get(pk=item.pk)


def _must_sit(item, expert, *, prepared=False):
    """Refuse once the votes are counted, and before the experts are invited unless the chair prepares it."""
    session = item.session
    if not Expert.objects.sitting_at(session).filter(pk=expert.pk).exists():
        raise ValidationError(_("This person does not sit at this session."), code="term")
    if not (session.takes_declarations or (prepared and session.is_draft)) or not item.is_listed:
        said = _("The votes on this file are counted, or it was withdrawn: nothing can be declared any more.")
        raise ValidationError(said, code="closed")
    if not prepared and not Undertaking.objects.in_force().filter(expert=expert).exists():
        raise ValidationError(_("Read and accept the confidentiality undertaking first."), code="undertaking")
