from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponseBadRequest, HttpResponseForbidden
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation import links
from foundation.models import Link
from outbox import preferences, providers, topics
from outbox.forms import PreferencesForm
from outbox.writing import PREFERENCES, UNSUBSCRIBE, preferences_url


@csrf_exempt  # RFC 8058: the mail program posts by itself; the token in the address is the right to do it
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    """GET only shows the page; POST stops the kinds of mail that the link names, for one address (D57)."""
    link = links.find(token, purpose=UNSUBSCRIBE, kind=Link.Kind.ACCESS)
    if link is None:
        raise Http404
    codes, _colon, address = link.subject.partition(":")
    if request.method == "POST":
        preferences.refuse(address, codes.split("+"))
    context = {
        "address": address,
        "labels": [topics.label(code) for code in codes.split("+")],
        "done": request.method == "POST",
        "preferences_url": preferences_url(address),
    }
    return render(request, "outbox/unsubscribe.html", context)


@login_not_required
@require_GET
def preferences_link(request, token):
    """The link at the foot of mails: exchanged for a cookie, it leaves the address (D64)."""
    link = links.find(token, purpose=PREFERENCES, kind=Link.Kind.ACCESS)
    if link is None:
        return _closed(request)
    return links.grant(request, redirect("outbox:preferences"), link)


@login_not_required
@require_http_methods(["GET", "POST"])
def my_preferences(request):
    """GET shows what an address receives, POST changes it: by a mail's link or signed in (D57)."""
    addresses = _addresses(request)
    if not addresses:
        return _closed(request)
    sent = request.POST if request.method == "POST" else None
    address = sent.get("address") if sent else addresses[0]
    if address not in addresses:
        raise Http404
    form = PreferencesForm(sent, address=address)
    if sent and form.is_valid():
        preferences.choose(address, form.choices())
        messages.success(request, _("Your choices are kept. Tickets and receipts will still reach you."))
        return redirect("outbox:preferences")
    others = [(one, PreferencesForm(address=one)) for one in addresses if one != address]
    context = {"forms": [(address, form), *others]}
    return render(request, "outbox/preferences.html", context, status=422 if form.errors else 200)


@csrf_exempt  # a provider posts by itself; its secret is the right to do it
@login_not_required
@require_POST
def report(request, provider):
    """What the mail provider reports of mails that had left; unknown provider or no secret set → 404."""
    if provider != settings.MAIL_PROVIDER or not settings.MAIL_WEBHOOK_SECRET:
        raise Http404
    try:
        return providers.read_report(request, provider)
    except SuspiciousOperation:  # no secret, or a wrong one
        return HttpResponseForbidden()
    except (ValueError, KeyError, AttributeError, TypeError):
        return HttpResponseBadRequest()


def _closed(request):
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?next={reverse('outbox:preferences')}"
    return render(request, "outbox/preferences_closed.html", {"sign_in_url": sign_in}, status=410)


def _addresses(request):
    """Whose preferences the visitor may see: those of a mail's link, and of the account."""
    mine = [request.user.email] if request.user.is_authenticated and request.user.email else []
    return list(dict.fromkeys([*links.granted(request, purpose=PREFERENCES), *mine]))[:5]
