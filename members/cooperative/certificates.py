"""The certificate of shares of a member: what it says, on the page and on paper."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation import typesetting
from foundation.typography import number, plain_date
from members.cooperative.amounts import euros
from members.cooperative.capital import holding_of
from members.cooperative.models import Member


@dataclass(frozen=True)
class Certificate:
    """Words only, in the language in force: the page and the paper say the same."""

    heading: str
    cooperative: str
    about: tuple  # of the company, line by line
    attests: str
    holder: tuple  # number, name, address: line by line
    holds: str
    since: str
    note: str
    made: str
    signature: str
    day: date


def certificate_of(member, day=None):
    """Return the `Certificate` of what `member` held at the end of `day` (today by default); None for no share."""
    day = day or timezone.localdate()
    held = holding_of(member, day)
    if not held.shares:
        return None
    cooperative, language = member.cooperative, get_language() or settings.LANGUAGE_CODE
    said = {
        "count": number(held.shares, language=language),
        "amount": euros(held.amount),
        "day": plain_date(day, language=language),
    }
    return Certificate(
        heading=_("Certificate of shares"),
        cooperative=cooperative.name,
        about=tuple(_about(cooperative)),
        attests=_("The cooperative %(name)s certifies that") % {"name": cooperative.name},
        holder=tuple(_holder(member)),
        holds=ngettext(
            "held %(count)s share of its capital on %(day)s, worth %(amount)s.",
            "held %(count)s shares of its capital on %(day)s, worth %(amount)s.",
            held.shares,
        )
        % said,
        since=_("Entered in the register of members under number %(number)s on %(day)s.")
        % {"number": member.number, "day": plain_date(member.registered_on, language=language)},
        note=_("One person, one vote in the assembly, whatever the number of shares."),
        made=_("Made on %(day)s.") % {"day": plain_date(timezone.localdate(), language=language)},
        signature=_("For the cooperative, name and signature"),
        day=day,
    )


def pdf(member, certificate):
    """Return the bytes of the PDF of a `Certificate`; it is signed by hand, the platform signs nothing."""
    said = {name: getattr(certificate, name) for name in Certificate.__dataclass_fields__ if name != "day"}
    return typesetting.pdf(
        "cooperative/certificate.typ",
        said | {"accent": member.cooperative.territory.accent},
        language=get_language() or settings.LANGUAGE_CODE,
        title=f"{certificate.heading} · {member}",
    )


def _about(cooperative):
    yield capfirst(cooperative.get_legal_form_display())
    if cooperative.registered_office:
        yield _("Registered office: %(place)s") % {"place": cooperative.registered_office}
    if cooperative.registration:
        yield cooperative.registration


def _holder(member):
    yield str(member)
    delegate = f"{member.given_name} {member.family_name}".strip()
    if member.kind == Member.Kind.STRUCTURE and delegate:
        yield _("represented by %(name)s") % {"name": delegate}
    yield from member.address.splitlines()
