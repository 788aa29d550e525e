"""A project is made of wholes: when another idea takes the head of one, it follows (D17, D21)."""

from projects.models import ProjectIdea


def follow_head(former, heir):
    """Have the living project made of `former` be made of `heir`, unless `heir` has its own already."""
    if not ProjectIdea.objects.standing().filter(idea=heir).exists():
        ProjectIdea.objects.standing().filter(idea=former).update(idea=heir)
