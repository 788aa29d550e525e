"""A vote counts once its voter has typed the code received by mail: a phone left open votes for nobody (D28, D60).

What is asked is a file of an agenda or a short vote on conditions; each says in its own module who may vote, and how.
"""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from foundation import sealing
from projects.committee import emails_voting
from projects.committee.models import PendingVote

CODE_LASTS = timedelta(minutes=10)  # the time of opening one's mail
TRIES = 5
CODES_AN_HOUR = 10  # for one question


@transaction.atomic
def send(asked, expert, answer, *, now):
    """Close `answer` away, and mail the code that confirms it; a code asked before no longer opens anything.

    `answer` is a short list whose first word is the choice; the caller holds `asked` and has checked that it may be
    given. ValidationError: `often`, `address`.
    """
    if not expert.person or not expert.person.email:
        raise ValidationError(_("We have no address for your code: ask the secretary to add it."), code="address")
    pending = PendingVote(expert=expert, tries_left=TRIES, expires_at=now + CODE_LASTS)
    pending.asked = asked
    if emails_voting.codes_since(pending, now - timedelta(hours=1)) >= CODES_AN_HOUR:
        raise ValidationError(
            _("Ten codes left within an hour. Your vote is not recorded: wait a moment, then ask again."), code="often"
        )
    for before in asked.pending_votes.filter(expert=expert):
        emails_voting.withdraw_code(before)
        before.delete()
    code = f"{secrets.randbelow(10**6):06d}"
    pending.sealed = sealing.seal(answer, about=_place(pending))
    pending.code_mark = _mark(pending, answer, code)
    pending.save()
    emails_voting.code(pending, code=code)
    return pending


def confirm(asked, expert, *, code, record, now):
    """Call `record` with the answer that waits for `code`, as typed; ValidationError says what to do.

    `wrong`, `blocked` after five wrong codes, `expired`; `none` when it is recorded already, or replaced; and what
    `record` refuses. Each try is counted before it is looked at, so that tries of the same instant are counted each.
    """
    pending, typed = waiting(asked, expert), "".join(filter(str.isdigit, code))
    if now >= pending.expires_at:
        raise ValidationError(_("This code is no longer valid. Ask for a new one: your choice waits."), code="expired")
    tried = PendingVote.objects.filter(pk=pending.pk, tries_left__gt=0)
    if not tried.update(tries_left=F("tries_left") - 1):
        raise _blocked() if PendingVote.objects.filter(pk=pending.pk).exists() else _none()
    answer = answer_of(pending)
    if not constant_time_compare(pending.code_mark, _mark(pending, answer, typed)):
        raise _wrong(pending)
    with transaction.atomic():
        if not PendingVote.objects.filter(pk=pending.pk).delete()[0]:
            raise _none()  # a second click, once it is recorded
        record(*answer)


def pending_of(asked, expert):
    """The vote of `expert` on `asked` that waits for its code, or None."""
    return asked.pending_votes.filter(expert=expert).first()


def waiting(asked, expert):
    """As `pending_of`; ValidationError `none` when no vote waits."""
    if not (pending := pending_of(asked, expert)):
        raise _none()
    return pending


def answer_of(pending):
    """Return the answer that waits for the code, as it was given to `send`, for its author's eyes."""
    return sealing.unseal(pending.sealed, about=_place(pending))


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


def _place(pending):
    return f"pending:{pending.about}"


def _mark(pending, answer, code):
    """What is kept of a code: it belongs to this question, this expert and this choice."""
    about = f"{pending.about}:{answer[0]}:{code}"
    return salted_hmac("committee.vote.code", about, algorithm="sha256").hexdigest()
