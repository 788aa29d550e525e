"""Signed minutes of an assembly come back: kept as they are, judged by nobody here (D51)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import uploads
from foundation.kept_pictures import CLOSED
from members.assemblies.forms.minutes import SetAsideForm, SignedForm
from members.assemblies.opening import assembly_board_required
from members.assemblies.views.minutes import back_to, found_or_404, page
from members.models import MinutesSigned


@assembly_board_required
@require_POST
def minutes_sign(request, assembly):
    """Keep the scan of the signed paper, or a file signed elsewhere; what is not one is refused with the reason."""
    kept, form = found_or_404(assembly, adopted=True), SignedForm(request.POST, request.FILES)
    if refused := uploads.refusal(request):
        form.add_error("file", refused)
    if form.is_valid():
        try:
            MinutesSigned.add(kept.minutes, form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.user)
            messages.success(request, _("The signed file is kept with the minutes."))
            return back_to(assembly)
        except ValidationError as refusal:
            form.add_error("file", refusal)
    return page(request, assembly, kept, signing=form, status=422)


@assembly_board_required
@require_safe
def minutes_signed(request, assembly, key):
    """One signed file, to be saved, never shown inside our pages."""
    kept = found_or_404(assembly, adopted=True)
    row = get_object_or_404(MinutesSigned, minutes=kept.minutes, key=key)
    try:
        stored = default_storage.open(row.stored_name)
    except FileNotFoundError:
        raise Http404 from None
    name = f"pv-{kept.minutes.number}-signe.{row.extension}"
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=row.content_type)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response


@assembly_board_required
@require_POST
def minutes_set_aside(request, assembly, key):
    """The wrong file was put there: it stays below, with the reason."""
    kept, form = found_or_404(assembly, adopted=True), SetAsideForm(request.POST)
    row = get_object_or_404(MinutesSigned.objects.standing(), minutes=kept.minutes, key=key)
    if form.is_valid():
        row.set_aside(why=form.cleaned_data["why"])
        messages.success(request, _("This file is set aside; the reason stays beside it."))
        return back_to(assembly)
    return page(request, assembly, kept, wrong=(row.pk, form), status=422)
