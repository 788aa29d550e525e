"""The desk of a meeting: who is there, by name, by the code of their notice, or by one tap on the list (D47)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import links
from foundation.models import Link
from members.assemblies import attending, sheet
from members.assemblies.models import Presence, Voter, list_voters
from members.assemblies.opening import assembly_board_required
from members.assemblies.opening_sheet import DOOR, door_required
from members.assemblies.turnout import count_of

DECODER = "decoder/html5-qrcode.min.js"  # shipped by a package; a phone asks for it when its browser reads no QR


@login_not_required
@require_safe
def door_link(request, token):
    """Exchange the token of the door for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=DOOR, kind=Link.Kind.ACCESS)
    if link is None:
        return render(request, "assemblies/screen_link_lost.html", status=410)
    return links.grant(request, redirect("assemblies:door", link.subject), link)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, assembly):
    """The board's own list: among the pages of the meeting."""
    here = reverse("assemblies:sheet", args=[assembly.cooperative.territory.slug, assembly.pk])
    return _desk(request, assembly, here=here, at_the_door=False)


@door_required
@require_http_methods(["GET", "HEAD", "POST"])
def door(request, assembly):
    """The same list on the phone of who welcomes the members, and nothing else of the board's pages."""
    return _desk(request, assembly, here=reverse("assemblies:door", args=[assembly.pk]), at_the_door=True)


def _desk(request, assembly, *, here, at_the_door):
    """A tap writes a presence, whole without scripts; refusals are told above the list, nothing is lost."""
    page = _Page(request, assembly, here=here, at_the_door=at_the_door)
    if request.method != "POST":
        return page.counts() if request.htmx.target == "counts" else page.answer()
    by = None if at_the_door else request.user
    try:
        voter, said = _act(request.POST, assembly, by=by, now=timezone.now())
    except ValidationError as refused:
        return page.answer(refused=refused)
    if request.htmx:
        return page.answer(said=said, last=voter)
    messages.success(request, said)
    return redirect(here)


def _act(data, assembly, *, by, now):
    """Do what was tapped or scanned; return the voter (None when it is about all) and what is told."""
    if data.get("act") == "list":
        return None, _("The list of voters is closed: %(n)s added.") % {"n": list_voters(assembly, now=now)}
    if data.get("code"):
        voter, act = sheet.find_by_code(assembly, data["code"]), Presence.Mode.PRESENT
    else:
        known = Voter.objects.on_the_sheet().filter(assembly=assembly)
        number = data.get("voter", "")
        voter, act = get_object_or_404(known, pk=number if number.isdecimal() else 0), data.get("act", "")
    if act == "leave":
        sheet.leave(voter, by=by, now=now)
        return voter, _("%(name)s left.") % {"name": voter}
    if act == "undo":
        sheet.take_back(voter, now=now)
        return voter, _("Taken back: %(name)s.") % {"name": voter}
    if act not in Presence.Mode.values:
        raise ValidationError(_("Choose what to write: present, from afar, or gone."))
    presence = sheet.arrive(voter, mode=act, by=by, now=now)
    told = _("%(name)s takes part from afar.") if presence.mode == Presence.Mode.REMOTE else _("%(name)s is here.")
    return voter, told % {"name": voter if presence.signed_by == str(voter) else f"{presence.signed_by} ({voter})"}


class _Page:
    """What is shown to one visitor of the list: the whole page, its list, or its figures alone."""

    def __init__(self, request, assembly, *, here, at_the_door):
        self.request, self.assembly = request, assembly
        self.context = {"assembly": assembly, "here": here, "at_the_door": at_the_door, "subtab": "sheet"}

    def counts(self):
        """The figures, asked again by the page."""
        return render(self.request, "assemblies/desk.html#counts", self.context | {"count": count_of(self.assembly)})

    def answer(self, *, refused=None, said="", last=None):
        """The list as it stands, with what was done (`said`, about `last`) or why it was not."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        now, words = timezone.now(), "" if said else asked.get("q", "")
        context = self.context | {
            "count": count_of(self.assembly, now=now),
            "found": attending.sheet_of(self.assembly, words=words, only=asked.get("qui", "")),
            "last": last,
            "said": said,
            "refused": refused,
            "remote": self.assembly.rules_in_force.remote_ballots,
            "open": sheet.takes_presences(self.assembly, now=now),
            "decoder": DECODER,
        }
        if self.request.htmx:
            return render(self.request, "assemblies/desk.html#desk", context)
        return render(self.request, "assemblies/desk.html", context, status=422 if refused else 200)
