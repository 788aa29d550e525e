"""Writes lines of a member’s history (`history` reads them)."""


def record(member, kind, *, on, by, details="", why="", **figures):
    """Write one line of the member's history; `figures` are what `MemberStep.said` puts into words."""
    return member.steps.create(kind=kind, on=on, by=by, details=details[:300], why=why[:1000], figures=figures)
