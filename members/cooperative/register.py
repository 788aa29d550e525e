"""The register as it is read, downloaded and printed: who, since when, with which shares, on any day (D41, D43)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from foundation import typesetting
from foundation.typography import number, plain_date
from members.cooperative.amounts import euros, percent_above
from members.cooperative.models import ShareMovement
from members.phones import spoken_phone


@dataclass(frozen=True)
class Totals:
    """What the members shown are and hold together, in euros; `of_authorities` is what local authorities hold of it."""

    members: int
    shares: int
    amount: Decimal
    of_authorities: Decimal

    @property
    def authorities_percent(self):
        """« 32,5 », rounded up to a tenth; « 0 » without capital."""
        return percent_above(self.of_authorities, self.amount) if self.amount else "0"


def totals_of(members, day):
    """Return the `Totals` of a queryset of members at the end of `day`."""
    rows = ShareMovement.objects.until(day).filter(member__in=members.order_by().values("pk"))
    sums = rows.aggregate(shares=Sum("shares"), amount=Sum("amount"))
    theirs = rows.of_authorities().aggregate(amount=Sum("amount"))["amount"]
    zero = Decimal(0)
    return Totals(members.count(), sums["shares"] or 0, sums["amount"] or zero, theirs or zero)


def heads():
    """The names of the columns of the register as a spreadsheet; an import of the same file recognises them."""
    return [
        _("Number in the register"), _("Name of the structure"), _("Family name"), _("Given name"),
        _("Person or structure"), _("Category"), _("College"), _("Number of shares"),
        _("Amount of the shares, in euros"), _("Day of entry"), _("Day of leaving"), _("Local authority, yes or no"),
        _("E-mail"), _("Phone"),
        pgettext("member", "Postal address"), _("Day when notices by e-mail were agreed to"),
    ]  # fmt: skip


def cells(member):
    """One line of that spreadsheet, of a member `with_holdings`."""
    return [
        member.number,
        member.organisation,
        member.family_name,
        member.given_name,
        member.get_kind_display(),
        str(member.category),
        str(member.college or ""),
        member.held_shares,
        member.held_amount.quantize(Decimal("0.01")),  # two places on both databases
        member.registered_on,
        member.left_on,
        member.is_authority,
        member.email,
        spoken_phone(member.phone) if member.phone else "",
        " ".join(member.address.split()),
        member.notices_by_mail_since,
    ]


def pdf(cooperative, members, *, day, narrowed, language):
    """Return the bytes of the printed register of `members` (a queryset `with_holdings`, in order) on `day`.

    `narrowed` says that the list is a part of the register: the paper says so too. No transaction may be open.
    """
    with override(language):
        rows = [_printed(member, language=language) for member in members.iterator(chunk_size=500)]
        totals = totals_of(members, day)
        shown = plain_date(day, language=language)
        said = {
            "cooperative": cooperative.name,
            "about": [text for text in (cooperative.registered_office, cooperative.registration) if text],
            "accent": cooperative.territory.accent,
            "kicker": f"{capfirst(cooperative.get_legal_form_display())} · {cooperative.territory}",
            "heading": _("Register of members"),
            "day": _("As it was on %(day)s") % {"day": shown},
            "narrowed": _("A part of the register: this list was filtered.") if narrowed else "",
            "columns": [
                _("No."), _("Name"), _("Category and college"), pgettext("register", "Entered"),
                pgettext("register", "Left"), pgettext("register", "Shares"), pgettext("register", "Amount"),
            ],
            "rows": rows,
            "total": ngettext("%(count)s member", "%(count)s members", totals.members)
            % {"count": number(totals.members, language=language)},
            "shares": number(totals.shares, language=language),
            "amount": euros(totals.amount),
        }  # fmt: skip
        title = f"{said['heading']} · {cooperative.name} · {shown}"
    return typesetting.pdf("cooperative/register.typ", said, language=language, title=title)


def _printed(member, *, language):
    """One line of the paper: texts only, so that a phone's width or a date's order is never typst's affair."""
    delegate = f"{member.given_name} {member.family_name}".strip() if member.organisation else ""
    return [
        str(member.number),
        [member.sorted_name, _("delegate: %(name)s") % {"name": delegate} if delegate else ""],
        [str(member.category), str(member.college or "")],
        plain_date(member.registered_on, language=language),
        plain_date(member.left_on, language=language) if member.left_on else "",
        number(member.held_shares, language=language),
        euros(member.held_amount),
    ]
