"""Photos of a project's sheets: for its group and the team, and for everyone once chosen (D21)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_pictures
from foundation.refusals import saying_why
from foundation.uploads import several
from ideas.groups.opening import membership_in
from projects.forms.photos import SheetPhotosForm
from projects.models import SheetPhoto
from projects.opening import acting, found, is_of_team, project_required
from projects.views.sheets import about


@several
@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_photos(request, project, membership):
    """Several photos at once; a bad one is refused, the rest kept."""
    form = SheetPhotosForm.of(request)
    if form.is_bound:
        if form.is_valid() and _add(request, project, membership, form):
            return redirect("projects:sheet_photos", slug=project.slug)
        form.refuse()
    context = {**about(request, project, membership), "form": form, "photos": project.photos.order_by("pk")}
    return render(request, "projects/sheet_photos.html", context, status=422 if form.errors else 200)


def _add(request, project, membership, form):
    """Keep the photos that can be; tell which were not. False, with nothing kept, when none could."""
    kept, who = 0, acting(request, membership)
    for picture in form.pictures:
        try:
            SheetPhoto.add(project, picture, alt=form.cleaned_data["alt"], **who)
        except ValidationError as refusal:
            form.refusals.append(f"{_('Photo %(number)s') % {'number': kept + 1}} · {refusal.messages[0]}")
            break
        kept += 1
    if not kept:
        return False
    said = ngettext("%(count)s photo added.", "%(count)s photos added.", kept)
    form.tell(request, said % {"count": kept})
    return True


@project_required
@require_POST
def sheet_photo_step(request, project, membership, pk, act):
    """Say what a photo shows, choose it for the public page, or remove it."""
    photo = get_object_or_404(project.photos.all(), pk=pk)
    with saying_why(request):
        project.must_live()
        if act == "supprimer":
            photo.discard()
            messages.success(request, _("The photo is removed."))
        else:
            photo.describe(alt=request.POST.get("alt", ""), shown="shown" in request.POST)
            messages.success(request, _("It is kept."))
    return redirect("projects:sheet_photos", slug=project.slug)


@login_not_required
@require_safe
def sheet_photo(request, slug, key, size):
    """The picture itself: to everyone when it was chosen for a published page, else to the group and the team."""
    project = found(slug)
    photo = get_object_or_404(project.photos.all(), key=key)
    open_to_all = photo.shown and project.is_public
    if not (open_to_all or membership_in(request, project.group) or is_of_team(request, project)):
        raise Http404
    return kept_pictures.answer(photo, small=size == "vignette")
