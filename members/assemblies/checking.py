"""What stands between a draft and the call of its members: reasons that block, and others worth a look (D45, D48)."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.clocks import after_night
from foundation.templatetags.french import long_date
from members.assemblies.models import Assembly, Document, Resolution
from members.cooperative.models import Application
from members.cooperative.rules import Rules

MOST_NAMED = 5  # members in one sentence


@dataclass(frozen=True)
class Reason:
    """One sentence for the board; the call is refused when it `blocks`."""

    code: str
    message: str
    blocks: bool


def reasons(assembly, *, now):
    """Return every `Reason`, those that block first; empty when nothing is to be said."""
    resolutions = list(assembly.resolutions.prefetch_related("candidates"))
    found = [
        *date_reasons(assembly, now=now),
        *_place(assembly),
        *_agenda(assembly, resolutions),
        *_elections(resolutions),
        *_documents(assembly, resolutions),
        *_people(assembly, now=now),
        *_refusals(assembly),
    ]
    return sorted(found, key=lambda reason: not reason.blocks)


def leaves_on(*, now):
    """The local day on which a notice made at `now` leaves: nobody is written to at night."""
    return timezone.localdate(after_night(now))


def earliest_day(assembly, *, now, rules=None):
    """The first day on which `assembly` may be held when its members are called at `now` (D45)."""
    rules = rules or Rules.of(assembly.cooperative)
    return rules.earliest_date(leaves_on(now=now), assembly.is_second_call)


def latest_call(assembly):
    """The last day on which the notice may leave for the date of `assembly` (D45)."""
    rules = Rules.thaw(assembly.rules) if assembly.rules else Rules.of(assembly.cooperative)
    held = timezone.localdate(assembly.starts_at)
    return held - (rules.earliest_date(held, assembly.is_second_call) - held)


def date_reasons(assembly, *, now, starts_at=None):
    """Whether an assembly that begins at `starts_at` leaves the members the full days that they are owed (D45)."""
    starts_at, rules = starts_at or assembly.starts_at, Rules.of(assembly.cooperative)
    held, earliest = timezone.localdate(starts_at), earliest_day(assembly, now=now, rules=rules)
    if held >= earliest:
        return []
    words = {
        "leaves": long_date(leaves_on(now=now)),
        "n": rules.second_notice_days if assembly.is_second_call else rules.notice_days,
        "earliest": long_date(earliest),
    }
    said = ngettext(
        "This date is too early: the notice would leave on %(leaves)s; %(n)s full day must pass before the meeting. "
        "At the earliest: %(earliest)s.",
        "This date is too early: the notice would leave on %(leaves)s; %(n)s full days must pass before the meeting. "
        "At the earliest: %(earliest)s.",
        words["n"],
    )
    return [Reason("date", said % words, True)]


def _place(assembly):
    if not assembly.place and not assembly.remote_link:
        yield Reason("place", _("Say where the members meet, or give the link of the video meeting."), True)


def _agenda(assembly, resolutions):
    if not resolutions and not assembly.points:
        yield Reason("agenda", _("The agenda is empty: write at least one resolution or one point."), True)
    elif not resolutions:
        yield Reason("resolutions", _("There is no resolution: nothing will be voted."), False)
    majorities = {resolution.majority for resolution in resolutions}
    extraordinary, ordinary = Resolution.Majority.EXTRAORDINARY, Resolution.Majority.ORDINARY
    if assembly.kind == Assembly.Kind.ORDINARY and extraordinary in majorities:
        said = _("An ordinary meeting cannot vote at the extraordinary majority: choose “mixed”.")
        yield Reason("kind", said, True)
    if assembly.kind == Assembly.Kind.EXTRAORDINARY and ordinary in majorities:
        said = _("An extraordinary meeting does not vote at the ordinary majority: choose “mixed”.")
        yield Reason("kind", said, True)


def _elections(resolutions):
    for one in resolutions:
        if one.choosing != Resolution.Choosing.SEVERAL:
            continue
        standing = len(one.candidates.all())
        if standing < one.seats:
            said = ngettext(
                "Resolution %(number)s elects %(seats)s person and has %(n)s candidate.",
                "Resolution %(number)s elects %(seats)s people and has %(n)s candidates.",
                one.seats,
            )
            yield Reason("candidates", said % {"number": one.number, "seats": one.seats, "n": standing}, False)


def _documents(assembly, resolutions):
    kinds = set(Document.objects.given_with(assembly).values_list("kind", flat=True))
    if assembly.kind != Assembly.Kind.EXTRAORDINARY and Document.Kind.ACCOUNTS not in kinds:
        yield Reason("accounts", _("The accounts are not among the documents."), False)
    if assembly.kind != Assembly.Kind.ORDINARY and Document.Kind.STATUTES not in kinds:
        said = _("The documents do not show what would change in the statutes, if anything does.")
        yield Reason("statutes", said, False)


def _people(assembly, *, now):
    members = list(assembly.cooperative.members.registered(timezone.localdate(now)))
    if not members:
        yield Reason("nobody", _("The register is empty: there is nobody to call."), True)
    lost = [one for one in members if not is_by_mail(one) and not one.address.strip()]
    if lost:
        names = ", ".join(str(one) for one in lost[:MOST_NAMED]) + (" …" if len(lost) > MOST_NAMED else "")
        said = ngettext(
            "%(n)s letter has no postal address: %(names)s. Hand it over in person, against a signature.",
            "%(n)s letters have no postal address: %(names)s. Hand them over in person, against a signature.",
            len(lost),
        )
        yield Reason("addresses", said % {"n": len(lost), "names": names}, False)


def _refusals(assembly):
    """Applications that the board refused are reported to the assembly (D43)."""
    count = Application.objects.to_report().filter(member__cooperative=assembly.cooperative_id).count()
    if count:
        said = ngettext(
            "%(n)s application was refused and no assembly was told: put it among the points of the agenda.",
            "%(n)s applications were refused and no assembly was told: put them among the points of the agenda.",
            count,
        )
        yield Reason("refusals", said % {"n": count}, False)


def is_by_mail(member):
    """Whether `member` is called by e-mail: only whoever agreed to it in writing, and has an address (D45)."""
    return bool(member.notices_by_mail_since and member.email)
