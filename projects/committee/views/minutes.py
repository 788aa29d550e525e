"""The minutes of a session: drafted, completed, adopted, followed by addenda, signed elsewhere, read (D31, D51)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import uploads
from foundation.kept_pictures import CLOSED
from foundation.keyset import paginate, turning
from members import minutes as reading
from members.models import MinutesSigned
from projects.committee import minutes as writing
from projects.committee.forms.minutes import AddendumForm, AdoptionForm, MinutesForm, SetAsideForm, SignedForm
from projects.committee.models import Committee, Expert, SessionMinutes
from projects.committee.opening import keeping_required, keeps
from projects.committee.opening_minutes import may_adopt, minutes_required

PAGE = 30


@require_safe
def minutes_list(request):
    """Every minutes that this person may read, the latest session first; 404 for who is of no committee."""
    rows = SessionMinutes.objects.visible_to(request.user).for_lists()
    if not rows.exists() and not _is_of_a_committee(request.user):
        raise Http404
    order = ("-minutes__held_on", "-pk")
    page = paginate(rows, order=order, cursor=request.GET.get("suite", ""), size=PAGE)
    context = {"page": page, "turning": turning(request.GET, page)}
    return render(request, "committee/minutes_list.html", context)


@minutes_required
@require_safe
def minutes(request, session, kept):
    """The minutes as they are read, draft or adopted; below, what is still to do for who may."""
    return _page(request, session, kept)


@minutes_required
@require_safe
def minutes_pdf(request, session, kept):
    if kept is None:
        raise Http404
    response = HttpResponse(reading.pdf(kept.minutes), content_type="application/pdf")
    name = f"pv-{kept.minutes.number or 'projet'}-{slugify(session.committee.territory)}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@keeping_required
@require_POST
def minutes_draft(request, session):
    """Write the draft now; they are already there when the decisions were released by the usual way."""
    try:
        writing.draft(session)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("committee:minutes", session.pk)


@keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_correct(request, session):
    """Complete and correct the draft; what could not be kept is shown again."""
    kept = _kept(session)
    if kept.minutes.is_adopted:
        messages.info(request, _("These minutes are adopted: an addendum can follow them."))
        return redirect("committee:minutes", session.pk)
    form = MinutesForm(request.POST or None, minutes=kept.minutes)
    if request.method == "POST" and form.is_valid():
        try:
            kept.minutes.correct(content=form.corrected(), version=form.cleaned_data["version"])
            messages.success(request, pgettext("minutes", "The draft is kept."))
            return redirect("committee:minutes", session.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = _frame(request, session, kept) | {"form": form}
    return render(request, "committee/minutes_correct.html", context, status=422 if form.errors else 200)


@keeping_required
@require_POST
def minutes_adopt(request, session):
    """The chair adopts: a number is given, and nothing changes any more."""
    if not may_adopt(request.user, session):
        raise PermissionDenied
    kept = _kept(session)
    form = AdoptionForm(request.POST, minutes=kept.minutes)
    if form.is_valid():
        try:
            writing.adopt(kept, by=request.user, how=form.words(), version=form.cleaned_data["version"])
            messages.success(request, _("The minutes are adopted. Print them, have them signed, put the scan here."))
            return redirect("committee:minutes", session.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _page(request, session, kept, adoption=form, status=422)


@keeping_required
@require_POST
def minutes_addendum(request, session):
    """Follow adopted minutes with an addendum."""
    kept, form = _kept(session, adopted=True), AddendumForm(request.POST)
    if form.is_valid():
        writing.add(kept, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The addendum is kept, after the minutes."))
        return redirect("committee:minutes", session.pk)
    return _page(request, session, kept, addendum=form, status=422)


@keeping_required
@require_POST
def minutes_sign(request, session):
    """Keep the scan of the signed paper, or a file signed elsewhere; what is not one is refused with the reason."""
    kept, form = _kept(session, adopted=True), SignedForm(request.POST, request.FILES)
    if refused := uploads.refusal(request):
        form.add_error("file", refused)
    if form.is_valid():
        try:
            MinutesSigned.add(kept.minutes, form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.user)
            messages.success(request, _("The signed file is kept with the minutes."))
            return redirect("committee:minutes", session.pk)
        except ValidationError as refusal:
            form.add_error("file", refusal)
    return _page(request, session, kept, signing=form, status=422)


@minutes_required
@require_safe
def minutes_signed(request, session, kept, key):
    """One signed file, to be saved, never shown inside our pages."""
    row = get_object_or_404(MinutesSigned, minutes=kept.minutes if kept else None, key=key)
    try:
        stored = default_storage.open(row.stored_name)
    except FileNotFoundError:
        raise Http404 from None
    name = f"pv-{kept.minutes.number}-signe.{row.extension}"
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=row.content_type)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response


@keeping_required
@require_POST
def minutes_set_aside(request, session, key):
    """The wrong file was put there: it stays below, with the reason."""
    kept, form = _kept(session, adopted=True), SetAsideForm(request.POST)
    row = get_object_or_404(MinutesSigned.objects.standing(), minutes=kept.minutes, key=key)
    if form.is_valid():
        row.set_aside(why=form.cleaned_data["why"])
        messages.success(request, _("This file is set aside; the reason stays beside it."))
        return redirect("committee:minutes", session.pk)
    return _page(request, session, kept, wrong=(row.pk, form), status=422)


def _is_of_a_committee(person):
    return Committee.objects.kept_by(person).exists() or Expert.objects.in_term().filter(person=person).exists()


def _kept(session, *, adopted=None):
    """The session's minutes; 404 when they are not written, or not adopted where they must be."""
    kept = get_object_or_404(SessionMinutes.objects.for_lists(), session=session)
    if adopted and not kept.minutes.is_adopted:
        raise Http404
    return kept


def _frame(request, session, kept):
    """What every page of the minutes shows; tabs for who keeps the committee."""
    keeping = keeps(request.user, session)
    context = {"session": session, "kept": kept, "minutes": kept and kept.minutes, "subtab": "minutes"}
    return context | ({"committee": session.committee, "tab": "sessions"} if keeping else {})


def _page(request, session, kept, *, status=200, **forms):
    keeping = keeps(request.user, session) or session.is_handed_to(request.user)
    context = _frame(request, session, kept) | {"keeping": keeping, "may_write": session.is_released}
    if kept:
        context |= _read(kept.minutes) | {
            "signed": list(kept.minutes.signed.select_related("added_by")),
            "adoption": forms.get("adoption") or AdoptionForm(minutes=kept.minutes),
            "addendum": forms.get("addendum") or AddendumForm(),
            "signing": forms.get("signing") or SignedForm(),
            "wrong": forms.get("wrong"),
            "may_adopt": not kept.minutes.is_adopted and may_adopt(request.user, session),
        }
    return render(request, "committee/minutes.html", context, status=status)


def _read(minutes):
    """The words of the minutes, in their own language whoever reads."""
    with override(minutes.language):
        return {
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
