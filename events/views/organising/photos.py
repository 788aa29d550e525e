"""Photos of an edition, for the team: several at once, then each with who is on it and how they agreed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.forms.photo import PhotoForm, PhotosForm
from events.models import EventPhoto, PhotoRemoval
from events.models.photo import refusing_pictures
from events.views.organising.opening import evening_required
from foundation import keyset
from foundation.refusals import attempt
from foundation.uploads import several

PAGE = 24
NAMES = 50


@several
@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo_list(request, event):
    form = PhotosForm.of(request)
    if form.is_bound and form.is_valid() and form.pictures:
        for picture in form.pictures:
            EventPhoto.add(event, picture, by=request.user, credit=form.cleaned_data["credit"])
        count = len(form.pictures)
        said = ngettext(
            "%(count)s photo added: say what is on it.", "%(count)s photos added: say what is on each.", count
        )
        form.tell(request, said % {"count": count})
        return redirect("events:photo_list", slug=event.slug)
    form.refuse()
    status = 422 if form.errors else 200
    return render(request, "events/organiser/photos.html", _page(request, event, form), status=status)


@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo_edit(request, event, pk):
    """What is on it, who agreed, and the button that shows it to everyone."""
    photo = get_object_or_404(event.photos, pk=pk)
    form = PhotoForm(request.POST if request.method == "POST" else None, instance=photo)
    if request.method == "POST" and form.is_valid():
        photo.describe(form.Meta.fields)
        if "publier" in request.POST:
            attempt(request, lambda: photo.publish(by=request.user), done=_("The photo is shown to everyone."))
        else:
            messages.success(request, _("It is kept."))
        return redirect("events:photo_edit", slug=event.slug, pk=photo.pk)
    removals = PhotoRemoval.objects.open().filter(photo=photo).order_by("pk")
    context = {"event": event, "tab": "photos", "photo": photo, "form": form, "removals": removals}
    context["obstacles"] = EventPhoto.objects.get(pk=photo.pk).obstacles()
    return render(request, "events/organiser/photo.html", context, status=422 if form.errors else 200)


@evening_required
@require_POST
def photo_step(request, event, pk, act):
    """Take it back from the public, or delete it for good."""
    photo = get_object_or_404(event.photos, pk=pk)
    if act == "retirer":
        photo.unpublish()
        messages.success(request, _("The team alone sees this photo again."))
        return redirect("events:photo_edit", slug=event.slug, pk=photo.pk)
    photo.remove()
    messages.success(request, _("The photo is deleted for good."))
    return redirect("events:photo_list", slug=event.slug)


@evening_required
@require_POST
def removal_decide(request, event, pk, act):
    """Answer who asked for a photo to go."""
    removal = get_object_or_404(PhotoRemoval.objects.open().filter(photo__event=event).select_related("photo"), pk=pk)
    if act == "supprimer":
        removal.grant()
        messages.success(request, _("The photo is deleted for good."))
        return redirect("events:photo_list", slug=event.slug)
    try:
        removal.keep(by=request.user)
        said = _("The request is answered. The photo stays with the team until you publish it again.")
        messages.success(request, said)
    except ValidationError as stale:
        messages.error(request, stale.messages[0])
    return redirect("events:photo_edit", slug=event.slug, pk=removal.photo_id)


def _page(request, event, form):
    asked = request.GET.get("vue") == "demandes"
    found = event.photos.contested() if asked else event.photos.all()
    page = keyset.paginate(found, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    refusing, names = refusing_pictures(event), request.GET.get("noms", "")
    refusers = keyset.paginate(refusing, order=("family_name", "given_name", "pk"), cursor=names, size=NAMES)
    return {
        "event": event,
        "tab": "photos",
        "form": form,
        "asked": asked,
        "asked_count": event.photos.contested().count(),
        "page": page,
        **keyset.turning(request.GET, page),
        "refusers": [f"{one.given_name} {one.family_name}".strip() for one in refusers],
        "refuser_count": refusing.count(),
        "refuser_pages": keyset.turning(request.GET, refusers, key="noms"),
        "are_names_open": bool(names),
    }
