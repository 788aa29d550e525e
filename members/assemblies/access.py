"""The link of a notice: it opens one assembly to one member, as long as their address stays the same (D45, D64)."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from foundation import links

LINK = "assembly-member"
KEPT = timedelta(days=90)  # after the assembly: its results, its minutes


def subject_of(assembly, member):
    """What the link of a notice opens; another address of the member (a new delegate) closes it."""
    return f"{assembly.pk}:{member.pk}:{mark_of(member)}"


def mark_of(member):
    """A mark of the member's address, which tells nothing of it."""
    return salted_hmac(LINK, member.email.strip().lower(), algorithm="sha256").hexdigest()[:12]


def link_of(assembly, member):
    """The address that opens `assembly` to `member`, whole, for a mail to their own address."""
    until = assembly.starts_at + KEPT
    token = links.token(links.access(LINK, subject_of(assembly, member), until=until))
    return settings.PUBLIC_URL + reverse("assemblies:member_link", args=[token])
