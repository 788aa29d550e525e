"""The session: opening with its officers, the links of the door and of the projector, closing (D47, D51)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import qr
from members.assemblies.forms.session import OfficerForm, OpeningForm
from members.assemblies.opening import assembly_board_required
from members.assemblies.opening_sheet import DOOR, PROJECTION, address_of, renew
from members.assemblies.sitting import appoint, close_assembly, open_assembly
from members.assemblies.turnout import count_of

LINKS = {"porte": DOOR, "projection": PROJECTION}


@assembly_board_required
@require_safe
def session(request, assembly):
    """Where the meeting stands, what can be done now, and what to open on other screens."""
    return _page(request, assembly)


@assembly_board_required
@require_POST
def open_session(request, assembly):
    form = OpeningForm(request.POST, assembly=assembly)
    if not form.is_valid():
        return _page(request, assembly, opening=form)
    try:
        open_assembly(assembly, chair=form.cleaned_data["chair"], secretary=form.writer, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, assembly, opening=form)
    messages.success(request, _("The meeting is open. The votes can begin."))
    return redirect(_address(assembly))


@assembly_board_required
@require_POST
def officers(request, assembly):
    form = OfficerForm(request.POST, assembly=assembly)
    if not form.is_valid():
        return _page(request, assembly, officer=form)
    try:
        officer = appoint(assembly, kind=form.cleaned_data["kind"], who=form.who, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, assembly, officer=form)
    messages.success(request, _("Written down: %(officer)s.") % {"officer": officer})
    return redirect(_address(assembly))


@assembly_board_required
@require_POST
def close_session(request, assembly):
    try:
        close_assembly(assembly, by=request.user)
    except ValidationError as refused:
        return _page(request, assembly, refused=refused)
    messages.success(request, _("The meeting is closed. The attendance sheet and the votes no longer change."))
    return redirect(_address(assembly))


@assembly_board_required
@require_POST
def renew_link(request, assembly):
    """A link was lost or shown to too many: the former one opens nothing any more."""
    if request.POST.get("link") not in LINKS:
        raise Http404
    renew(assembly, LINKS[request.POST["link"]])
    messages.success(request, _("Here is a new link. The former one no longer opens anything."))
    return redirect(_address(assembly))


def _page(request, assembly, *, opening=None, officer=None, refused=None):
    shown = [(key, address_of(assembly, purpose)) for key, purpose in LINKS.items()] if _has_links(assembly) else []
    context = {
        "assembly": assembly,
        "count": count_of(assembly),
        "opening": opening or OpeningForm(assembly=assembly),
        "officer": officer or OfficerForm(assembly=assembly),
        "officers": assembly.officers.in_office(),
        "links": [{"key": key, "address": address, "qr": qr.svg(address)} for key, address in shown],
        "waiting": list(assembly.resolutions.waiting()) if assembly.is_open else [],
        "refused": refused,
        "subtab": "session",
    }
    failed = refused or (opening and opening.errors) or (officer and officer.errors)
    return render(request, "assemblies/session.html", context, status=422 if failed else 200)


def _has_links(assembly):
    return assembly.is_called or assembly.is_open


def _address(assembly):
    return reverse("assemblies:session", args=[assembly.cooperative.territory.slug, assembly.pk])
