"""Conditions of a go: proof, more time, lifted by the chair or by a short vote [setting], back when late (D30).

Each act is the verb of the condition and the mails it owes, in one transaction; who may is checked here.
"""

from contextlib import nullcontext

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.committee import emails_conditions as emails
from projects.committee import mailed_codes, telling_lifted
from projects.committee.models import (
    AgendaItem,
    Committee,
    Declaration,
    Expert,
    LiftingVote,
    LiftingVoting,
    SealedLifting,
)
from projects.committee.models.closing import FEWEST_SHOWN
from projects.committee.models.lifting import seal, unseal
from projects.committee.models.vote import empty
from projects.committee.reminding import keepers_of
from projects.models import Condition, ConditionProof, Decision
from projects.models.condition import hold

NOT_SHOWN = _("The experts would like to see more before the conditions are lifted.")


def send_proof(condition, *, words="", link="", accepted=None, by=None, membership=None):
    """Keep what the group shows (words, an address, a checked file `accepted`) and tell who keeps the committee.

    The same thing sent twice in a row is one proof: a double tap.
    """
    latest = condition.proofs.first() if condition.is_sent else None
    if latest and latest.shows(words=words, link=link, accepted=accepted):
        return latest
    proof = ConditionProof(words=words, link=link)
    if accepted:
        proof.take_file(accepted)
    with proof.stored(accepted.content) if accepted else nullcontext(), transaction.atomic():
        condition.send_proof(proof, by=by, membership=membership)
        emails.proof_received(keepers_of(committee_of(condition.decision)), condition=condition, proof=proof)
    return proof


@transaction.atomic
def accept(condition, *, by, words=""):
    """The proof is good. The chair lifts the condition by it [setting]; otherwise it waits to be confirmed."""
    _must_judge(condition.decision, by)
    if by_chair(condition.decision, by):
        return _lift([condition], by=by, words=words)
    return condition.accept(by=by, words=words)


@transaction.atomic
def ask_again(condition, *, by, why):
    """The proof does not show it yet; the group reads why."""
    _must_judge(condition.decision, by)
    _tell_changed(condition, condition.ask_again(by=by, why=why))


@transaction.atomic
def extend(condition, *, by, due_on, why):
    """More time, with the reason; what was late no longer is."""
    _must_judge(condition.decision, by)
    _tell_changed(condition, condition.extend(by=by, due_on=due_on, why=why))


@transaction.atomic
def confirm(decision, *, by, words=""):
    """The chair confirms at once every condition whose proof was found good (D30); ValidationError `none`, `chair`."""
    _must_judge(decision, by)
    if not by_chair(decision, by):
        raise ValidationError(_("The chair of the committee confirms that conditions are lifted."), code="chair")
    hold(decision.project)
    good = list(decision.conditions.accepted().in_order())
    if not good:
        raise ValidationError(_("No proof waits to be confirmed any more: look at the page again."), code="none")
    _lift(good, by=by, words=words)


def open_vote(decision, *, closes_at, by, now=None):
    """Ask the experts, by a short secret vote until `closes_at`, whether the conditions are lifted [setting].

    ValidationError, nothing changed: `setting`, `proofs` (one is not found good yet), `moment`, `open` (one goes on).
    """
    now, committee = now or timezone.now(), committee_of(decision)
    _must_judge(decision, by)
    if committee.lifting != Committee.Lifting.VOTE:
        raise ValidationError(_("In this committee, the chair confirms that conditions are lifted."), code="setting")
    if closes_at <= now:
        raise ValidationError(_("Choose a moment to come: the experts need time to vote."), code="moment")
    try:
        with transaction.atomic():
            hold(decision.project)
            _must_be_shown(decision)
            vote = LiftingVote.objects.create(
                committee=committee, decision=decision, opened_by=by, opened_at=now, closes_at=closes_at
            )
            for expert in voters_of(vote):
                emails.vote_asked(expert, vote=vote)
    except IntegrityError:
        raise ValidationError(_("A vote on these conditions goes on already."), code="open") from None
    return vote


@transaction.atomic
def ask_code(vote, expert, *, lifted, now=None):
    """Close the answer away, and mail the code that confirms it, as `mailed_codes.send` does (D60).

    ValidationError: `closed`, `voter` for who may not, `often`, `address`.
    """
    now, vote = now or timezone.now(), _held(vote)
    _must_vote(vote, expert, now=now)
    return mailed_codes.send(vote, expert, [lifted], now=now)


def ask_code_again(vote, expert):
    """Mail another code for the answer that waits; ValidationError, also when none waits."""
    (lifted,) = mailed_codes.answer_of(mailed_codes.waiting(vote, expert))
    return ask_code(vote, expert, lifted=lifted)


def confirm_answer(vote, expert, *, code, now=None):
    """Record the answer that waits for `code`; ValidationError as `mailed_codes.confirm` and `cast`."""
    now = now or timezone.now()

    def record(lifted):
        cast(vote, expert, lifted=lifted, now=now)

    mailed_codes.confirm(vote, expert, code=code, record=record, now=now)


@transaction.atomic
def cast(vote, expert, *, lifted, now=None):
    """Keep the answer of `expert`, in place of the one before; the caller has proved who votes.

    ValidationError `closed`, or `voter` for who may not.
    """
    now, vote = now or timezone.now(), _held(vote)
    _must_vote(vote, expert, now=now)
    sealed = {"sealed": seal(vote, expert, lifted=lifted)}
    SealedLifting.objects.update_or_create(vote=vote, expert=expert, defaults=sealed)
    LiftingVoting.objects.update_or_create(vote=vote, expert=expert, defaults={"at": now})


