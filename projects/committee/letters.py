"""The letter of a file: what the committee decided, in plain words first, then why and what comes next (D31).

It never says who voted what, nor how many; words of experts to the bearer carry no name and stand in the order of the
alphabet. The same content makes the page, the mail, the PDF and the sheet of paper.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation import typesetting
from foundation.templatetags.french import long_date
from projects.committee.deciding import ABSTENTION
from projects.committee.models import Closing, Opinion, Voting

FILE_NAME = "decision-comite.pdf"
OUTCOMES = Closing.Outcome


@dataclass(frozen=True)
class Asked:
    """One condition, as the letter writes it: `due_on` is a day, `proof` and `who` may be empty."""

    text: str
    due_on: date
    proof: str
    who: str


@dataclass(frozen=True)
class Headline:
    """What stands first in a letter, and is all that others are told: the outcome in plain words."""

    project: str
    outcome: str
    label: str
    term: str
    sentence: str
    meaning: str
    meaning_around: str  # the same to who follows from afar: nothing « below », nothing to do


@dataclass(frozen=True)
class Letter(Headline):
    """What a letter says, in one language; lists of paragraphs, empty where there is nothing to say."""

    territory: str
    released_on: date
    reasons: list = field(default_factory=list)
    strengths: list = field(default_factory=list)
    to_work_on: list = field(default_factory=list)
    conditions: list = field(default_factory=list)
    from_experts: list = field(default_factory=list)
    next_step: list = field(default_factory=list)
    coming_back: str = ""
    contact: str = ""


def headline_of(item):
    """Return the `Headline` of a file whose votes were counted, in the language in force."""
    return Headline(**_headline(item))


def letter_of(item):
    """Return the `Letter` of a file whose votes were counted, in the language in force (D31)."""
    closing, committee = item.closing, item.session.committee
    decision = closing.decision
    released = (decision and decision.released_at) or timezone.now()
    content = {
        **_headline(item),
        "territory": committee.territory.name,
        "released_on": timezone.localdate(released),
        "contact": (decision and decision.contact) or committee.contact or committee.territory.contact_email,
    }
    if decision is None:
        return Letter(**content)
    return Letter(
        **content,
        reasons=_paragraphs(decision.reasons),
        strengths=_paragraphs(decision.strengths),
        to_work_on=_paragraphs(decision.to_work_on),
        next_step=_paragraphs(decision.next_step) or [str(_NEXT[closing.outcome]())],
        from_experts=words_of_experts(item),
        coming_back=_coming_back(closing.outcome, decision),
        conditions=[
            Asked(one.text, one.due_on, one.expected_proof, one.who)
            for one in decision.conditions.select_related("in_charge")
        ],
    )


def _headline(item):
    outcome, words = item.closing.outcome, {"name": item.project.name}
    return {
        "project": item.project.name,
        "outcome": outcome,
        "label": label_of(outcome),
        "term": term_of(outcome),
        "sentence": str(_SENTENCES[outcome]() % words),
        "meaning": str(_MEANINGS[outcome]()),
        "meaning_around": str(_AROUND.get(outcome, _MEANINGS[outcome])()),
    }


def label_of(outcome):
    """The plain words of an outcome, as everyone reads them (D28)."""
    return str(_LABELS[outcome]())


def term_of(outcome):
    """The word of the trade that stands beside the plain ones; empty for what is no decision."""
    return str(_TERMS[outcome]()) if outcome in _TERMS else ""


def counted(closing):
    """Return [(plain words, term, number)] of the five answers; empty when they would tell how someone voted (D31)."""
    if not closing.may_show_counts:
        return []
    abstention = (pgettext("count of votes", "abstention"), "")
    return [
        (*(abstention if choice == ABSTENTION else (label_of(choice), term_of(choice))), number)
        for choice, number in closing.counts.items()
    ]


def pdf(item, *, language):
    """Return the bytes of the letter in `language`, to be kept for ever (PDF/A)."""
    return pile([(item, [])], language=language)


def pile(sheets, *, language):
    """Return the bytes of one PDF of several letters: `sheets` are (item, lines of who it is for)."""
    with translation.override(language):
        data = {
            "accent": sheets[0][0].session.committee.territory.accent,
            "letters": [_said(letter_of(item), to=to) for item, to in sheets],
            "labels": _headings(),
        }
        title = _("Decision of the expert committee")
        return typesetting.pdf("committee/letter.typ", data, language=language, title=title)


def _said(letter, *, to):
    """The letter as typst reads it: texts only, dates written out."""
    said = {
        name: getattr(letter, name)
        for name in (
            "project", "territory", "label", "term", "sentence", "meaning", "reasons", "strengths", "to_work_on",
            "from_experts", "next_step", "coming_back", "contact",
        )
    }  # fmt: skip
    return {
        **said,
        "to": to,
        "day": str(_("%(territory)s, %(day)s")) % {"territory": letter.territory, "day": long_date(letter.released_on)},
        "conditions": [
            {
                "text": one.text,
                "due": str(_("Before %(day)s") % {"day": long_date(one.due_on)}),
                "proof": str(_("Proof expected: %(proof)s") % {"proof": one.proof}) if one.proof else "",
                "who": str(_("Who looks after it: %(who)s") % {"who": one.who}) if one.who else "",
            }
            for one in letter.conditions
        ],
    }


def _headings():
    return {
        "kicker": _("Expert committee"),
        "reasons": _("Why"),
        "strengths": _("What the committee liked"),
        "to_work_on": _("What is to be worked on"),
        "conditions": _("What the committee asks for"),
        "from_experts": _("Words of the experts to you"),
        "next_step": _("What comes next"),
        "coming_back": _("Coming back before the committee"),
        "contact": _("Whom to ask"),
        "secret": _("Votes are secret: nobody can say how anyone voted."),
    }


def _paragraphs(text):
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def words_of_experts(item):
    """The comments to the bearer of those who voted, without names; sorted, so that no order tells an author."""
    voted = Voting.objects.filter(item=item).values("expert")
    opinions = Opinion.objects.standing().filter(item=item, expert__in=voted).exclude(comment="")
    return sorted(comment.strip() for comment in opinions.values_list("comment", flat=True) if comment.strip())


def _coming_back(outcome, decision):
    """When and how one may come back (D30, D32)."""
    if outcome == OUTCOMES.NO_GO:
        said = _(
            "The door stays open: from %(day)s on, the project may come back. Say in its space what changed since this "
            "letter, then propose its file again."
        )
        return str(said % {"day": long_date(decision.return_from)})
    if outcome == OUTCOMES.DEFERRAL:
        return str(
            _(
                "Once these points are worked on, propose the file again from the space of the project: it comes back "
                "at a next session."
            )
        )
    return ""


_LABELS = {
    OUTCOMES.GO: lambda: pgettext("vote", "green light"),
    OUTCOMES.CONDITIONAL_GO: lambda: pgettext("vote", "green light with conditions"),
    OUTCOMES.DEFERRAL: lambda: pgettext("vote", "to be worked on again"),
    OUTCOMES.NO_GO: lambda: pgettext("vote", "not retained"),
    OUTCOMES.NOT_DECIDED: lambda: pgettext("vote", "not decided"),
}
_TERMS = {
    OUTCOMES.GO: lambda: pgettext("vote", "go"),
    OUTCOMES.CONDITIONAL_GO: lambda: pgettext("vote", "conditional go"),
    OUTCOMES.DEFERRAL: lambda: pgettext("vote", "deferral"),
    OUTCOMES.NO_GO: lambda: pgettext("vote", "no go"),
}
_SENTENCES = {
    OUTCOMES.GO: lambda: _("The committee gives its green light to “%(name)s”."),
    OUTCOMES.CONDITIONAL_GO: lambda: _("The committee gives its green light to “%(name)s”, with conditions."),
    OUTCOMES.DEFERRAL: lambda: _("The committee asks that “%(name)s” be worked on again before it decides."),
    OUTCOMES.NO_GO: lambda: _("The committee has not retained “%(name)s”."),
    OUTCOMES.NOT_DECIDED: lambda: _("The committee could not decide on “%(name)s”."),
}
_MEANINGS = {
    OUTCOMES.GO: lambda: _("The project can be accompanied, free of charge."),
    OUTCOMES.CONDITIONAL_GO: lambda: _("The project can be accompanied as soon as the conditions below are lifted."),
    OUTCOMES.DEFERRAL: lambda: _("It is no refusal: the file comes back once the points below are worked on."),
    OUTCOMES.NO_GO: lambda: _("The project is not accompanied for now. It may come back with new elements."),
    OUTCOMES.NOT_DECIDED: lambda: _(
        "Too few experts voted. It is neither a refusal nor a request to work again: the file is heard at another "
        "session, and you have nothing to do."
    ),
}
_AROUND = {  # what is said to who follows from afar, where the letter says « below »
    OUTCOMES.CONDITIONAL_GO: lambda: _("The project can be accompanied as soon as it meets the conditions set."),
    OUTCOMES.DEFERRAL: lambda: _("It is no refusal: the file comes back once its group has worked on it again."),
}
_NEXT = {
    OUTCOMES.GO: lambda: _("The team calls you to begin the accompaniment."),
    OUTCOMES.CONDITIONAL_GO: lambda: _("Send the proofs from the page of the project, before the days written above."),
    OUTCOMES.DEFERRAL: lambda: _("Work on these points with your group; the team helps you."),
    OUTCOMES.NO_GO: lambda: _("Talk about it with the team: another way may suit the project."),
}
