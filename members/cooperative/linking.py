"""Whoever signs in with a member's address is that member's account (D65): it says in which language to write."""

from members.cooperative.models import Member


def link(person):
    """Link the members of `person`'s address, themselves and the structures that they vote for; return how many."""
    if not person.email:
        return 0
    return Member.objects.filter(email__iexact=person.email, person=None).update(person=person)
