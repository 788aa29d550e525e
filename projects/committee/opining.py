"""Writes an opinion as it is typed, from one tab or several; locks it; opens those of others (D27, D28)."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.committee.criteria import HIGHEST, Criterion
from projects.committee.models import AgendaItem, Expert, Opinion, Score, Session, Voting
from projects.committee.models.vote import closed_for, waiting_for

LONGEST = {"comment": 2000, "private_comment": 2000}
LONGEST_WHY = 500
NAMES = (
    *(f"{part}-{one.value}" for one in Criterion for part in ("score", "why")),
    "comment",
    "private_comment",
)


@dataclass(frozen=True)
class Saved:
    """What became of each field that was sent: kept, met by another text, or refused with a sentence."""

    kept: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)  # {name: the text that another tab saved meanwhile}
    errors: dict = field(default_factory=dict)

    @property
    def is_whole(self):
        return not self.others and not self.errors


def closed_to_writing(item, expert, *, now):
    """Return why the opinion of `expert` can no longer change at `now`, as a sentence; "" while it can."""
    session = item.session
    if item.is_gone or session.status == Session.Status.CANCELLED:
        return _("This file was withdrawn from the session: opinions are no longer written on it.")
    if not item.is_listed or not session.takes_declarations or now >= session.closes_at:
        return _("The vote on this file is closed: your opinion stays as it was last saved.")
    if Opinion.objects.standing().locked().filter(item=item, expert=expert).exists():
        return _("You fixed your opinion and your vote to read those of the others: they can no longer change.")
    return ""


@transaction.atomic
def save(item, expert, typed, *, bases=None, now=None):
    """Keep the fields `typed` {name of NAMES: text}; return `Saved`. ValidationError `closed` once it is too late.

    `bases` {name: texts} are those from which a field was typed: what its page showed, and what it sent since. Another
    text found in its place was saved by another tab, and stays: nothing is overwritten unseen. None: whatever is there.
    """
    now, item = now or timezone.now(), waiting_for(item)
    if why := closed_to_writing(item, expert, now=now):
        raise ValidationError(why, code="closed")
    Opinion.objects.get_or_create(item=item, expert=expert)
    opinion = Opinion.objects.select_for_update().get(item=item, expert=expert)
    found, saved = texts_of(opinion), Saved()
    for name, text in typed.items():
        text = clean(text)
        if why := _refused(name, text):
            saved.errors[name] = why
        elif bases is not None and found[name] not in (text, *map(clean, bases.get(name, [""]))):
            saved.others[name] = found[name]
        else:
            saved.kept[name] = text
    _write(opinion, {name: text for name, text in saved.kept.items() if text != found[name]}, now=now)
    return saved


def texts_of(opinion):
    """Return {name: text} of every field of an opinion; all empty for None."""
    texts = dict.fromkeys(NAMES, "")
    if opinion is None:
        return texts
    texts |= {"comment": opinion.comment, "private_comment": opinion.private_comment}
    for line in opinion.scores.all():
        texts[f"score-{line.criterion}"] = "" if line.score is None else str(line.score)
        texts[f"why-{line.criterion}"] = line.comment
    return texts


def clean(text):
    """Return a text as it is kept and compared: one kind of line end, no blank at its end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").rstrip()


def zeros_unexplained(texts):
    """Return the criteria noted 0 without a word, in `texts` as `texts_of` gives them (D27)."""
    return [one.value for one in Criterion if texts[f"score-{one.value}"] == "0" and not texts[f"why-{one.value}"]]


def must_explain_zeros(item, expert):
    """Raise ValidationError `zero` when the saved grid holds a 0 without its comment (D27)."""
    if zeros_unexplained(texts_of(opinion_of(item, expert))):
        raise ValidationError(
            _("A 0 needs a comment: say in a few words what is missing. Your vote has not left yet."), code="zero"
        )


def opinion_of(item, expert):
    """The opinion of `expert` on `item`, with its scores, or None before the first word."""
    return Opinion.objects.filter(item=item, expert=expert).prefetch_related("scores").first()


@transaction.atomic
def lock(item, expert, *, now=None):
    """« Je fige mon avis et mon vote pour lire ceux des autres »: final, and twice is once (D28).

    ValidationError: `closed`, `vote` without a confirmed vote, `grid` until each line has its note, `zero`.
    """
    now, item = now or timezone.now(), waiting_for(item)
    opinion = opinion_of(item, expert)
    if opinion and opinion.is_locked:
        return
    if why := closed_for(item, expert, now=now):
        raise ValidationError(why, code="closed")
    if not Voting.objects.filter(item=item, expert=expert).exists():
        raise ValidationError(_("Vote first: what is fixed is an opinion and a vote."), code="vote")
    texts = texts_of(opinion)
    if not all(texts[f"score-{one.value}"] for one in Criterion):
        raise ValidationError(_("Give a mark to each line of the grid first."), code="grid")
    must_explain_zeros(item, expert)
    Opinion.objects.filter(pk=opinion.pk, locked_at=None).update(locked_at=now)
    item.pending_votes.filter(expert=expert).delete()


def may_read_others(item, expert):
    """Whether the opinions of the others on `item` are open to `expert`, None for who keeps the committee (D28)."""
    session = item.session
    if item.status == AgendaItem.Status.CLOSED or session.status in (Session.Status.CLOSED, Session.Status.RELEASED):
        return True
    return expert is not None and Opinion.objects.standing().locked().filter(item=item, expert=expert).exists()


def opinions_on(item, *, but=None):
    """The written opinions on `item` of its voters, with names and scores, never votes; `but` leaves an expert out.

    Until the votes are counted, those of experts who have voted: the others are still drafts.
    """
    found = Opinion.objects.standing().written().filter(item=item, expert__in=Expert.objects.voters_of(item))
    if item.is_listed:
        found = found.filter(Exists(Voting.objects.filter(item=item, expert=OuterRef("expert"))))
    if but:
        found = found.exclude(expert=but)
    named = found.select_related("expert__person").prefetch_related("scores")
    return named.order_by("expert__person__family_name", "expert")


def _refused(name, text):
    if name.startswith("score-"):
        known = {"", *map(str, range(HIGHEST + 1))}
        return "" if text in known else _("Choose a note from 0 to 4.")
    longest = LONGEST.get(name, LONGEST_WHY)
    if len(text) > longest:
        return _("This text is too long by %(over)s characters: shorten it, it is not saved yet.") % {
            "over": len(text) - longest
        }
    return ""


def _write(opinion, changed, *, now):
    """Write what changed; an opinion of someone who withdrew and was let in again stands anew."""
    for criterion in {name.partition("-")[2] for name in changed if "-" in name}:
        line = Score.objects.filter(opinion=opinion, criterion=criterion).first()
        line = line or Score(opinion=opinion, criterion=criterion)
        if (score := changed.get(f"score-{criterion}")) is not None:
            line.score = int(score) if score else None
        line.comment = changed.get(f"why-{criterion}", line.comment)
        line.save() if line.comment or line.score is not None else line.pk and line.delete()
    for name in LONGEST:
        setattr(opinion, name, changed.get(name, getattr(opinion, name)))
    if changed or opinion.set_aside_at:
        opinion.set_aside_at, opinion.saved_at, opinion.version = None, now, opinion.version + 1
        opinion.save()
