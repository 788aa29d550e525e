"""The vote: who voted is known for ever, how is closed until the count and then no longer exists (D28)."""

import logging
import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import sealing
from projects.committee.models.agenda import AgendaItem
from projects.committee.models.expert import Expert
from projects.committee.models.lifting import LiftingVote
from projects.committee.models.opinion import Opinion
from projects.committee.models.session import Session

logger = logging.getLogger(__name__)

CONDITION = 300  # letters of a proposed condition


class Choice(models.TextChoices):
    GO = "go", pgettext_lazy("vote", "Go")
    CONDITIONAL_GO = "conditional_go", pgettext_lazy("vote", "Go with conditions")
    DEFERRAL = "deferral", pgettext_lazy("vote", "Deferral")
    NO_GO = "no_go", pgettext_lazy("vote", "No go")
    ABSTENTION = "abstention", pgettext_lazy("vote", "I abstain")


class Voting(models.Model):
    """That an expert voted on a file, and when for the last time; never how."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votings")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="votings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "expert"], name="committee_one_voting_each")]

    def __str__(self):
        return f"{self.item} · {self.expert}"


class SealedVote(models.Model):
    """How an expert voted, closed (`sealing`): no backup holds it, and the count deletes it in its transaction."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "expert"], name="committee_one_vote_each")]

    def __str__(self):
        return "…"


class PendingVote(models.Model):
    """A vote that waits for the code mailed to its voter: closed as a vote is, and gone once confirmed (D60).

    It answers what `asked` says: a file of an agenda, or a short vote on conditions.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, related_name="pending_votes")
    lifting = models.ForeignKey(LiftingVote, models.CASCADE, null=True, related_name="pending_votes")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    code_mark = models.CharField(max_length=64)  # keyed: the code itself is only in the mail
    tries_left = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "expert"], name="committee_one_pending_vote_each"),
            models.UniqueConstraint(fields=["lifting", "expert"], name="committee_one_pending_lifting_each"),
            models.CheckConstraint(
                condition=Q(item=None, lifting__isnull=False) | Q(item__isnull=False, lifting=None),
                name="committee_pending_vote_answers_one_question",
            ),
        ]

    def __str__(self):
        return "…"

    @property
    def asked(self):
        """The `AgendaItem` or the `LiftingVote` that it answers."""
        return self.item or self.lifting

    @asked.setter
    def asked(self, asked):
        setattr(self, "lifting" if isinstance(asked, LiftingVote) else "item", asked)

    @property
    def about(self):
        """The question and the expert, as its seal, its code and its mail name them."""
        question = f"lifting-{self.lifting_id}" if self.lifting_id else self.item_id
        return f"{question}:{self.expert_id}"


class ProposedCondition(models.Model):
    """A condition that a voter proposed with « sous réserve », known after the count, without its author (D28)."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="proposed_conditions")
    text = models.CharField(max_length=CONDITION)

    class Meta:
        ordering = ["pk"]  # the order in which chance wrote them

    def __str__(self):
        return self.text


def place(item_id, expert_id):
    """What a seal is made for: this file, this expert; carried elsewhere it does not open."""
    return f"vote:{item_id}:{expert_id}"


def closed_for(item, expert, *, now):
    """Return why `expert` cannot vote on `item` at `now` by the server's clock, as a sentence; "" when they can."""
    session = item.session
    if item.is_gone or session.status == Session.Status.CANCELLED:
        return _("This file was withdrawn from the session: nobody votes on it any more. Your opinion is kept.")
    if session.awaits_votes:
        return _("The vote is not open yet. Your opinion is kept: come back when the session opens it.")
    if not item.is_listed or session.status != Session.Status.OPEN or now >= session.closes_at:
        return _("The vote on this file is closed: this one came too late and does not count. Your opinion is kept.")
    if not Expert.objects.voters_of(item).filter(pk=expert.pk).exists():
        return _("You do not vote on this file: you stood down from it, or your term is over.")
    if Opinion.objects.standing().locked().filter(item=item, expert=expert).exists():
        return _("You fixed your opinion and your vote to read those of the others: they can no longer change.")
    return ""


