"""Who presents a project is told its slot once, then each change; the experts' questions arrive together (D24, D62)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from foundation.clocks import after_night
from projects.committee import asking
from projects.committee import emails_bearers as emails
from projects.committee.bearers import presenter_of
from projects.committee.models import AgendaItem, Question, Session, SlotNotice
from projects.committee.slots import slots_of

MOST_SESSIONS = 50  # of one run: the next one, ten minutes later, goes on
MOST_FILES = 200
GATHERED = timedelta(hours=1)  # an expert who reads asks several questions in a row
URGENT = timedelta(days=2)  # so near the session a second mail of the day is better than no answer


def queue_due(*, now):
    """Tell what has to be told; return how many mails. Running it twice changes nothing; nothing is told at night."""
    if after_night(now) != now:
        return 0
    sessions = Session.objects.filter(status=Session.Status.CALLED, starts_at__gt=now).order_by("starts_at")
    told = sum(tell_slots(session, now=now) for session in sessions[:MOST_SESSIONS])
    return told + tell_those_carried(now=now) + queue_questions(now=now)


def tell_slots(session, *, now):
    """Tell every slot of a called session that is new, moved, or whose presenter changed; return how many."""
    slots, online = slots_of(session), session.mode == Session.Mode.ONLINE
    items = list(session.items.listed().select_related("project__territory", "project__group"))
    notices = {one.item_id: one for one in SlotNotice.objects.filter(item__session=session)}
    told = 0
    for item in items:
        item.session = session
        slot = slots.get(item.pk)
        said = {
            "mode": session.mode,
            "begins_at": slot.begins if slot else session.starts_at,
            "ends_at": slot.ends if slot else session.closes_at,
            "place": "" if online else session.place,
        }
        told += _tell(item, notices.get(item.pk), said, online=online, now=now)
    return told


def call_off(item, *, now=None):
    """The file leaves the session: the calendar entry of its slot is void. In the transaction that withdraws it."""
    standing = SlotNotice.objects.filter(item=item, cancelled_at=None)
    now = now or timezone.now()
    standing.update(cancelled_at=now, changed_at=now, edition=F("edition") + 1)
    emails.take_back(item)


def queue_questions(*, now):
    """Mail the questions that gathered, one mail a day and file, more when the session is near; return how many."""
    fresh = asking.answerable(now).not_announced()
    items = fresh.values("item").annotate(oldest=Min("asked_at")).filter(oldest__lte=now - GATHERED)
    keys = [row["item"] for row in items.order_by("item")[:MOST_FILES]]
    rows = AgendaItem.objects.filter(pk__in=keys).select_related("session", "project__territory", "project__group")
    return sum(_ask(item, now=now) for item in rows)


@transaction.atomic
def _tell(item, notice, said, *, online, now):
    bearing = presenter_of(item.project)
    if bearing is None:
        return 0
    member = bearing.membership
    if notice is None:
        notice, made = SlotNotice.objects.get_or_create(
            item=item, defaults={**said, "membership": member, "changed_at": now}
        )
        if not made:  # two runs at once: the other tells
            return 0
        emails.slot_given(member, item=item, notice=notice, online=online, due_at=now)
        return 1
    same_slot = all(getattr(notice, name) == value for name, value in said.items()) and not notice.cancelled_at
    same_member = notice.membership_id == member.pk
    if same_slot and same_member:
        return 0
    known = notice.edition
    renewed = SlotNotice.objects.filter(pk=notice.pk, edition=known)
    values = {**said, "membership": member, "changed_at": now, "cancelled_at": None}
    if not renewed.update(**values, edition=known + 1):
        return 0
    back = bool(notice.cancelled_at)
    notice.refresh_from_db()
    tell = emails.slot_changed if same_member and not back else emails.slot_given
    tell(member, item=item, notice=notice, online=online, due_at=now)
    return 1


def tell_those_carried(*, now):
    """Those moved to another session, whose date may come much later: the former hour is taken back at once."""
    moved = SlotNotice.objects.filter(item__status=AgendaItem.Status.CARRIED, cancelled_at=None)
    told = 0
    for notice in moved.select_related("item__session", "item__project__territory", "membership")[:MOST_FILES]:
        with transaction.atomic():
            call_off(notice.item, now=now)
            notice.refresh_from_db(fields=["cancelled_at", "changed_at", "edition"])
            if notice.membership and notice.membership.is_present:
                emails.slot_left(notice.membership, item=notice.item, notice=notice, due_at=now)
                told += 1
    return told


@transaction.atomic
def _ask(item, *, now):
    last = item.questions.exclude(announced_at=None).order_by("-announced_at").first()
    today = last and timezone.localdate(last.announced_at) == timezone.localdate(now)
    if today and item.session.starts_at - now > URGENT:
        return 0
    questions = list(item.questions.not_announced().order_by("pk"))
    keys = [one.pk for one in questions]
    if not keys or Question.objects.not_announced().filter(pk__in=keys).update(announced_at=now) != len(keys):
        return 0
    bearing = presenter_of(item.project)
    members = [bearing.membership] if bearing else list(item.project.group.leads())
    for member in members:
        emails.questions_asked(member, item=item, questions=questions, due_at=now)
    return len(members)
