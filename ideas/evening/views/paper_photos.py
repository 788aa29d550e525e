"""The photographed stack: many photos at once, each put with its sheet by the machine, else by someone (D13)."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_pictures, keyset
from foundation.uploads import several
from ideas.evening import transcribing
from ideas.evening.forms.paper import FindSheetForm, StackForm, UnknownSheetForm
from ideas.evening.models import PaperPhoto
from ideas.evening.views.paper_access import typing_required

PAGE = 12


@several
@typing_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper_photos(request, typing):
    form = StackForm.of(request)
    if form.is_bound and form.is_valid() and form.pictures:
        transcribing.add_photos(typing.event, form.pictures)
    if request.POST.get("part"):  # a part of a larger stack, sent by the script
        return JsonResponse({"kept": len(form.pictures), "refused": form.refusals})
    if form.pictures:
        count = len(form.pictures)
        said = ngettext(
            "%(count)s photo received: its code is being read.",
            "%(count)s photos received: their codes are being read.",
            count,
        )
        form.tell(request, said % {"count": count})
        return redirect("evening:paper_photos", slug=typing.event.slug)
    form.refuse()
    return _page(request, typing, form, status=422 if form.errors else 200)


@typing_required
@require_POST
def paper_photo_step(request, typing, pk, act):
    """Say by hand which sheet a photo shows: one of ours, one that we did not print, or none at all."""
    photo = get_object_or_404(PaperPhoto.objects.filter(event=typing.event), pk=pk)
    if act == "supprimer":
        photo.discard()
        messages.success(request, _("The photo is removed. What was typed from it is kept."))
    elif act == "inconnue":
        form = UnknownSheetForm(request.POST, event=typing.event)
        sheet = transcribing.make_unknown(photo, table=form.cleaned_data["table"] if form.is_valid() else None)
        said = _("It waits to be typed as sheet %(reference)s. Its receipt, to copy on the paper: %(receipt)s.")
        messages.success(request, said % {"reference": sheet.reference, "receipt": sheet.spaced_code})
    else:
        form = FindSheetForm(request.POST, event=typing.event)
        if not form.is_valid():
            return _page(request, typing, StackForm(), wrong=(photo.pk, form), status=422)
        sheet = form.cleaned_data["reference"]
        photo.attach(sheet)
        messages.success(request, _("The photo goes with sheet %(reference)s.") % {"reference": sheet.reference})
    return redirect("evening:paper_photos", slug=typing.event.slug)


@typing_required
@require_safe
def paper_photo(request, typing, key, size):
    """The picture itself, for the team and those who type, never for others."""
    photo = get_object_or_404(PaperPhoto.objects.filter(event=typing.event), key=key)
    return kept_pictures.answer(photo, small=size == "vignette")


def _page(request, typing, form, *, wrong=(None, None), status=200):
    event = typing.event
    found = PaperPhoto.objects.loose().filter(event=event)
    page = keyset.paginate(found, order=("id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "event": event,
        "territory": event.territory,
        "typing": typing,
        "form": form,
        "reading": PaperPhoto.objects.unread().filter(event=event).count(),
        "page": page,
        "rows": [(photo, wrong[1] if photo.pk == wrong[0] else None) for photo in page],
        "tables": list(UnknownSheetForm(event=event).fields["table"].choices) if page.rows else [],
        **keyset.turning(request.GET, page),
    }
    return render(request, "evening/paper_photos.html", context, status=status)
