"""Messages of an evening: what left, what will leave, what failed, what was withdrawn."""

import codecs
import re

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from events.coming import coming
from events.retrying import try_again
from events.views.organising.opening import evening_required
from foundation import links, spreadsheets
from foundation.keyset import paginate
from foundation.refusals import attempt
from outbox.limits import last_departure, spoken_limit
from outbox.models import Message

PAGE = 50
CSV_BATCH = 200
BOXES = {
    "attente": Message.objects.waiting,
    "partis": Message.objects.left,
    "groupes": Message.objects.grouped,
    "revenus": Message.objects.bounced,
    "echecs": Message.objects.failed,
    "retires": Message.objects.withdrawn,
}
_INSIDE = re.compile(r"""\ssrc=(["'])cid:[^"']*\1""")


@evening_required
@require_GET
def message_list(request, event):
    about = Message.objects.about(event.subject)
    box, search, rows = _chosen(request, event)
    page = paginate(rows.select_related("inside"), order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE)
    query = request.GET.copy()
    query.pop("suite", None)
    following = query.copy()
    following["suite"] = page.next
    now = timezone.now()
    context = {
        "event": event, "tab": "messages", "subtab": "sent", "box": box, "search": search, "page": page,
        "boxes": _boxes(about.counts()),
        "query": query.urlencode(),
        "next": following.urlencode() if page.next else "",
        "previous": query.urlencode() or f"boite={box}" if request.GET.get("suite") else "",
        "last_departure": last_departure(now=now),
        "limit": spoken_limit(),
        "coming": coming(event, now=now) if box == "attente" else [],
    }  # fmt: skip
    return render(request, "events/organiser/message_list.html", context)


@evening_required
@require_GET
def message_csv(request, event):
    """The messages that the filters keep, without their texts, as a French spreadsheet written little by little."""
    _box, _search, rows = _chosen(request, event)
    response = StreamingHttpResponse(_lines(rows.order_by("-pk")), content_type="text/csv; charset=utf-8")
    name = f"messages-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@evening_required
@require_GET
def message(request, event, pk):
    found = get_object_or_404(Message.objects.about(event.subject), pk=pk)
    context = {"event": event, "tab": "messages", "message": found, "text": links.blank(found.text)}
    return render(request, "events/organiser/message.html", context)


@csp({"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"], "sandbox": True})
@xframe_options_sameorigin
@evening_required
@require_GET
def message_html(request, event, pk):
    """The mail as its reader sees it, in a closed frame: links are blanked, no script and no picture is loaded."""
    found = get_object_or_404(Message.objects.about(event.subject), pk=pk)
    return HttpResponse(_INSIDE.sub("", links.blank(found.html)))


@evening_required
@require_POST
def message_retry(request, event, pk):
    found = get_object_or_404(Message.objects.about(event.subject), pk=pk)
    done = _("The message to %(address)s will leave within a minute.") % {"address": found.to}
    attempt(request, lambda: try_again(found, event, now=timezone.now()), done=done)
    return redirect("events:message_list", event.slug)


def _chosen(request, event):
    """Return (box, search, messages) of the address of the page."""
    box = request.GET.get("boite", "")
    box = box if box in BOXES else "partis"
    search = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    return box, search, (Message.objects.about(event.subject) & BOXES[box]()).to_address(search).without_text()


def _lines(rows):
    heads = [_("Message"), _("Name"), _("Address"), _("State"), _("Written"), _("Left"), _("What happened")]
    yield spreadsheets.write(heads, [])
    for row in rows.iterator(chunk_size=CSV_BATCH):
        moments = [_moment(row.created_at), _moment(row.sent_at) if row.sent_at else ""]
        cells = [row.subject, row.to_name, row.to, row.get_status_display(), *moments, row.spoken_error]
        yield spreadsheets.write(cells, []).removeprefix(codecs.BOM_UTF8)


def _moment(at):
    return timezone.localtime(at).strftime("%d/%m/%Y %H:%M")


def _boxes(counts):
    """Return [(box, what it is called, how many)]; what came back or was grouped only when there is some."""
    named = [
        ("partis", pgettext("messages", "Left"), counts["left"]),
        ("attente", pgettext("messages", "Will leave"), counts["waiting"]),
        ("groupes", pgettext("messages", "In a mail of the day"), counts["grouped"]),
        ("echecs", pgettext("messages", "Failed"), counts["failed"]),
        ("revenus", pgettext("messages", "Came back"), counts["bounced"]),
        ("retires", pgettext("messages", "Withdrawn"), counts["withdrawn"]),
    ]
    return [(box, label, count) for box, label, count in named if count or box not in ("groupes", "revenus")]
