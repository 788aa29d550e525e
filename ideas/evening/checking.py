"""What is tried the day before, so that nothing is discovered with three hundred people in the room."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http.request import HttpRequest, validate_host
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Facilitator
from foundation.models import SignOfLife
from foundation.typesetting import pdf
from ideas.evening.models import PaperSheet
from ideas.evening.places import address_of_code, find_place
from ideas.evening.shell import WORKER
from outbox import limits, transport
from outbox.models import Message

ONLY_HERE = ("localhost", "127.0.0.1", "::1")
STUCK = timedelta(minutes=15)  # a mail that could leave and has not
RECENT = timedelta(days=7)
BACKUP_FRESH = timedelta(hours=36)
LEAST_DISK = 1024**3  # bytes: photos of a night and a backup
LAST_HOUR = timedelta(hours=3)  # within which the mails of one evening must be able to leave
MOST_NAMED = 8  # tables named in one sentence


@dataclass(frozen=True)
class Check:
    """One thing tried: `said` is what works, or what will not and what it costs; `url` leads to where it is mended."""

    code: str
    title: str
    is_ok: bool
    said: str
    url: str = ""
    action: str = ""


def checks_of(event, *, now):
    """Return every `Check` of the installation and of `event`, in the order in which they matter on the night."""
    tried = (
        secure, address, codes, tables, programme, doors, mails_leave, mails_arrive, mails_in_time,
        printing, sheets, offline, background, backup, disk,
    )  # fmt: skip
    return [check(event, now=now) for check in tried]


def secure(event, *, now):
    is_ok = settings.HTTPS or _host() in ONLY_HERE
    said = (
        _("Cameras, and pages without network, are allowed by browsers at this address.")
        if is_ok
        else _(
            "The address is not secure (HTTPS): phones will refuse the camera, and pages will not open without "
            "network. Tickets are then found by name, and sheets are written on paper."
        )
    )
    return Check("https", _("Secure address"), is_ok, said, _ready(event), _("See how"))


def address(event, *, now):
    host = _host()
    is_known = validate_host(host, settings.ALLOWED_HOSTS)
    if host in ONLY_HERE:
        said = _("The address is %(address)s: only this computer can open it, no phone of the room can.")
    elif not is_known:
        said = _("The platform would refuse to answer at %(address)s: this name is not among those it accepts.")
    else:
        said = _("Phones open %(address)s.")
    is_ok = host not in ONLY_HERE and is_known
    return Check(
        "address", _("Address for phones"), is_ok, said % {"address": settings.PUBLIC_URL}, _ready(event), _("See how")
    )


def codes(event, *, now):
    """Follow the address written in the codes of the evening and of each table, as a phone would."""
    tables = list(event.tables.open().values_list("code", flat=True))
    lost = [code for code in (event.code, *tables) if not _leads_to(event, code)]
    if event.is_draft:
        said = _("The evening is a draft: codes lead nowhere until it is published.")
    elif lost:
        said = _("These codes lead nowhere: %(codes)s.") % {"codes": ", ".join(lost[:MOST_NAMED])}
    else:
        said = ngettext("%(n)s code leads to its page.", "%(n)s codes lead to their pages.", len(tables) + 1)
        said %= {"n": len(tables) + 1}
    return Check(
        "codes",
        _("Codes to scan"),
        not lost,
        said,
        reverse("events:print_page", args=[event.slug, "chevalets"]),
        _("See the codes"),
    )


def _leads_to(event, code):
    try:
        found = resolve(urlsplit(address_of_code(code)).path)
    except (NoReverseMatch, Resolver404):
        return False
    place = find_place(found.kwargs["code"])
    return place is not None and place.event == event


def tables(event, *, now):
    at_work = event.tables.open().filter(workshop__in=event.workshops.published())
    helped = Facilitator.objects.accepted().filter(event=event).exclude(table=None).values("table")
    alone = list(at_work.exclude(pk__in=helped).order_by("number").values_list("number", flat=True))
    if not at_work.exists():
        said = _("No workshop is published: there is no table to write at.")
    elif alone:
        said = ngettext(
            "No facilitator said yes for table %(tables)s: nobody will welcome people there.",
            "No facilitator said yes for tables %(tables)s: nobody will welcome people there.",
            len(alone),
        ) % {"tables": _named(alone)}
    else:
        said = _("Each table has a code and someone who said yes.")
    is_ok = at_work.exists() and not alone
    return Check(
        "tables",
        _("Tables and facilitators"),
        is_ok,
        said,
        reverse("events:team", args=[event.slug]),
        _("See the team"),
    )


def programme(event, *, now):
    scenes = list(event.scenes.in_order())
    before = event.starts_at and now < event.starts_at - timedelta(hours=4)
    played = before and any(scene.started_at for scene in scenes)
    where = reverse("events:programme", args=[event.slug]), _("Edit the programme")
    if not scenes:
        said = _("The programme is empty: the desk has no scene to start, the wall no timer.")
    elif played:
        said = _(
            "A scene was started before the day, during a rehearsal perhaps: the wall would show it. "
            "Come back to the planned times, in the settings of the desk."
        )
        where = reverse("evening:control", args=[event.slug]), _("Open the desk")
    else:
        said = ngettext("%(n)s scene is ready to be started.", "%(n)s scenes are ready to be started.", len(scenes))
        said %= {"n": len(scenes)}
    return Check("programme", _("Programme"), bool(scenes) and not played, said, *where)


def doors(event, *, now):
    number = event.doors.open().filter(open_until__gt=now).count()
    if number:
        said = ngettext("%(n)s door is open for a volunteer.", "%(n)s doors are open for volunteers.", number) % {
            "n": number
        }
    else:
        said = _("No volunteer has a link for the door: arrivals would be marked from this computer only.")
    return Check(
        "doors", _("Doors"), bool(number), said, reverse("events:door_list", args=[event.slug]), _("Open doors")
    )


def mails_leave(event, *, now):
    way = transport.describe()
    has_sender = "@" in way.sender and not way.sender.rpartition("@")[2].strip("> ").startswith("localhost")
    if not way.leaves:
        said = _("Mails are written in a folder of this computer: nobody receives them.")
    elif not has_sender:
        said = _("The sender is “%(sender)s”: receivers will refuse it.") % {"sender": way.sender}
    else:
        said = _("Mails leave by %(place)s, from %(sender)s.") % {"place": way.place, "sender": way.sender}
    return Check("mails", _("Mails leave"), way.leaves and has_sender, said, _ready(event), _("See how"))


def mails_arrive(event, *, now):
    """What failed or came back lately, and what could have left and did not."""
    about = Message.objects.about(event.subject)
    bad = (about.failed() | about.bounced()).filter(created_at__gt=now - RECENT).count()
    stuck = Message.objects.due(now - STUCK).count() if limits.sending_room(now=now) != 0 else 0
    url = reverse("events:message_list", args=[event.slug])
    if stuck:
        said = ngettext(
            "%(n)s mail has been waiting for over a quarter of an hour: the sending is stopped.",
            "%(n)s mails have been waiting for over a quarter of an hour: the sending is stopped.",
            stuck,
        )
    elif bad:
        said = ngettext(
            "%(n)s mail of this evening did not arrive this week: this person does not have their ticket.",
            "%(n)s mails of this evening did not arrive this week: these people do not have their tickets.",
            bad,
        )
    else:
        last = Message.objects.left().order_by("-sent_at").values_list("sent_at", flat=True).first()
        said = (
            _("Nothing is stuck, nothing came back this week.")
            if last
            else _("Nothing is stuck; no mail has left yet.")
        )
    return Check(
        "delivery", _("Mails arrive"), not stuck and not bad, said % {"n": stuck or bad}, url, _("See the mails")
    )


def mails_in_time(event, *, now):
    """Whether a mail to everyone, if the place changed tomorrow, would leave within some hours (D62)."""
    number = event.registrations.live().with_address().count()
    last = limits.last_departure(now=now, more=number)
    is_ok = last is None or last - now <= LAST_HOUR
    if is_ok:
        said = ngettext(
            "A mail to the %(n)s person registered would leave at once.",
            "A mail to the %(n)s people registered would leave within three hours.",
            number,
        )
        said %= {"n": number}
    else:
        hours = -(-(last - now) // timedelta(hours=1))
        said = ngettext(
            "A last-minute mail to everyone would take %(n)s hour: write today what must be known.",
            "A last-minute mail to everyone would take %(n)s hours: write today what must be known.",
            hours,
        ) % {"n": hours}
    return Check(
        "limit", _("Mails in time"), is_ok, said, reverse("events:message_list", args=[event.slug]), _("See the mails")
    )


def printing(event, *, now):
    """Really typeset one page."""
    try:
        made = pdf("evening/check.typ", {"event": str(event)}, language="fr", title=str(event))
        is_ok = made.startswith(b"%PDF-")
    except Exception:  # whatever fails, a part that is missing or a disk that is full, nothing would be printed
        is_ok = False
    said = (
        _("A page was typeset just now.")
        if is_ok
        else _(
            "No page could be typeset: badges, signs and sheets cannot be made as files. "
            "Print the pages of the browser instead."
        )
    )
    return Check("printing", _("Printing"), is_ok, said, _ready(event), _("See how"))


def sheets(event, *, now):
    number = PaperSheet.objects.of(event).count()
    if number:
        said = ngettext("%(n)s paper sheet is numbered.", "%(n)s paper sheets are numbered.", number) % {"n": number}
    else:
        said = _("No paper sheet was prepared: if the network or the phones fail, nobody can write.")
    return Check(
        "sheets",
        _("Paper sheets"),
        bool(number),
        said,
        reverse("evening:paper_home", args=[event.slug]),
        _("Prepare sheets"),
    )


def offline(event, *, now):
    """Ask for the script that phones keep, as they do, and look for every file that it names."""
    request = HttpRequest()
    request.method = "GET"
    try:
        is_served = resolve(reverse("evening:table_worker")).func(request).status_code == 200
    except Exception:  # whatever is missing, the browser would refuse the whole script
        is_served = False
    is_ok = is_served and all(finders.find(name) for name in (*WORKER.page, *WORKER.scripts))
    said = (
        _("Phones keep the form, and send ideas once the network is back.")
        if is_ok
        else _("Phones would not keep the form: without network, an idea must be written on paper.")
    )
    return Check("offline", _("Pages without network"), is_ok, said, _ready(event), _("See how"))


def background(event, *, now):
    last = SignOfLife.last()
    is_ok = last is not None and now - last <= SignOfLife.PATIENCE
    said = (
        _("The work in the background goes on.")
        if is_ok
        else _("Nothing works in the background: no mail leaves, photos of sheets are not read. Restart the platform.")
    )
    return Check("background", _("Work in the background"), is_ok, said, _ready(event), _("See how"))


def backup(event, *, now):
    folders = filter(None, (settings.BACKUP_DIR, Path(settings.VAR_DIR) / "backups"))
    times = [file.stat().st_mtime for folder in folders for file in Path(folder).glob("*.zip")]
    last = datetime.fromtimestamp(max(times), tz=timezone.get_current_timezone()) if times else None
    is_ok = last is not None and now - last <= BACKUP_FRESH
    said = (
        _("A backup was made less than a day and a half ago.")
        if is_ok
        else _("No recent backup: if this computer broke, what was typed since the last one would be lost.")
    )
    return Check("backup", _("Backup"), is_ok, said, _ready(event), _("See how"))


def disk(event, *, now):
    free = shutil.disk_usage(settings.VAR_DIR).free
    gigabytes = free // 1024**3
    said = ngettext("%(n)s gigabyte is free.", "%(n)s gigabytes are free.", gigabytes) % {"n": gigabytes}
    if free < LEAST_DISK:
        said = _("Less than a gigabyte is free on the disk: photos would soon be refused.")
    return Check("disk", _("Room on the disk"), free >= LEAST_DISK, said, _ready(event), _("See how"))


def _host():
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def _ready(event):
    return reverse(settings.TERRITORY_READY_URL, args=[event.territory.slug])


def _named(numbers):
    return ", ".join(str(number) for number in numbers[:MOST_NAMED]) + ("…" if len(numbers) > MOST_NAMED else "")
