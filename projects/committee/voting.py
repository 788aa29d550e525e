"""The vote on a file of the agenda, confirmed by a mailed code (D28)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projects.committee import mailed_codes, opining
from projects.committee.models.vote import cast_vote, checked_choice, closed_for, tidy_condition, waiting_for


@transaction.atomic
def ask_code(item, expert, *, choice, condition="", now=None):
    """Close the choice away, and mail its code, as `mailed_codes.send` does.

    ValidationError says why not: `closed`, `choice`, `zero` (a 0 without its comment), `often`, `address`.
    """
    now = now or timezone.now()
    choice = checked_choice(choice)
    item = waiting_for(item)
    if why := closed_for(item, expert, now=now):
        raise ValidationError(why, code="closed")
    opining.must_explain_zeros(item, expert)
    return mailed_codes.send(item, expert, [choice, tidy_condition(choice, condition)], now=now)


def ask_again(item, expert):
    """Mail another code for the choice that waits; ValidationError, also when none waits."""
    choice, condition = mailed_codes.answer_of(mailed_codes.waiting(item, expert))
    return ask_code(item, expert, choice=choice, condition=condition)


def confirm(item, expert, *, code, now=None):
    """Record the vote that waits for `code`; ValidationError as `mailed_codes.confirm`, or `closed`."""
    now = now or timezone.now()

    def record(choice, condition):
        cast_vote(item, expert, choice=choice, condition=condition, now=now)

    mailed_codes.confirm(item, expert, code=code, record=record, now=now)
