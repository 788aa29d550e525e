"""A platform put back from a backup, which holds no vote in progress: experts vote again (D28)."""

from django.db.models import Exists, OuterRef

from projects.committee.models import AgendaItem, LiftingVoting, SealedLifting, SealedVote, Voting


def forget_lost_votes():
    """Nobody has voted where no vote is left to be counted; return how many votes are to be given again."""
    votes = SealedVote.objects.filter(item=OuterRef("item"), expert=OuterRef("expert"))
    lost = Voting.objects.filter(item__status=AgendaItem.Status.LISTED).exclude(Exists(votes))
    answers = SealedLifting.objects.filter(vote=OuterRef("vote"), expert=OuterRef("expert"))
    lost_answers = LiftingVoting.objects.filter(vote__closed_at=None).exclude(Exists(answers))
    return lost.delete()[0] + lost_answers.delete()[0]
