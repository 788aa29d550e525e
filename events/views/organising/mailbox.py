"""Messages of an evening: what left, what will leave, what failed, what was withdrawn."""

import re

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from events.reminding import coming_reminders
from events.retrying import try_again
from events.views.organising.opening import attempt, evening_required
from foundation import links
from foundation.keyset import paginate
from outbox.limits import last_departure
from outbox.models import Message

PAGE = 50
BOXES = {
    "attente": Message.objects.waiting,
    "partis": Message.objects.left,
    "echecs": Message.objects.failed,
    "retires": Message.objects.withdrawn,
}
_INSIDE = re.compile(r"""\ssrc=(["'])cid:[^"']*\1""")


@evening_required
@require_GET
def message_list(request, event):
    about = Message.objects.about(event.subject)
    box = request.GET.get("boite", "")
    box = box if box in BOXES else "partis"
    search = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = (about & BOXES[box]()).to_address(search).without_text()
    page = paginate(rows, order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE)
    query = request.GET.copy()
    query.pop("suite", None)
    following = query.copy()
    following["suite"] = page.next
    now = timezone.now()
    context = {
        "event": event, "tab": "messages", "subtab": "sent", "box": box, "search": search, "page": page,
        "counts": about.counts(),
        "next": following.urlencode() if page.next else "",
        "previous": query.urlencode() or f"boite={box}" if request.GET.get("suite") else "",
        "last_departure": last_departure(now=now),
        "coming": coming_reminders(event, now=now) if box == "attente" else [],
    }  # fmt: skip
    return render(request, "events/organiser/message_list.html", context)


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
