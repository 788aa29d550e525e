"""What leaves about a session: messages that left, those that will, calls to make (D33, D62)."""

from django.contrib import messages as said
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.keyset import paginate, turning
from projects.committee import telling
from projects.committee.models import Call
from projects.committee.opening import keeping_required

PAGE = 50


@keeping_required
@require_safe
def session_messages(request, session):
    """Calls first, then what is to come as things stand, then every message, the newest first."""
    page = paginate(telling.messages_of(session), order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "session": session,
        "committee": session.committee,
        "tab": "sessions",
        "subtab": "messages",
        "calls": Call.objects.filter(session=session).of_idle().for_display(),
        "coming": telling.coming(session, now=timezone.now()),
        "page": page,
        **turning(request.GET, page),
    }
    return render(request, "committee/session_messages.html", context)


@keeping_required
@require_POST
def call_made(request, session, number):
    """« J’ai appelé » ; twice changes nothing."""
    call = Call.objects.filter(session=session, pk=number).first()
    if call is None:
        raise Http404
    call.make(by=request.user, now=timezone.now())
    said.success(request, _("The call to %(name)s is noted.") % {"name": call.expert})
    return redirect("committee:session_messages", session.pk)
