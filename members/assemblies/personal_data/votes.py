"""Votes: that someone voted stays with the list of voters; how is tied to nobody, or told in the minutes (D50, D51)."""

from members.assemblies.models import BallotRight, VotingCode
from members.cooperative.models import Member

PERSONAL = {}
NOT_PERSONAL = {
    "assemblies.UrnBallot": {"sealed": "a ballot of a vote under way, tied to nobody and gone at its closing"},
    "assemblies.PublishedBallot": {"choice": "a ballot tied to nobody"},
    "assemblies.PublishedReceipt": {"receipt": "drawn by chance on a device, tied to nobody"},
    "assemblies.OpenBallot": {"choice": "how one voted in an open vote, in the minutes that survive (D51)"},
    "assemblies.VoteClosing": {"tellers": "who counted, in the minutes that survive (D51)"},
    "assemblies.VotingCode": {"mark": "what is kept of a code, which cannot be read back"},
    "assemblies.Teller": {"name": "who counted, in the minutes that survive (D51)"},
    "assemblies.PaperCount": {"entries": "what a teller read on ballots, gone at the closing of the vote"},
}


def export(person):
    """On what they voted, and on which day; never how in a secret vote, which nothing tells."""
    used = BallotRight.objects.filter(voter__member__in=Member.objects.of_person(person)).exclude(voted=None)
    rows = used.order_by("pk").select_related("resolution", "voted", "open_ballot")
    votes = [
        {
            "resolution": str(right.resolution),
            "on": right.voted.on.isoformat(),
            "choice": right.open_ballot.choice if hasattr(right, "open_ballot") else "",
        }
        for right in rows
    ]
    return {"assembly_votes": votes}


def erase_all_of(person):
    """A code that nobody will type any more is of no use; what was voted stays, as the law asks (D51)."""
    VotingCode.objects.filter(member__in=Member.objects.of_person(person)).delete()
