"""Forgets people three years after their last own act, and as soon as they ask (D58).

Floors do not know one another: each says in its `personal_data` what it holds; here an address is forgotten when no
floor has seen its owner act for `RETENTION_YEARS`, one month after a notice was written to it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

import events.erasing
import events.personal_data
import foundation.personal_data
import ideas.groups.personal_data
import ideas.personal_data
import ideas.sorting.personal_data
import members.assemblies.personal_data
import members.cooperative.personal_data
import members.personal_data
import outbox.personal_data
import projects.coaching.personal_data
import projects.committee.personal_data
import projects.personal_data
from config import emails
from outbox.models import Message

NOTICE = timedelta(days=30)
BATCH = 200  # addresses read, or rows blanked, at once: well under a second on a small machine
MAILS = 20  # notices rendered, or addresses forgotten, in one transaction

# What a room wrote about an idea goes before the name of its author, which tells whose idea it is.
FLOORS = [
    events.personal_data,
    projects.coaching.personal_data,
    projects.committee.personal_data,
    ideas.sorting.personal_data,
    projects.personal_data,  # before the group forgets its member
    ideas.groups.personal_data,
    ideas.personal_data,
    members.assemblies.personal_data,
    members.cooperative.personal_data,
    members.personal_data,
    outbox.personal_data,
]
# On request, in one transaction: a refusal (a territory's last administrator) leaves everything as it was.
ERASERS = [
    events.erasing.erase_all_of,
    projects.coaching.personal_data.erase_all_of,
    projects.committee.personal_data.erase_all_of,
    ideas.sorting.personal_data.erase_all_of,
    projects.personal_data.erase_all_of,  # before the group forgets its member
    ideas.groups.personal_data.erase_all_of,
    ideas.personal_data.erase_all_of,
    members.assemblies.personal_data.erase_all_of,
    members.cooperative.personal_data.erase_all_of,
    outbox.personal_data.erase_all_of,
    members.personal_data.erase_all_of,
]


@dataclass
class Report:
    """What a run did, or would do: addresses told, in their month of notice, forgotten; other rows by model."""

    told: int = 0
    waiting: int = 0
    forgotten: int = 0
    rows: dict = field(default_factory=dict)


def export(person):
    """Return all that is held about `person`, as data that JSON can say."""
    found = {"written_at": timezone.now()}
    for floor in sorted(FLOORS, key=lambda floor: floor is not members.personal_data):  # who they are, first
        told = floor.export(person)
        if twice := found.keys() & told.keys():
            raise ValueError(f"two floors export {sorted(twice)}: one would hide the other")
        found |= told
    return found


@transaction.atomic
def erase(person):
    """Erase the account of `person` and what its address left everywhere; ValidationError when a role forbids it."""
    for erase_all_of in ERASERS:
        erase_all_of(person)


def expire(*, now, dry_run=False):
    """Tell those who will be forgotten, forget those who were told; doing it twice changes nothing."""
    before, report = years_before(now, settings.RETENTION_YEARS), Report()
    seen = set()
    for addresses in _batches(before + NOTICE):
        addresses = [address for address in addresses if address not in seen]
        seen.update(addresses)
        lasts = {address: last for address, last in _last_actions(addresses).items() if last < before + NOTICE}
        _expire_some(lasts, before=before, now=now, report=report, dry_run=dry_run)
    for floor in (foundation.personal_data, *FLOORS):
        for rows, act in floor.leftovers(before):
            name = rows.model._meta.label
            done = rows.count() if dry_run else _act_in_slices(rows, act)
            report.rows[name] = report.rows.get(name, 0) + done
    return report


def years_before(moment, years):
    """Return the same day `years` earlier; the first of March stands for a 29 February that does not exist."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, month=3, day=1)


def _batches(before):
    for floor in FLOORS:
        after = ""
        while addresses := floor.old_addresses(before, after=after, limit=BATCH):
            yield addresses
            after = addresses[-1]


def _last_actions(addresses):
    found = {}
    for floor in FLOORS:
        for address, last in floor.last_actions(addresses).items():
            found[address] = max(last, found.get(address, last))
    return found


def _expire_some(lasts, *, before, now, report, dry_run):
    """Handle {address: last act}: the notice first, then nothing for a month, then the end."""
    keys = {_key(address, last): address for address, last in lasts.items()}
    told = dict(Message.objects.filter(key__in=keys).values_list("key", "created_at"))
    untold = [address for key, address in keys.items() if key not in told]
    today = timezone.localdate(now)  # the notice names a day, not an hour
    month_ago = [keys[key] for key, at in told.items() if timezone.localdate(at) + NOTICE <= today]
    over = [address for address in month_ago if lasts[address] < before]
    report.told += len(untold)
    report.forgotten += len(over)
    report.waiting += len(told) - len(over)
    if dry_run:
        return
    for some in _slices(untold, MAILS):
        with transaction.atomic():
            _tell({address: lasts[address] for address in some}, now=now)
    for some in _slices(over, MAILS):
        with transaction.atomic():
            away = [address for address, last in _last_actions(some).items() if last < before]  # nobody came back since
            for floor in FLOORS:
                floor.expire(away, before=before)


def _tell(lasts, *, now):
    """One notice per address and last act: who comes back, then stays away again, is told again."""
    written = Message.objects.filter(to__in=list(lasts)).order_by("pk").values_list("to", "language")
    languages = dict(written)  # that of the last mail
    for address, last in lasts.items():
        language = languages.get(address, "fr")
        emails.erasure_notice(address, key=_key(address, last), last=last, day=now + NOTICE, language=language)


def _slices(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]


def _key(address, last):
    digest = salted_hmac("config.forgetting", address, algorithm="sha256").hexdigest()[:20]
    return f"erasure-notice:{digest}:{timezone.localdate(last)}"


def _act_in_slices(rows, act):
    done, last = 0, 0
    while True:
        keys = list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            return done
        with transaction.atomic():
            act(keys)
        done, last = done + len(keys), keys[-1]
