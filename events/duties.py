"""What organisers have to do for their evenings."""


def duties(person, now):
    """The duties of `person` at `now` (members.duties.Duty)."""
    return []
