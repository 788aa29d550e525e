"""The desk of a meeting: who is there, by name, by the code of their notice, or by one tap on the list (D47)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import links
from foundation.models import Link
from members.assemblies import attending, sheet
from members.assemblies.models import Assembly, Presence, Voter, list_voters
from members.assemblies.opening_sheet import DOOR, sheet_required
from members.assemblies.turnout import count_of

DECODER = "decoder/html5-qrcode.min.js"  # shipped by a package; a phone asks for it when its browser reads no QR


@login_not_required
@require_safe
def door_link(request, token):
    """Exchange the token of the door for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=DOOR, kind=Link.Kind.ACCESS)
    assembly = (
        Assembly.objects.select_related("cooperative__territory").filter(pk=link.subject).first() if link else None
    )
    if assembly is None:
        return render(request, "assemblies/link_lost.html", status=410)
    return links.grant(request, redirect(_address(assembly)), link)


@sheet_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, assembly):
    """The list, searched; a tap writes a presence, whole without scripts. Refusals are told above, nothing is lost."""
    if request.method == "POST":
        return _acted(request, assembly)
    return _page(request, assembly)


@sheet_required
@require_POST
def lay_out(request, assembly):
    """List the voters and open the sheet; before the record day, a sentence says when (D47)."""
    try:
        added = list_voters(assembly, now=timezone.now())
    except ValidationError as refused:
        return _page(request, assembly, refused=refused)
    messages.success(request, _("The list of voters is closed: %(n)s added.") % {"n": added})
    return redirect(_address(assembly))


@sheet_required
@require_safe
def counts(request, assembly):
    """The figures alone, asked again by the page."""
    return render(request, "assemblies/desk.html#counts", {"assembly": assembly, "count": count_of(assembly)})


def _acted(request, assembly):
    now, by = timezone.now(), request.user if request.user.is_authenticated else None
    try:
        voter, said = _act(request.POST, assembly, by=by, now=now)
    except ValidationError as refused:
        return _page(request, assembly, refused=refused)
    if request.htmx:
        return _page(request, assembly, said=said, last=voter)
    messages.success(request, said)
    return redirect(_address(assembly))


def _act(data, assembly, *, by, now):
    """Do what was tapped or scanned; return the voter and what is told."""
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


def _page(request, assembly, *, refused=None, said="", last=None):
    asked = request.POST if request.method == "POST" else request.GET
    found = attending.sheet_of(assembly, words="" if said else asked.get("q", ""), only=asked.get("qui", ""))
    context = {
        "assembly": assembly,
        "count": count_of(assembly),
        "found": found,
        "last": last,
        "said": said,
        "refused": refused,
        "remote": assembly.rules_in_force.remote_ballots,
        "open": sheet.takes_presences(assembly, now=timezone.now()),
        "at_the_door": request.at_the_door,
        "decoder": DECODER,
        "subtab": "sheet",
    }
    part = "#desk" if request.htmx else ""
    return render(request, f"assemblies/desk.html{part}", context, status=422 if refused and not request.htmx else 200)


def _address(assembly):
    return reverse("assemblies:sheet", args=[assembly.cooperative.territory.slug, assembly.pk])
