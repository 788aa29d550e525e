from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation import links
from foundation.models import Link
from outbox.models import OptOut
from outbox.queueing import UNSUBSCRIBE


@csrf_exempt  # RFC 8058: the mail program posts by itself; the token in the address is the right to do it
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    """GET only shows the page; POST stops one kind of mail for one address (D57)."""
    link = links.find(token, purpose=UNSUBSCRIBE, kind=Link.Kind.ACCESS)
    if link is None:
        raise Http404
    topic, _colon, address = link.subject.partition(":")
    if request.method == "POST":
        OptOut.objects.get_or_create(address=address, topic=topic)
    return render(request, "outbox/unsubscribe.html", {"address": address, "done": request.method == "POST"})
