"""A platform put back from a backup, which holds no ballot of a secret vote under way: people vote again (D50)."""

from django.db.models import Exists, OuterRef

from members.assemblies.models import Resolution, UrnBallot, Voted


def forget_lost_ballots():
    """Nobody has voted on a screen where the urn is empty; return how many ballots are to be given again."""
    urn = UrnBallot.objects.filter(resolution=OuterRef("right__resolution"))
    secret = {"right__resolution__status": Resolution.Status.OPEN, "right__resolution__secret": True}
    return Voted.objects.filter(on_paper=False, **secret).exclude(Exists(urn)).delete()[0]
