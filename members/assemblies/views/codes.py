"""Personal codes: mailed to all who have an address, printed for the others, made anew at the desk (D50, D63)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from foundation.folding import fold
from foundation.refusals import saying_why
from members.assemblies import codes
from members.assemblies.models import VotingCode
from members.assemblies.opening import assembly_board_required

MOST_LINES = 40  # members of a page; the others are found by their name


@assembly_board_required
@require_safe
def voting_codes(request, assembly):
    """Who has a code, how it was given, and whose is blocked; never the codes."""
    search = request.GET.get("q", "").strip()[:80]
    called, given = codes.called(assembly), VotingCode.objects.filter(assembly=assembly)
    without = codes.without_code(assembly)
    found = [one for one in called if fold(search) in fold(f"{one} {one.given_name} {one.family_name}")]
    known = {code.member_id: code for code in given.filter(member__in=[one.pk for one in found[:MOST_LINES]])}
    context = {
        "assembly": assembly,
        "subtab": "votes",
        "search": search,
        "lines": [(one, known.get(one.pk)) for one in found[:MOST_LINES]],
        "found": len(found),
        "most": MOST_LINES,
        "mailed": given.filter(channel=VotingCode.Channel.MAIL).count(),
        "printed": given.filter(channel=VotingCode.Channel.PAPER).count(),
        "blocked": given.filter(tries_left=0).count(),
        "to_mail": without.exclude(email="").count(),
        "to_print": without.filter(email="").count(),
    }
    return render(request, "assemblies/codes.html", context)


@assembly_board_required
@require_POST
def codes_mail(request, assembly):
    """Mail a code to those who have an address and no code yet."""
    with saying_why(request):
        sent = codes.mail_codes(assembly, by=request.user)
        said = ngettext("%(n)s code leaves by e-mail.", "%(n)s codes leave by e-mail.", sent)
        messages.success(request, said % {"n": sent})
    return redirect("assemblies:codes", assembly.cooperative.territory.slug, assembly.pk)


@sensitive_variables()
@assembly_board_required
@require_POST
def codes_print(request, assembly):
    """The sheet of codes of those without an address, shown once: printed again, it makes new codes."""
    try:
        given = codes.print_codes(assembly, list(codes.without_address(assembly)), by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("assemblies:codes", assembly.cooperative.territory.slug, assembly.pk)
    return render(request, "assemblies/codes_print.html", {"assembly": assembly, "subtab": "votes", "given": given})


@sensitive_variables()
@assembly_board_required
@require_POST
def code_again(request, assembly):
    """A new code for one member: on paper at the desk, or by e-mail."""
    key = request.POST.get("member", "")
    member = get_object_or_404(codes.called(assembly), pk=key if key.isdecimal() else 0)
    with saying_why(request):
        if request.POST.get("channel") == VotingCode.Channel.PAPER:
            given = codes.print_codes(assembly, [member], by=request.user)
            context = {"assembly": assembly, "subtab": "votes", "given": given}
            return render(request, "assemblies/codes_print.html", context)
        codes.ask_code(assembly, member)
        messages.success(request, _("A new code leaves for %(name)s.") % {"name": member})
    return redirect("assemblies:codes", assembly.cooperative.territory.slug, assembly.pk)
