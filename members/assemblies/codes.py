"""Personal codes: given by mail or on paper before the votes, typed on the screen where one votes (D50, D63)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from foundation.clocks import after_night
from foundation.codes import clean_code, new_code
from members.assemblies import emails_codes
from members.assemblies.models import Assembly, AssemblyStep, VotingCode
from members.assemblies.models.code import TRIES

BEFORE = timedelta(days=3)  # codes leave with the last reminder, not to be lost among older mails
LENGTH = 8  # letters: 25**8 codes against five tries


def must_be_called(assembly):
    """ValidationError `early` before the notice, or once the assembly is over: no code is of use."""
    if not (assembly.is_called or assembly.is_open):
        raise ValidationError(
            _("Codes are given once the members are called, and until the end of the meeting."), code="early"
        )


@transaction.atomic
def give_code(assembly, member, *, channel, now=None):
    """Make a new code for `member`, which replaces the one before and its tries; return it, to be given once.

    By mail, it leaves at once, blanked once delivered; on paper, the caller prints it: nothing keeps it.
    """
    must_be_called(assembly)
    now = now or timezone.now()
    code = new_code(LENGTH)
    fields = {"mark": _mark(assembly, member, code), "channel": channel, "tries_left": TRIES, "made_at": now}
    row, made = VotingCode.objects.get_or_create(assembly=assembly, member=member, defaults=fields)
    if not made:
        emails_codes.withdraw_code(row)
        VotingCode.objects.filter(pk=row.pk).update(**fields, version=F("version") + 1)
        row.refresh_from_db()
    if channel == VotingCode.Channel.MAIL:
        emails_codes.voting_code(row, code=code)
    return code


def mail_codes(assembly, *, by, now=None):
    """Mail a code to every member called who has an address and no code yet; return how many left.

    Run twice, it sends nothing new. One short transaction each: a large cooperative does not hold the others.
    """
    must_be_called(assembly)
    sent = [
        give_code(assembly, member, channel=VotingCode.Channel.MAIL, now=now)
        for member in without_code(assembly).exclude(email="")
    ]
    if sent:
        assembly.record(AssemblyStep.Kind.CODES, by=by, details=len(sent), now=now)
    return len(sent)


def queue_due(*, now):
    """Mail the codes of the assemblies that begin within `BEFORE`; return how many left. Running twice sends none anew.

    Someone called late gets theirs on the next run; a night waits for the morning (`after_night`).
    """
    if after_night(now) != now:
        return 0
    soon = (
        Assembly.objects.called().filter(starts_at__gt=now, starts_at__lte=now + BEFORE).select_related("cooperative")
    )
    return sum(mail_codes(assembly, by=None, now=now) for assembly in soon)


def print_codes(assembly, members, *, by, now=None):
    """Return [(member, new code)] to be printed now, in the order of `members`; codes of before are worth nothing."""
    given = [(member, give_code(assembly, member, channel=VotingCode.Channel.PAPER, now=now)) for member in members]
    if given:
        assembly.record(AssemblyStep.Kind.CODES, by=by, details=len(given), now=now)
    return given


def without_code(assembly):
    """The members called to `assembly` who have no code yet, in the order of the register."""
    given = VotingCode.objects.filter(assembly=assembly).values("member")
    return called(assembly).exclude(pk__in=given)


def without_address(assembly):
    """The members called who have no address, whether a sheet was printed for them or not (D63)."""
    return called(assembly).filter(email="")


def called(assembly):
    """The members who vote in `assembly`: in the register on the day that its notice says (D47)."""
    day = assembly.record_on or timezone.localdate(assembly.starts_at)
    return assembly.cooperative.members.registered(day).order_by("number")


def prove(assembly, member, *, typed):
    """Check the code that `member` typed; return the version proved, ValidationError says what to do.

    `none` without a code, `wrong`, `blocked` after five wrong ones. Each try is counted before it is looked at, so that
    tries of the same instant count each; a right one gives the tries back.
    """
    row = VotingCode.objects.filter(assembly=assembly, member=member).first()
    if row is None:
        raise ValidationError(_("You have no code yet: ask for one below, or at the desk."), code="none")
    tried = VotingCode.objects.filter(pk=row.pk, version=row.version, tries_left__gt=0)
    if not tried.update(tries_left=F("tries_left") - 1):
        raise _blocked()
    if not constant_time_compare(row.mark, _mark(assembly, member, clean_code(typed))):
        row.refresh_from_db(fields=["tries_left"])
        raise _wrong(row)
    VotingCode.objects.filter(pk=row.pk, version=row.version).update(tries_left=TRIES)
    return row.version


def is_proved(assembly, member, *, version):
    """Whether the code proved in this `version` is still that of `member`: a new one closes the screens of the old."""
    return VotingCode.objects.filter(assembly=assembly, member=member, version=version).exists()


def ask_code(assembly, member, *, now=None):
    """Mail a new code to a member who lost theirs; ValidationError `address`, or `often` after five within an hour."""
    now = now or timezone.now()
    if not member.email:
        raise ValidationError(_("We have no address for your code: the desk gives it on paper."), code="address")
    if emails_codes.sent_lately(assembly, member, now=now) >= TRIES:
        raise ValidationError(
            _("Five codes left within an hour: look at your mails, or ask at the desk."), code="often"
        )
    give_code(assembly, member, channel=VotingCode.Channel.MAIL, now=now)


def _mark(assembly, member, code):
    """What is kept of a code; another delegate or address of the member makes it worth nothing (D41)."""
    who = [assembly.pk, member.pk, member.email.strip().lower(), member.given_name, member.family_name, code]
    return salted_hmac("assemblies.code", "\n".join(map(str, who)), algorithm="sha256").hexdigest()


def _wrong(row):
    if row.is_blocked:
        return _blocked()
    said = _("This code is not right: nothing is recorded yet, your choice is kept below. Tries left: %(left)s.")
    return ValidationError(said, params={"left": row.tries_left}, code="wrong")


def _blocked():
    said = _(
        "Five codes were wrong: this one is blocked, and nothing is recorded. Ask for a new code below, or at the desk:"
        " your choice is kept."
    )
    return ValidationError(said, code="blocked")
