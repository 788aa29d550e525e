"""Gatherings of ideas, for the team: opened in a minute, with a sign to print and a link for who holds the stall."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import table_pages
from foundation import keyset, links, qr
from foundation.codes import spaced
from ideas.forms import GatheringForm
from ideas.forms.gathering import evenings_of
from ideas.models import STALL, Gathering, Idea
from members.access import organiser_required

PAGE = 24
NEWEST = 8  # ideas shown on the page of one gathering: the list has the others
ONLY_HERE = ("localhost", "127.0.0.1", "::1")


@organiser_required
@require_safe
def gathering_list(request):
    mine = Gathering.objects.managed_by(request.user).with_counts().select_related("event__territory", "commune")
    page = keyset.paginate(mine, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    return render(request, "ideas/gathering_list.html", {"page": page, "today": timezone.localdate()})


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_new(request):
    """Open a gathering; without any evening to feed, the page says how to prepare one, undated."""
    chosen = evenings_of(request.user).filter(slug=request.GET.get("soiree", "")).first()
    return _form(request, Gathering(event=chosen) if chosen else Gathering())


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_edit(request, pk):
    return _form(request, _gathering(request, pk))


@organiser_required
@require_safe
def gathering(request, pk):
    """What it gathered, its code, and the link for who holds the stall."""
    found = _gathering(request, pk)
    held = links.live(STALL, found.pk)
    context = {
        **_shown(found),
        "ideas": Idea.objects.not_withdrawn().filter(gathering=found).order_by("-pk")[:NEWEST],
        "stall_url": found.stall_url() if held else "",
    }
    return render(request, "ideas/gathering.html", context)


@organiser_required
@require_safe
def gathering_sign(request, pk):
    """One A4 page to put on the stall: the name, the code, what to do."""
    return render(request, "ideas/gathering_sign.html", _shown(_gathering(request, pk)))


@organiser_required
@require_POST
def gathering_step(request, pk, act):
    """Close it, open it again, give or take back the link of the stall."""
    found = _gathering(request, pk)
    verb, said = {
        "fermer": (found.close, _("It is closed: its page takes no more ideas, and the stall’s link opens nothing.")),
        "rouvrir": (found.reopen, _("It is open again.")),
        "lien": (found.stall_link, _("The link is ready: send it to the person who holds the stall.")),
        "reprendre": (lambda: links.revoke(STALL, found.pk), _("The link is taken back: it opens nothing any more.")),
    }[act]
    verb()
    messages.success(request, said)
    return redirect(found)


def _form(request, found):
    form = GatheringForm(request.POST if request.method == "POST" else None, gathering=found, person=request.user)
    if form.is_bound and form.is_valid():
        new = found.pk is None
        form.settled().settle(by=request.user)
        messages.success(request, _("It is open: print the sign, and the stall is ready.") if new else _("It is kept."))
        return redirect(found)
    context = {
        "form": form,
        "gathering": found if found.pk else None,
        "no_evening": not form.fields["event"].queryset.exists(),
    }
    return render(request, "ideas/gathering_form.html", context, status=422 if form.errors else 200)


def _gathering(request, pk):
    mine = Gathering.objects.managed_by(request.user).with_counts()
    return get_object_or_404(mine.select_related("event__territory", "commune", "theme"), pk=pk)


def _shown(found):
    address = table_pages.address_of(found)
    return {
        "gathering": found,
        "territory": found.event.territory,
        "picture": qr.svg(address),
        "address": address,
        "code": spaced(found.code),
        "site": urlsplit(settings.PUBLIC_URL).netloc,
        "only_here": urlsplit(settings.PUBLIC_URL).hostname in ONLY_HERE,
    }
