"""What a teller types: numbers by college and answer, ballots of an election one kind at a time, or names (D50)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.assemblies import ballot_screen, papers
from members.assemblies.models import BallotChoice, PaperCount
from members.assemblies.models.urn import NAMES
from members.cooperative.models import College

MOST = 999  # ballots of one line: more is a typing mistake


class CountScreen:
    """The count of one teller, as their page shows it; `kind` "grid", "ballots" (election) or "names" (open vote)."""

    def __init__(self, resolution, teller):
        self.resolution, self.teller = resolution, teller
        self.count = PaperCount.objects.filter(resolution=resolution, teller=teller).first()
        self.entries = self.count.entries if self.count else {}
        self.handed = bool(self.count and self.count.handed)
        self.kind = "names" if not resolution.secret else "ballots" if resolution.is_election else "grid"
        self.taken = papers.taken(resolution)
        named = dict(College.objects.filter(cooperative=resolution.assembly.cooperative_id).values_list("pk", "name"))
        self.colleges = [(key, named.get(int(key or 0)) or _("All members")) for key in sorted(self.taken)]
        self.candidates = {str(pk): name for pk, name in resolution.candidates.values_list("pk", "name")}
        self.choices = [(choice.value, choice.label) for choice in BallotChoice]
        if resolution.is_election:
            self.choices = [one for one in self.choices if one[0] in (BallotChoice.BLANK, BallotChoice.VOID)]

    @property
    def rows(self):
        """Grid: [(college, name, papers handed over, [(field, label, number)])]."""
        return [
            (
                key,
                name,
                self.taken[key],
                [(f"n_{key}_{choice}", label, self._number(key, choice)) for choice, label in self.choices],
            )
            for key, name in self.colleges
        ]

    @property
    def ballots(self):
        """Election: [(field to take it away, college, what it says, number)]."""
        names = dict(self.colleges)
        return [
            (f"{key}|{choice}", names.get(key, ""), ballot_screen.in_words(choice, self.candidates), number)
            for key, said in self.entries.items()
            for choice, number in said.items()
        ]

    @property
    def people(self):
        """Open vote: [(field, name, choice, names)] of those who took a paper."""
        rights = papers.paper_rights(self.resolution).for_display()
        kept = [(right, self.entries.get(str(right.pk), "")) for right in rights]
        return [(f"right_{right.pk}", right.voter.name, said, ballot_screen.names_of(said)) for right, said in kept]

    def typed(self, data):
        """Return the `entries` that were sent; they are kept on the screen, whatever becomes of them."""
        read = {"grid": self._grid, "ballots": self._ballots, "names": self._names}[self.kind]
        self.entries = read(data)
        return self.entries

    def differences(self):
        """Return [(where, what, [(teller, number)])] in words, once both counts are handed over."""
        names = dict(self.colleges)
        if self.kind == "names":
            names = {field.removeprefix("right_"): name for field, name, *_said in self.people}
        return [
            (names.get(key, ""), ballot_screen.in_words(choice, self.candidates), list(found.items()))
            for key, choice, found in papers.differences(self.resolution)
        ]

    def _grid(self, data):
        return {
            key: {choice: _whole(data.get(f"n_{key}_{choice}", "")) for choice, _label in self.choices}
            for key, _name in self.colleges
        }

    def _ballots(self, data):
        entries = {key: dict(said) for key, said in self.entries.items()}
        if data.get("away"):
            key, _bar, choice = data["away"].partition("|")
            entries.get(key, {}).pop(choice, None)
            return entries
        names, other = data.getlist("names"), data.get("other", "")
        if not names and not other:
            return entries
        if names and other:
            raise ValidationError(_("A ballot names people, or is blank or void: not both."), code="choice")
        choice = other or NAMES + ",".join(sorted(names, key=lambda key: int(key) if key.isdecimal() else 0))
        said = entries.setdefault(data.get("college", ""), {})
        said[choice] = said.get(choice, 0) + (_whole(data.get("number", "")) or 1)
        return entries

    def _names(self, data):
        keys = papers.paper_rights(self.resolution).values_list("pk", flat=True)
        return {str(key): self._said(data.getlist(f"right_{key}")) for key in keys}

    def _said(self, values):
        """One answer; in an election, the names together."""
        names = [value for value in values if value in self.candidates]
        return NAMES + ",".join(names) if names and len(names) == len(values) else next(iter(values), "")

    def _number(self, key, choice):
        return self.entries.get(key, {}).get(choice, "")


def _whole(text):
    """Return the number typed, 0 for nothing; ValidationError for what is no count."""
    text = text.strip()
    if text and (not text.isascii() or not text.isdecimal() or int(text) > MOST):
        raise ValidationError(_("“%(typed)s” is not a number of ballots."), params={"typed": text[:20]}, code="number")
    return int(text or 0)
