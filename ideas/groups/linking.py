"""Members stand alone until the address typed is proved to be someone's (D65)."""

from ideas.groups.models import Membership


def link(person):
    """Give `person`, who has just proved their address, the memberships left with it; return how many."""
    if not person.email:
        return 0
    return Membership.objects.filter(email__iexact=person.email, person=None).update(person=person)
