"""The minutes of an assembly: drafted, completed, adopted by the board's side; read by members once adopted (D51)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import minutes as reading
from members.assemblies import minutes as writing
from members.assemblies.forms.minutes import AddendumForm, AdoptionForm, MinutesForm, SignedForm
from members.assemblies.models import AssemblyMinutes
from members.assemblies.opening import assembly_board_required, member_required


@assembly_board_required
@require_safe
def minutes(request, assembly):
    """The minutes as they are read, draft or adopted; beside, what is still to do."""
    return page(request, assembly, found(assembly))


@assembly_board_required
@require_safe
def minutes_pdf(request, assembly):
    return _pdf(assembly, found(assembly))


@assembly_board_required
@require_POST
def minutes_draft(request, assembly):
    try:
        writing.draft(assembly)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return back_to(assembly)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_correct(request, assembly):
    """Complete and correct the draft; what could not be kept is shown again."""
    kept = found_or_404(assembly)
    if kept.minutes.is_adopted:
        messages.info(request, _("These minutes are adopted: an addendum can follow them."))
        return back_to(assembly)
    form = MinutesForm(request.POST or None, minutes=kept.minutes)
    if request.method == "POST" and form.is_valid():
        try:
            kept.minutes.correct(content=form.corrected(), version=form.cleaned_data["version"])
            messages.success(request, pgettext("minutes", "The draft is kept."))
            return back_to(assembly)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {"assembly": assembly, "subtab": "minutes", "kept": kept, "form": form}
    return render(request, "assemblies/minutes_correct.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_POST
def minutes_adopt(request, assembly):
    """A number is given, and nothing changes any more."""
    kept = found_or_404(assembly)
    form = AdoptionForm(request.POST, minutes=kept.minutes)
    if form.is_valid():
        try:
            writing.adopt(kept, by=request.user, how=form.words(), version=form.cleaned_data["version"])
            messages.success(request, _("The minutes are adopted. Print them, have them signed, put the scan here."))
            return back_to(assembly)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return page(request, assembly, kept, adoption=form, status=422)


@assembly_board_required
@require_POST
def minutes_addendum(request, assembly):
    """Follow adopted minutes with an addendum."""
    kept, form = found_or_404(assembly, adopted=True), AddendumForm(request.POST)
    if form.is_valid():
        writing.add(kept, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The addendum is kept, after the minutes."))
        return back_to(assembly)
    return page(request, assembly, kept, addendum=form, status=422)


@member_required
@require_safe
def member_minutes(request, assembly, member):
    """Adopted minutes, as members read them."""
    kept = found_or_404(assembly, adopted=True)
    context = {"assembly": assembly, "member": member, "territory": assembly.cooperative.territory}
    return render(request, "assemblies/member_minutes.html", context | _read(kept.minutes))


@member_required
@require_safe
def member_minutes_pdf(request, assembly, member):
    return _pdf(assembly, found_or_404(assembly, adopted=True))


def page(request, assembly, kept, *, status=200, **forms):
    """The board's page; `forms` are those that were refused, as they were typed."""
    context = {"assembly": assembly, "subtab": "minutes", "kept": kept}
    if kept:
        context |= _read(kept.minutes) | {
            "signed": list(kept.minutes.signed.select_related("added_by")),
            "adoption": forms.get("adoption") or AdoptionForm(minutes=kept.minutes),
            "addendum": forms.get("addendum") or AddendumForm(),
            "signing": forms.get("signing") or SignedForm(),
            "wrong": forms.get("wrong"),
        }
    return render(request, "assemblies/minutes.html", context, status=status)


def found(assembly):
    """The `AssemblyMinutes`, or None before they are written."""
    return AssemblyMinutes.objects.for_lists().filter(assembly=assembly).first()


def found_or_404(assembly, *, adopted=False):
    """The same; 404 when they are not written, or not adopted where they must be."""
    kept = get_object_or_404(AssemblyMinutes.objects.for_lists(), assembly=assembly)
    if adopted and not kept.minutes.is_adopted:
        raise Http404
    return kept


def back_to(assembly):
    return redirect("assemblies:minutes", assembly.cooperative.territory.slug, assembly.pk)


def _pdf(assembly, kept):
    if kept is None:
        raise Http404
    response = HttpResponse(reading.pdf(kept.minutes), content_type="application/pdf")
    name = f"pv-{kept.minutes.number or 'projet'}-{slugify(assembly.cooperative)[:60]}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _read(minutes):
    """The words of the minutes, in their own language whoever reads."""
    with override(minutes.language):
        return {
            "minutes": minutes,
            "labels": {name: str(label) for name, label in reading.labels().items()},
            "heading": reading.heading(minutes),
            "adopted_said": reading.adoption(minutes),
            "decisions": [one | {"votes": reading.votes(one)} for one in minutes.content["decisions"]],
            "addenda": [
                {"title": reading.addendum_title(one), "text": one.text, "sha256": one.sha256}
                for one in minutes.addenda.select_related("minutes")
            ],
            "lacking": [] if minutes.is_adopted else reading.lacking(minutes.content),
        }
