"""A notice per member, by mail or by letter, until its proof: what left, when, how (D45).

The verbs of `calling.py` make notices; the job writes the mails; beat notes what the mail server said, and puts a
letter in the place of a mail that came back.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext

from foundation import jobs
from foundation.clocks import after_night
from foundation.templatetags.french import plain_date
from members.assemblies import emails_calling as emails
from members.assemblies.access import link_of
from members.assemblies.checking import is_by_mail
from members.assemblies.models import Assembly, Notice
from outbox.models import Message

JOB = "assembly-notices"
BATCH = 20  # mails of one transaction
MOST_NOTED = 500  # proofs noted by one run
Channel, Status = Notice.Channel, Notice.Status


def make(assembly, members, *, now):
    """Make the notices of the current edition that `members` (a queryset) lack; return them."""
    told = set(assembly.notices.of_edition(assembly.edition).values_list("member", flat=True))
    rows = [_notice(assembly, one, now=now) for one in members.order_by("number") if one.pk not in told]
    return Notice.objects.bulk_create(rows)


@jobs.kind(JOB)
def write_mails(lease):
    """Write the mails of the edition in force, some at a time; killed at any instant, it goes on where it stopped.

    Nothing is written once the meeting has begun: a notice would be of no use.
    """
    while True:
        with transaction.atomic():
            assembly = Assembly.objects.select_related("cooperative__territory").get(pk=lease.subject)
            current = assembly.notices.of_edition(assembly.edition)
            total, left = current.by_mail().count(), current.to_queue().count()
            lease.advance(done=total - left, total=total)
            batch = _next_batch(assembly) if assembly.starts_at > timezone.now() else []
            write(assembly, batch, now=timezone.now())
        if not batch:
            return
        jobs.breathe()


def resume(*, now):
    """Begin again the job of meetings whose notices still wait: a new edition came as it ended; return how many."""
    waiting = Notice.objects.to_queue().filter(edition=F("assembly__edition"), assembly__starts_at__gt=now)
    keys = sorted(set(waiting.values_list("assembly", flat=True)[:MOST_NOTED]))
    for key in keys:
        jobs.start(JOB, key)
    return len(keys)


def write(assembly, notices, *, now):
    """Queue the mails of these notices, in daytime; each has a key of its own: twice is once."""
    if not notices:
        return
    edition = assembly.editions.get(number=assembly.edition)
    for notice in notices:
        message = emails.notice(
            notice,
            assembly=assembly,
            edition=edition,
            open_url=link_of(assembly, notice.member),
            due_at=after_night(now),
        )
        Notice.objects.filter(pk=notice.pk, message=None).update(message=message)


@transaction.atomic
def withdraw(assembly):
    """Take back mails and letters of earlier editions that have not left: the next edition says everything anew."""
    emails.withdraw(assembly)
    assembly.notices.exclude(edition=assembly.edition).waiting().update(status=Status.REPLACED)


def note_proofs(*, now, most=MOST_NOTED):
    """Note what the mail server said of each notice; return how many. Running it twice changes nothing."""
    waiting = Notice.objects.by_mail().waiting().select_related("message", "member", "assembly")
    noted = 0
    left = waiting.filter(message__status=Message.Status.SENT)
    for notice in left.order_by("pk")[:most]:
        noted += mark_sent(notice, at=notice.message.sent_at, proof=notice.message.provider_id)
    gone = Notice.objects.by_mail().exclude(status=Status.FAILED).filter(message__status__in=Message.REFUSED)
    for notice in gone.select_related("message", "member", "assembly").order_by("pk")[:most]:
        noted += mark_failed(notice, why=notice.message.spoken_error, now=now)
    return noted


def mark_sent(notice, *, at, proof=""):
    """The mail server took it at `at`, and answered `proof`; False when that was noted already."""
    rows = Notice.objects.by_mail().waiting().filter(pk=notice.pk)
    return bool(rows.update(status=Status.SENT, sent_at=at, proof=proof[:300]))


@transaction.atomic
def mark_failed(notice, *, why, now):
    """It came back: a letter takes its place, to be posted; False when that was noted already."""
    rows = Notice.objects.by_mail().exclude(status=Status.FAILED).filter(pk=notice.pk)
    if not rows.update(status=Status.FAILED, proof=why[:300]):
        return False
    if notice.edition == notice.assembly.edition:
        Notice.objects.get_or_create(
            assembly=notice.assembly, member=notice.member, edition=notice.edition, channel=Channel.LETTER,
            defaults={"to": notice.member.address.replace("\n", ", ")[:300], "made_at": now},
        )  # fmt: skip
    return True


@transaction.atomic
def mark_posted(assembly, notices, *, on, how="", by, now=None):
    """These letters (a queryset of `assembly`'s) were posted on the day `on`; return how many were not noted yet."""
    posted = (
        notices.filter(assembly=assembly)
        .to_post()
        .update(status=Status.POSTED, posted_on=on, posted_by=by, proof=how[:300])
    )
    if posted:
        words = {"n": posted, "day": plain_date(on)}
        said = ngettext("%(n)s letter, %(day)s", "%(n)s letters, %(day)s", posted) % words
        assembly.record(assembly.steps.model.Kind.POSTED, by=by, details=said, now=now)
    return posted


def _notice(assembly, member, *, now):
    by_mail = is_by_mail(member)
    return Notice(
        assembly=assembly,
        member=member,
        edition=assembly.edition,
        channel=Channel.MAIL if by_mail else Channel.LETTER,
        to=member.email if by_mail else member.address.replace("\n", ", ")[:300],
        made_at=now,
    )


def _next_batch(assembly):
    rows = assembly.notices.of_edition(assembly.edition).to_queue().select_related("member__person")
    return list(rows.select_for_update(of=("self",)).order_by("pk")[:BATCH])  # a new edition waits, or came first
