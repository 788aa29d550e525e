"""Writes lines of a member’s history (`history` reads them)."""

from django.utils.translation import ngettext


def record(member, kind, *, on, by, details="", why=""):
    """Write one line of the member's history."""
    return member.steps.create(kind=kind, on=on, by=by, details=details[:300], why=why[:1000])


def counted(shares):
    """« 3 parts sociales »."""
    return ngettext("%(count)s share", "%(count)s shares", shares) % {"count": shares}
