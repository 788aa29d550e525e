"""A vote counts once its voter has typed the code received by mail: a phone left open votes for nobody (D28)."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from foundation import sealing
from projects.committee import emails_voting, opining
from projects.committee.models.vote import (
    PendingVote,
    cast_vote,
    checked_choice,
    closed_for,
    tidy_condition,
    waiting_for,
)

CODE_LASTS = timedelta(minutes=10)  # the time of opening one's mail
TRIES = 5
CODES_AN_HOUR = 10  # for one file


@transaction.atomic
def ask_code(item, expert, *, choice, condition="", now=None):
    """Close the choice away, and mail the code that confirms it; a code asked before no longer opens anything.

    ValidationError says why not: `closed`, `choice`, `zero` (a 0 without its comment), `often`, `address`.
    """
    now = now or timezone.now()
    choice = checked_choice(choice)
    item = waiting_for(item)
    if why := closed_for(item, expert, now=now):
        raise ValidationError(why, code="closed")
    opining.must_explain_zeros(item, expert)
    if not expert.person or not expert.person.email:
        raise ValidationError(_("We have no address for your code: ask the secretary to add it."), code="address")
    if emails_voting.codes_since(item, expert, now - timedelta(hours=1)) >= CODES_AN_HOUR:
        raise ValidationError(
            _("Ten codes left within an hour. Your vote is not recorded: wait a moment, then ask again."), code="often"
        )
    condition = tidy_condition(choice, condition)
    for before in PendingVote.objects.filter(item=item, expert=expert):
        emails_voting.withdraw_code(before)
        before.delete()
    code = f"{secrets.randbelow(10**6):06d}"
    pending = PendingVote.objects.create(
        item=item,
        expert=expert,
        sealed=sealing.seal([choice, condition], about=_place(item, expert)),
        code_mark=_mark(item, expert, choice, code),
        tries_left=TRIES,
        expires_at=now + CODE_LASTS,
    )
    emails_voting.code(pending, code=code)
    return pending


def ask_again(item, expert, *, now=None):
    """Mail another code for the choice that waits; ValidationError, also when none waits."""
    if not (pending := pending_of(item, expert)):
        raise _none()
    choice, condition = waiting_choice(pending)
    return ask_code(item, expert, choice=choice, condition=condition, now=now)


def confirm(item, expert, *, code, now=None):
    """Record the vote that waits for `code`, as typed; ValidationError says what to do.

    `wrong`, `blocked` after five wrong codes, `expired`, `closed`; `none` when it is recorded already, or replaced.
    Each try is counted before it is looked at, so that tries of the same instant are counted each.
    """
    now, typed = now or timezone.now(), "".join(filter(str.isdigit, code))
    if not (pending := pending_of(item, expert)):
        raise _none()
    if now >= pending.expires_at:
        raise ValidationError(_("This code is no longer valid. Ask for a new one: your choice waits."), code="expired")
    tried = PendingVote.objects.filter(pk=pending.pk, tries_left__gt=0)
    if not tried.update(tries_left=F("tries_left") - 1):
        raise _blocked() if PendingVote.objects.filter(pk=pending.pk).exists() else _none()
    choice, condition = waiting_choice(pending)
    if not constant_time_compare(pending.code_mark, _mark(item, expert, choice, typed)):
        raise _wrong(pending)
    with transaction.atomic():
        if not PendingVote.objects.filter(pk=pending.pk).delete()[0]:
            raise _none()  # a second click, once it is recorded
        cast_vote(item, expert, choice=choice, condition=condition, now=now)


def pending_of(item, expert):
    """The vote of `expert` on `item` that waits for its code, or None."""
    return PendingVote.objects.filter(item=item, expert=expert).first()


def waiting_choice(pending):
    """Return (choice, condition) that wait for the code, for their author's eyes."""
    return tuple(sealing.unseal(pending.sealed, about=_place(pending.item, pending.expert)))


def _wrong(pending):
    pending.refresh_from_db(fields=["tries_left"])
    if not pending.tries_left:
        return _blocked()
    said = _("This code is not right. Look at the last mail: each new code replaces the others. Tries left: %(left)s.")
    return ValidationError(said, params={"left": pending.tries_left}, code="wrong")


def _none():
    return ValidationError(
        _("No vote waits for this code: look at your page, which says what is recorded."), code="none"
    )


def _blocked():
    said = _("Five codes were wrong: this one is blocked. Your choice waits: ask for a new code.")
    return ValidationError(said, code="blocked")


def _place(item, expert):
    return f"pending:{item.pk}:{expert.pk}"


def _mark(item, expert, choice, code):
    """What is kept of a code: it belongs to this file, this expert and this choice."""
    return salted_hmac("committee.vote.code", f"{item.pk}:{expert.pk}:{choice}:{code}", algorithm="sha256").hexdigest()
