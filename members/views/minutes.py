"""The minutes of a meeting: drafted, completed, adopted, followed by addenda, signed elsewhere, read (D31, D51).

Their addresses are those of `members.urls_minutes`; a room opens them to who may, and says what its `Meeting` is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_files, uploads
from foundation.refusals import saying_why
from members import minutes as writing
from members.minutes_forms import AddendumForm, SetAsideForm, SignedForm
from members.models import MinutesSigned


@dataclass(frozen=True)
class Meeting:
    """A meeting as the pages of its minutes know it, for whoever asks; its room gives all that is its own.

    room            the namespace of its addresses and the folder of its two templates, `minutes.html` and
                    `minutes_correct.html`
    place           the arguments of its addresses
    frame           what the templates of the room show around
    who             who met, for the names of files
    kept            the row that ties its minutes (`members.minutes`), None before they are written
    draft()         writes them; ValidationError when it is too early, as `may_draft` says
    correction, adoption    the classes of its forms
    keeping, may_adopt      whether this visitor writes, and adopts
    """

    room: str
    place: tuple
    frame: dict
    who: object
    kept: models.Model | None
    draft: Callable
    may_draft: bool
    correction: type[forms.Form]
    adoption: type[forms.Form]
    keeping: bool = True
    may_adopt: bool = True

    def address(self, name="minutes", *more):
        return reverse(f"{self.room}:{name}", args=[*self.place, *more])

    def written(self, *, adopted=False):
        """The row that ties its minutes; 404 when they are not written, or not adopted where they must be."""
        if self.kept is None or (adopted and not self.kept.minutes.is_adopted):
            raise Http404
        return self.kept


@require_safe
def minutes_read(request, meeting):
    """The minutes as they are read, draft or adopted; beside, what is still to do for who may."""
    return _page(request, meeting)


@require_safe
def minutes_pdf(request, meeting):
    return paper(meeting.written().minutes, who=meeting.who)


@require_POST
def minutes_draft(request, meeting):
    """Write the draft now, where it did not write itself."""
    with saying_why(request):
        meeting.draft()
    return redirect(meeting.address())


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_correct(request, meeting):
    """Complete and correct the draft; what could not be kept is shown again."""
    draft = meeting.written().minutes
    if draft.is_adopted:
        messages.info(request, _("These minutes are adopted: an addendum can follow them."))
        return redirect(meeting.address())
    form = meeting.correction(request.POST or None, minutes=draft)
    if request.method == "POST" and form.is_valid():
        try:
            draft.correct(content=form.corrected(), version=form.cleaned_data["version"])
            messages.success(request, pgettext("minutes", "The draft is kept."))
            return redirect(meeting.address())
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = meeting.frame | {"meeting": meeting, "form": form}
    return render(request, f"{meeting.room}/minutes_correct.html", context, status=422 if form.errors else 200)


@require_POST
def minutes_adopt(request, meeting):
    """A number is given, and nothing changes any more."""
    if not meeting.may_adopt:
        raise PermissionDenied
    kept = meeting.written()
    form = meeting.adoption(request.POST, minutes=kept.minutes)
    if form.is_valid():
        try:
            writing.adopt(kept, by=request.user, how=form.words(), version=form.cleaned_data["version"])
            messages.success(request, _("The minutes are adopted. Print them, have them signed, put the scan here."))
            return redirect(meeting.address())
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _page(request, meeting, adoption=form)


@require_POST
def minutes_addendum(request, meeting):
    """Follow adopted minutes with an addendum."""
    kept, form = meeting.written(adopted=True), AddendumForm(request.POST)
    if form.is_valid():
        writing.add(kept, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The addendum is kept, after the minutes."))
        return redirect(meeting.address())
    return _page(request, meeting, addendum=form)


@require_POST
def minutes_sign(request, meeting):
    """Keep the scan of the signed paper, or a file signed elsewhere; what is not one is refused with the reason."""
    minutes, form = meeting.written(adopted=True).minutes, SignedForm(request.POST, request.FILES)
    if refused := uploads.refusal(request):
        form.add_error("file", refused)
    if form.is_valid():
        try:
            MinutesSigned.add(minutes, form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.user)
            messages.success(request, _("The signed file is kept with the minutes."))
            return redirect(meeting.address())
        except ValidationError as refusal:
            form.add_error("file", refusal)
    return _page(request, meeting, signing=form)


@require_safe
def minutes_signed(request, meeting, key):
    """One signed file, to be saved, never shown inside our pages."""
    minutes = meeting.written(adopted=True).minutes
    row = get_object_or_404(minutes.signed, key=key)
    return kept_files.answer(row, name=f"pv-{minutes.number}-signe.{row.extension}", ending=row.extension)


@require_POST
def minutes_set_aside(request, meeting, key):
    """The wrong file was put there: it stays below, with the reason."""
    minutes, form = meeting.written(adopted=True).minutes, SetAsideForm(request.POST)
    row = get_object_or_404(minutes.signed.standing(), key=key)
    if form.is_valid():
        row.set_aside(why=form.cleaned_data["why"])
        messages.success(request, _("This file is set aside; the reason stays beside it."))
        return redirect(meeting.address())
    return _page(request, meeting, wrong=(row.pk, form))


def paper(minutes, *, who):
    """The PDF of a `Minutes`, named after `who` met."""
    response = HttpResponse(writing.pdf(minutes), content_type="application/pdf")
    name = f"pv-{minutes.number or 'projet'}-{slugify(who)[:60]}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request, meeting, **refused):
    """The page of the minutes; `refused` is the form that was, as it was typed."""
    acts = ("pdf", "draft", "correct", "adopt", "addendum", "sign")
    context = meeting.frame | {"meeting": meeting, "to": {act: meeting.address(f"minutes_{act}") for act in acts}}
    if meeting.kept:
        minutes = meeting.kept.minutes
        context |= writing.read(minutes) | {
            "minutes": minutes,
            "lacking": [] if minutes.is_adopted else writing.lacking(minutes.content),
            "signed": [
                (one, meeting.address("minutes_signed", one.key), meeting.address("minutes_set_aside", one.key))
                for one in minutes.signed.select_related("added_by")
            ],
            "adoption": meeting.adoption(minutes=minutes),
            "addendum": AddendumForm(),
            "signing": SignedForm(),
        }
    return render(request, f"{meeting.room}/minutes.html", context | refused, status=422 if refused else 200)
