"""One screen for one person: their own ballot, then one for each person they represent (D46, D50)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.assemblies.models import BallotChoice, BallotRight, Voted
from members.assemblies.models.urn import NAMES
from members.assemblies.voting import given


@dataclass
class Slip:
    """One ballot of the screen: `for_whom` is empty for one's own; `state` "", "voted" or "paper"."""

    right: BallotRight
    for_whom: str
    state: str
    choice: str = ""  # of an open vote, or just typed

    @property
    def field(self):
        return f"right_{self.right.pk}"

    @property
    def names(self):
        """The keys of the candidates chosen, as texts."""
        return names_of(self.choice)

    @property
    def is_blank(self):
        return self.choice == BallotChoice.BLANK


def slips(resolution, voter):
    """Return the `Slip`s of `voter` in a vote that was opened; [] for who was not there, or was not listed."""
    rights = list(BallotRight.objects.filter(resolution=resolution).exercised_by(voter).for_display())
    rights.sort(key=lambda right: right.voter_id != voter.pk)
    used, papers = given(rights), papers_among(rights)
    return [
        Slip(
            right=right,
            for_whom="" if right.voter_id == voter.pk else right.voter.name,
            state="paper" if right.pk in papers else "voted" if right.pk in used else "",
            choice=used.get(right.pk, ""),
        )
        for right in rights
    ]


def papers_among(rights):
    """The keys of the rights that took a paper ballot."""
    return set(Voted.objects.filter(right__in=rights, on_paper=True).values_list("right", flat=True))


def typed(shown, data, *, election):
    """Return ({key of a right: choice}, {key of a right: receipt}) of what was sent, without unanswered ballots."""
    choices, receipts = {}, {}
    for slip in shown:
        values = [value for value in data.getlist(slip.field) if value]
        if not values or slip.state == "paper":
            continue
        names = [value for value in values if value != BallotChoice.BLANK]
        slip.choice = NAMES + ",".join(names) if election and names else values[0]
        if election and names and len(names) < len(values):
            slip.choice += f",{BallotChoice.BLANK}"  # blank and names at once: refused as no answer
        choices[slip.right.pk] = slip.choice
        receipts[slip.right.pk] = data.get(f"receipt_{slip.right.pk}", "")
    return choices, receipts


def names_of(choice):
    """The keys of the candidates that a choice names, as texts."""
    return choice.removeprefix(NAMES).split(",") if choice.startswith(NAMES) else []


def in_words(choice, candidates):
    """Say a choice as people read it; `candidates` is {key as text: name}."""
    if names := names_of(choice):
        return ", ".join(candidates.get(name, _("unknown")) for name in names)
    return BallotChoice(choice).label if choice in BallotChoice.values else ""


def who_voted_what(resolution):
    """Return [(name, choice in words)] of an open vote that is closed, in the order of the register; else []."""
    if resolution.secret or not resolution.is_counted:
        return []
    candidates = {str(pk): name for pk, name in resolution.candidates.values_list("pk", "name")}
    kept = BallotRight.objects.filter(resolution=resolution, open_ballot__isnull=False)
    rows = kept.order_by("voter__number", "pk").values_list("voter__name", "open_ballot__choice")
    return [(name, in_words(choice, candidates)) for name, choice in rows]
