"""Registrations stand alone until the address typed is proved to be someone's (D65)."""

from events.models import Registration


def link(person):
    """Give `person`, who has just proved their address, the registrations left with it; return how many.

    Only those that bear the address itself: who paid for five tickets is not five people.
    """
    if not person.email:
        return 0
    return Registration.objects.of_address(person.email).filter(person=None).update(person=person)
