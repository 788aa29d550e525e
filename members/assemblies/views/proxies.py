"""Proxies, by the member online and by the board from paper (D46); who takes part from afar says so here."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.assemblies import proxying, sheet
from members.assemblies.forms.proxies import PaperProxyForm, ProxyForm
from members.assemblies.models import Presence, Proxy
from members.assemblies.opening import assembly_board_required, member_page, member_required

MOST = 300  # proxies of one page; an assembly of six thousand members has as many


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request, assembly, member):
    """Give one's proxy, see to whom, take it back, give back those received."""
    form = ProxyForm(request.POST or None, assembly=assembly, giver=member)
    if request.method != "POST":
        return _my_page(request, assembly, member, form)
    if request.POST.get("act") == "take_back":
        return _taken_back(request, assembly, member)
    if not form.is_valid():
        return _my_page(request, assembly, member, form, status=422)
    try:
        proxy = proxying.give_proxy(assembly, giver=member, **form.chosen)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _my_page(request, assembly, member, form, status=422)
    messages.success(request, _given(proxy))
    return redirect(member_page(request, "assemblies:my_proxy", assembly))


@member_required
@require_POST
def decline(request, assembly, member, proxy):
    """Give back a proxy that one received: its giver is told at once."""
    received = get_object_or_404(proxying.held_by(assembly, member), pk=proxy)
    try:
        proxying.decline(received)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("%(name)s is told that you do not vote for them.") % {"name": received.giver})
    return redirect(member_page(request, "assemblies:my_proxy", assembly))


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def remote(request, assembly, member):
    """Say that one takes part from afar, or leaves: the quorum counts it (D47)."""
    now, refused = timezone.now(), None
    if request.method == "POST":
        try:
            voter = sheet.voter_of(assembly, member)
            if request.POST.get("act") == "leave":
                sheet.leave(voter, now=now)
            else:
                sheet.arrive(voter, mode=Presence.Mode.REMOTE, now=now)
            return redirect(member_page(request, "assemblies:my_presence", assembly))
        except ValidationError as error:
            refused = error
    context = {
        "assembly": assembly,
        "territory": assembly.cooperative.territory,
        "member": member,
        "presence": Presence.objects.of(assembly).current().filter(voter__member=member).first(),
        "given": proxying.standing_proxy(assembly, member),
        "may": assembly.rules_in_force.remote_ballots and sheet.takes_presences(assembly, now=now),
        "refused": refused,
        "here": member_page(request, "assemblies:my_presence", assembly),
    }
    return render(request, "assemblies/my_presence.html", context, status=422 if refused else 200)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def board(request, assembly):
    """Every proxy that stands, and a form for those that came on paper."""
    form = PaperProxyForm(request.POST or None, assembly=assembly)
    if request.method == "POST" and form.is_valid():
        try:
            giver = form.cleaned_data["giver"]
            proxy = proxying.give_proxy(assembly, giver=giver, **form.chosen, on_paper=True, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _recorded(proxy))
            return redirect(_board_address(assembly))
    standing = Proxy.objects.standing().for_display().filter(assembly=assembly)
    ended = Proxy.objects.ended().for_display().filter(assembly=assembly)
    context = {
        "assembly": assembly,
        "form": form,
        "named": standing.named()[:MOST],
        "blank": standing.blank()[:MOST],
        "ended": ended[:MOST],
        "most": proxying.most_held(assembly),
        "members": proxying.entitled(assembly).count(),
        "taking": assembly.is_called or assembly.is_open,
        "subtab": "proxies",
    }
    return render(request, "assemblies/proxies.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_POST
def board_take_back(request, assembly, proxy):
    """Record that a member takes their proxy back, on paper or by telephone."""
    given = get_object_or_404(Proxy.objects.for_display().filter(assembly=assembly), pk=proxy)
    try:
        proxying.take_back(given)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("The proxy of %(name)s is taken back.") % {"name": given.giver})
    return redirect(_board_address(assembly))


def _taken_back(request, assembly, member):
    proxy = proxying.standing_proxy(assembly, member)
    try:
        if proxy is None:
            raise ValidationError(_("This proxy no longer stands: look at the page again."))
        proxying.take_back(proxy)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("You took your proxy back. You vote yourself, or give it to someone else."))
    return redirect(member_page(request, "assemblies:my_proxy", assembly))


def _my_page(request, assembly, member, form, *, status=200):
    context = {
        "assembly": assembly,
        "territory": assembly.cooperative.territory,
        "member": member,
        "form": form,
        "given": proxying.standing_proxy(assembly, member),
        "received": list(proxying.held_by(assembly, member)),
        "most": proxying.most_held(assembly),
        "taking": assembly.is_called or assembly.is_open,
        "voting": assembly.resolutions.voting().first(),
        "here": member_page(request, "assemblies:my_proxy", assembly),
    }
    return render(request, "assemblies/my_proxy.html", context, status=status)


def _given(proxy):
    if proxy.is_blank:
        return _("Your proxy is given. It follows what the board proposes.")
    return _("Your proxy is given to %(name)s, who is told now.") % {"name": proxy.holder_name}


def _recorded(proxy):
    if proxy.is_blank:
        return _("Recorded: the proxy of %(giver)s follows the board.") % {"giver": proxy.giver}
    return _("Recorded: %(holder)s votes for %(giver)s.") % {"giver": proxy.giver, "holder": proxy.holder_name}


def _board_address(assembly):
    return reverse("assemblies:proxies", args=[assembly.cooperative.territory.slug, assembly.pk])