@transaction.atomic
def cast_vote(item, expert, *, choice, condition="", now=None):
    """Keep the vote of `expert` on `item`, in place of the one before; the caller has proved who votes.

    `choice` is a `Choice`, `condition` what « sous réserve » proposes (other choices keep none). ValidationError says
    in a sentence why it does not count: too late by the server's clock, withdrawn, recused, locked (D28).
    """
    now = now or timezone.now()
    choice = checked_choice(choice)
    item = waiting_for(item)
    if why := closed_for(item, expert, now=now):
        raise ValidationError(why, code="closed")
    condition = tidy_condition(choice, condition)
    sealed = sealing.seal([choice, condition], about=place(item.pk, expert.pk))
    SealedVote.objects.update_or_create(item=item, expert=expert, defaults={"sealed": sealed})
    Voting.objects.update_or_create(item=item, expert=expert, defaults={"at": now})


@transaction.atomic
def withdraw_vote(item, expert):
    """Take back the vote and the opinion of an expert who withdraws from `item`; a count made already stands (D25).

    Called by the verb that records the recusal, in its transaction.
    """
    item = waiting_for(item)
    if item.status == AgendaItem.Status.CLOSED:
        return
    empty(SealedVote.objects.filter(item=item, expert=expert))
    empty(item.pending_votes.filter(expert=expert))
    Voting.objects.filter(item=item, expert=expert).delete()
    Opinion.objects.standing().filter(item=item, expert=expert).update(set_aside_at=timezone.now())


@transaction.atomic
def take_votes(item):
    """Return {key of the expert: choice} of `item` and delete every trace of it; for the closing alone.

    Call it in the transaction that closes the file and keeps the counts. Proposed conditions stay, without their
    authors, in an order drawn by chance. What this platform did not seal is no vote. The second call finds nothing.
    """
    waiting_for(item)
    opened, broken = {}, []
    for row in SealedVote.objects.filter(item=item):
        if (given := _opened(row)) is None:
            broken.append(row.expert_id)
        else:
            opened[row.expert_id] = given
    if broken:
        logger.error("File %s: %s votes did not open with the secret key: not counted.", item.pk, len(broken))
        Voting.objects.filter(item=item, expert__in=broken).delete()
    conditions = [condition for _choice, condition in opened.values() if condition]
    secrets.SystemRandom().shuffle(conditions)
    for text in conditions:
        ProposedCondition.objects.create(item=item, text=text)
    _clear(item)
    return {expert: choice for expert, (choice, _condition) in opened.items()}


@transaction.atomic
def discard_votes(item):
    """Destroy what was voted on a file that leaves the agenda before any count: nobody will ever read it (D28)."""
    waiting_for(item)
    _clear(item)
    Voting.objects.filter(item=item).delete()


def own_vote(item, expert):
    """Return (choice, condition) that `expert` gave on `item`, for their own eyes before the count; None without."""
    row = SealedVote.objects.filter(item=item, expert=expert).first()
    return _opened(row) if row else None


def waiting_for(item):
    """Return `item` with its session, held until the end of the transaction: a closing waits, or was before."""
    return AgendaItem.objects.select_for_update(of=("self",)).select_related("session").get(pk=item.pk)


def checked_choice(choice):
    """Return `choice` as the database keeps it; ValidationError for any other word."""
    if choice not in Choice.values:
        raise ValidationError(_("Choose one of the five answers."), code="choice")
    return Choice(choice).value


def tidy_condition(choice, condition):
    """Return the proposed condition as it is kept: one line, without invisible signs; "" for other choices."""
    if choice != Choice.CONDITIONAL_GO:
        return ""
    seen = "".join(letter for letter in " ".join(condition.split()) if unicodedata.category(letter) != "Cc")
    return seen[:CONDITION]


def empty(sealed):
    """Delete sealed votes; what they held is written over first, since databases keep deleted bytes for a while."""
    sealed.update(sealed=b"\0" * sealing.SIZE)
    sealed.delete()


def _opened(row):
    """(choice, condition) of a sealed vote; None when it was not sealed here, for this expert and this file."""
    try:
        return tuple(sealing.unseal(row.sealed, about=place(row.item_id, row.expert_id)))
    except sealing.SealBroken:
        return None


def _clear(item):
    empty(SealedVote.objects.filter(item=item))
    empty(item.pending_votes.all())