@transaction.atomic
def close_vote(vote, *, now=None):
    """Count, once, after its moment: more yes than no lifts every condition; else the group is asked for more.

    Under the committee's smallest number of votes nothing is decided, and it is asked again; counts under three are not
    kept (D31). False when it was closed.
    """
    now, vote = now or timezone.now(), _held(vote)
    if not vote.is_open or now < vote.closes_at:
        return False
    entitled = set(voters_of(vote).values_list("pk", flat=True))
    rows = list(SealedLifting.objects.select_for_update().filter(vote=vote))
    answers = [unseal(row) for row in rows if row.expert_id in entitled]
    empty(SealedLifting.objects.filter(vote=vote))
    empty(vote.pending_votes.all())
    yes, no = answers.count(True), answers.count(False)
    few = yes + no < vote.committee.minimum_cast
    outcomes = LiftingVote.Outcome
    outcome = outcomes.NOBODY if few else outcomes.LIFTED if yes > no else outcomes.NOT_YET
    shown = {} if few or yes + no < FEWEST_SHOWN else {"yes": yes, "no": no}
    LiftingVote.objects.filter(pk=vote.pk).update(closed_at=now, outcome=outcome, **shown)
    vote.refresh_from_db()
    hold(vote.decision.project)
    good = list(vote.decision.conditions.accepted().in_order())
    if outcome == outcomes.LIFTED and good:
        _lift(good, by=None)
    elif outcome == outcomes.NOT_YET:
        for condition in good:
            _tell_changed(condition, condition.ask_again(by=None, why=str(NOT_SHOWN)))
    emails.vote_closed(keepers_of(vote.committee), vote=vote)
    return True


@transaction.atomic
def called(condition, *, by, words):
    """« J’ai appelé », with what was said, for whoever takes it up next."""
    condition.called(by=by, words=words)


@transaction.atomic
def say_overdue(condition, *, now):
    """Late: back to the committee, whose next agenda proposes it; the group is told that this is no refusal (D30)."""
    if condition.mark_overdue(now=now):
        emails.overdue(condition.project.group.memberships.reachable(), condition=condition)
        return True
    return False


def committee_of(decision):
    """The committee of the decision's territory."""
    return Committee.objects.select_related("territory").get(territory=decision.project.territory_id)


def by_chair(decision, person):
    """Whether `person` confirms alone that conditions are lifted: the chair, where the setting says so."""
    chaired = Committee.objects.chaired_by(person).filter(territory=decision.project.territory_id)
    return chaired.filter(lifting=Committee.Lifting.CHAIR).exists()


def item_of(decision):
    """The `AgendaItem` on which the decision was taken, or None for one written otherwise."""
    return AgendaItem.objects.filter(closing__decision=decision).select_related("session").first()


def left_by(person):
    """The decisions on files from which `person` stood down: they judge nothing of them, conditions included (D25)."""
    items = Declaration.objects.recused().filter(expert__person=person).values("item")
    return Decision.objects.filter(closing__item__in=items)


def is_recused(decision, person):
    """Whether `person` stood down from the file of this decision (D25)."""
    return left_by(person).filter(pk=decision.pk).exists()


def voters_of(vote):
    """The experts who answer a short vote: in term, and not recused from the file (D25)."""
    experts = Expert.objects.in_term().filter(committee=vote.committee_id).exclude(person=None)
    item = item_of(vote.decision)
    return experts.exclude(person__in=item.declarations.recused().values("expert__person")) if item else experts


def to_examine(committee):
    """[(project, [its overdue conditions])] that the next agenda proposes, the most pressing first (D30)."""
    found, rows = {}, Condition.objects.overdue().of_living_projects()
    rows = rows.filter(decision__project__territory=committee.territory_id)
    rows = rows.exclude(decision__project__in=AgendaItem.objects.listed().values("project"))
    rows = rows.exclude(decision__project__in=Decision.objects.pending().values("project"))
    for condition in rows.for_lists().in_order()[:MOST_EXAMINED]:
        found.setdefault(condition.project.pk, (condition.project, []))[1].append(condition)
    return list(found.values())


MOST_EXAMINED = 60  # lines proposed to one session


def _lift(conditions, *, by, words=""):
    steps = [condition.lift(by=by, words=words) for condition in conditions]
    project = conditions[0].project
    project.refresh_from_db()
    emails.lifted(project.group.memberships.reachable(), conditions=conditions, project=project, step=steps[-1])
    if not project.open_conditions:
        telling_lifted.start(conditions[0].decision)
    return steps[-1]


def _tell_changed(condition, step):
    emails.changed(condition.project.group.memberships.reachable(), condition=condition, step=step)


def _must_judge(decision, person):
    if is_recused(decision, person):
        raise PermissionDenied(_("You stood down from this file: someone else looks at its conditions."))


def _must_vote(vote, expert, *, now):
    if not vote.is_open or now >= vote.closes_at:
        raise ValidationError(_("This vote is closed: an answer that comes after does not count."), code="closed")
    if not voters_of(vote).filter(pk=expert.pk).exists():
        raise ValidationError(_("You do not vote on this project."), code="voter")


def _must_be_shown(decision):
    if decision.conditions.asked().exists() or decision.conditions.sent().exists():
        raise ValidationError(_("Every proof is found good first: the experts then vote once."), code="proofs")
    if not decision.conditions.accepted().exists():
        raise ValidationError(_("No condition is open any more."), code="proofs")


def _held(vote):
    rows = LiftingVote.objects.select_for_update(of=("self",)).select_related("committee", "decision__project")
    return rows.get(pk=vote.pk)
