"""What the sheet says at this moment, in figures and in words: turnout, and quorum of each kind of resolution (D47)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.assemblies import quorum
from members.assemblies.models import Resolution, turnout_now


@dataclass(frozen=True)
class Line:
    """The quorum of the resolutions of one majority; `words` says it in a sentence, `kind` names them."""

    majority: str
    quorum: quorum.Quorum
    alone: bool

    @property
    def kind(self):
        """Which resolutions; "" when the meeting has one kind."""
        named = {
            Resolution.Majority.ORDINARY: _("Ordinary resolutions"),
            Resolution.Majority.EXTRAORDINARY: _("Extraordinary resolutions"),
        }
        return "" if self.alone else named[self.majority]

    @property
    def words(self):
        return sentence(self.quorum)

    @property
    def place(self):
        """Where the quorum stands on a bar of all voters, in % with two decimals, as a text for SVG."""
        return _percent(self.quorum.needed, self.quorum.entitled)


@dataclass(frozen=True)
class Count:
    """Who takes part now, out of `entitled` voters."""

    entitled: int
    turnout: quorum.Turnout
    lines: tuple

    @property
    def bars(self):
        """The parts of a bar of all voters: [{"name", "start", "width"}], the last two in %, as texts for SVG."""
        ways = [(name, getattr(self.turnout, name)) for name in quorum.ORDER]
        return [
            {
                "name": name,
                "start": _percent(sum(n for _way, n in ways[:rank]), self.entitled),
                "width": _percent(number, self.entitled),
            }
            for rank, (name, number) in enumerate(ways)
        ]


def count_of(assembly, *, now=None):
    """Return the `Count` of this moment; the same number of statements whatever the number of members."""
    entitled, turnout = assembly.voters.count(), turnout_now(assembly, now=now)
    known = set(assembly.resolutions.values_list("majority", flat=True)) or {Resolution.Majority.ORDINARY}
    ordered = [one for one in Resolution.Majority.values if one in known]
    lines = [Line(one, _quorum(assembly, one, entitled, turnout.voters), len(known) == 1) for one in ordered]
    return Count(entitled=entitled, turnout=turnout, lines=tuple(lines))


def quorum_of(resolution, *, now=None):
    """Return the `Quorum` of a resolution: as its ballot was opened, as the sheet stands before (D47)."""
    assembly, rights = resolution.assembly, resolution.rights.all()
    turnout = rights.turnout() if rights.exists() else turnout_now(assembly, now=now)
    return _quorum(assembly, resolution.majority, assembly.voters.count(), turnout.voters)


def sentence(found):
    """Say a `Quorum`: « 49 voters out of 73: the quorum of 15 is reached »."""
    said = {"voters": found.voters, "entitled": found.entitled, "needed": found.needed, "missing": found.missing}
    if not found.is_asked:
        words = ngettext(
            "%(voters)s voter out of %(entitled)s: no quorum is asked for",
            "%(voters)s voters out of %(entitled)s: no quorum is asked for",
            found.voters,
        )
    elif found.met:
        words = ngettext(
            "%(voters)s voter out of %(entitled)s: the quorum of %(needed)s is reached",
            "%(voters)s voters out of %(entitled)s: the quorum of %(needed)s is reached",
            found.voters,
        )
    else:
        words = ngettext(
            "%(voters)s voter out of %(entitled)s: the quorum of %(needed)s is not reached, %(missing)s to go",
            "%(voters)s voters out of %(entitled)s: the quorum of %(needed)s is not reached, %(missing)s to go",
            found.voters,
        )
    return words % said


def _percent(number, entitled):
    return f"{100 * number / entitled:.2f}" if entitled else "0"


def _quorum(assembly, majority, entitled, voters):
    threshold = assembly.rules_in_force.quorum_of(majority, assembly.is_second_call)
    return quorum.quorum(entitled, voters, threshold=threshold)
