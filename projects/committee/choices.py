"""The five answers of a vote, with the plain words that stand beside the term (D28)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models import Choice


@dataclass(frozen=True)
class Answer:
    """A choice as the page of the vote offers it."""

    code: str
    term: str
    plain: str
    meaning: str


ANSWERS = (
    Answer(
        Choice.GO.value,
        Choice.GO.label,
        pgettext_lazy("vote", "green light"),
        _("The project can be accompanied from now on."),
    ),
    Answer(
        Choice.CONDITIONAL_GO.value,
        Choice.CONDITIONAL_GO.label,
        pgettext_lazy("vote", "green light with conditions"),
        _("Yes, if dated conditions are met."),
    ),
    Answer(
        Choice.DEFERRAL.value,
        Choice.DEFERRAL.label,
        pgettext_lazy("vote", "to be worked on again"),
        _("Something is missing to decide: the project comes back once it is there."),
    ),
    Answer(
        Choice.NO_GO.value,
        Choice.NO_GO.label,
        pgettext_lazy("vote", "not retained"),
        _("The project cannot be accompanied as it stands; it may come back with new elements."),
    ),
    Answer(
        Choice.ABSTENTION.value,
        Choice.ABSTENTION.label,
        "",
        _("My presence counts for the quorum, my voice for none of the answers."),
    ),
)
BY_CODE = {answer.code: answer for answer in ANSWERS}
