"""Ideas stand alone until the address typed is proved to be someone's (D65)."""

from ideas.models import Follower, Idea


def link(person):
    """Give `person`, who has just proved their address, the ideas left with it; return how many."""
    if not person.email:
        return 0
    Follower.objects.active().filter(email__iexact=person.email, person=None).update(person=person)
    return Idea.objects.filter(author_email__iexact=person.email, person=None).update(person=person)
