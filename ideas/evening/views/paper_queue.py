"""The sheets to type, shared by several people: one each, its photo beside the form, then the next (D13)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.codes import spaced
from ideas.evening import paper, transcribing
from ideas.evening.forms.paper import FindSheetForm, SheetForm, TroubleForm
from ideas.evening.models import PaperPhoto, PaperSheet
from ideas.evening.views.paper_access import typing_required
from ideas.forms import TERMS

MORE = ("audience", "existing", "payer", "resources", "first_step", "postal_code", "commune_text", "seeks_bearer")
LAST = 5  # sheets that one has just typed: to look again at a receipt


@typing_required
@require_safe
def paper_queue(request, typing):
    return _queue_page(request, typing, FindSheetForm(event=typing.event))


@typing_required
@require_POST
def paper_next(request, typing):
    """Take the next sheet, for this browser alone."""
    return _go_on(request, typing)


@typing_required
@require_POST
def paper_by_hand(request, typing):
    """Type a sheet that one has in hand, by what is printed on it."""
    form = FindSheetForm(request.POST, event=typing.event)
    if form.is_valid():
        found = form.cleaned_data["reference"]
        if found.is_typed or found.hold(holder=typing.holder, now=timezone.now()):
            return redirect("evening:paper_sheet", slug=typing.event.slug, pk=found.pk)
        form.add_error("reference", _("Someone is typing this sheet at this very moment."))
    return _queue_page(request, typing, form, status=422)


@typing_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper_sheet(request, typing, pk):
    """One sheet: its photo, and what is typed. Whatever is touched, what was typed is kept first."""
    sheet = _sheet(typing, pk)
    now = timezone.now()
    if request.method != "POST":
        return _sheet_page(request, typing, sheet, SheetForm(draft=sheet.draft))
    form, act = SheetForm(request.POST), request.POST.get("act", "keep")
    if act == "keep":
        return _keep(request, typing, sheet, form)
    if not sheet.save_draft(form.words(), holder=typing.holder, now=now):
        sheet.refresh_from_db()
        return _sheet_page(request, typing, sheet, form, status=409)
    trouble = TroubleForm(request.POST) if act == "trouble" else None
    if trouble and not trouble.is_valid():
        return _sheet_page(request, typing, sheet, form, trouble=trouble, status=422)
    return _leave(request, typing, sheet, act, trouble)


@typing_required
@require_POST
def paper_draft(request, typing, pk):
    """Keep what was typed so far, told in one word: `kept`, `typed` or `taken` (409)."""
    sheet = _sheet(typing, pk)
    if sheet.save_draft(SheetForm(request.POST).words(), holder=typing.holder, now=timezone.now()):
        return JsonResponse({"state": "kept"})
    sheet.refresh_from_db()
    return JsonResponse({"state": "typed" if sheet.is_typed else "taken"}, status=409)


def _sheet(typing, pk):
    found = PaperSheet.objects.of(typing.event).select_related(
        "event__territory", "gathering__event__territory", "table__workshop", "idea__event"
    )
    return get_object_or_404(found, pk=pk)


def _keep(request, typing, sheet, form):
    if not form.is_valid():
        sheet.save_draft(form.words(), holder=typing.holder, now=timezone.now())
        return _sheet_page(request, typing, sheet, form, status=422)
    draft = form.draft()
    by = request.user if request.user.is_authenticated else None
    try:
        sheet.keep(
            draft, completed=form.completed(), email=form.cleaned_data["author_email"], typist=typing.typist, by=by
        )
    except ValidationError:
        sheet = _sheet(typing, sheet.pk)
        if not _is_same(sheet, draft):  # sent twice, it is the same idea
            return _sheet_page(request, typing, sheet, form, status=409)
    said = _("Kept: “%(title)s”. Its receipt is on the sheet: %(receipt)s.")
    messages.success(request, said % {"title": draft.title, "receipt": spaced(sheet.idea.receipt)})
    return _go_on(request, typing)


def _is_same(sheet, draft):
    idea = sheet.idea
    typed = (draft.title, draft.need, draft.solution)
    return idea is not None and (idea.title, idea.need, idea.solution) == typed


def _leave(request, typing, sheet, act, trouble):
    """Do what was asked of a sheet whose draft has just been kept, and go on."""
    holder, now, passed = typing.holder, timezone.now(), None
    try:
        if act == "trouble":
            sheet.set_aside(trouble.cleaned_data["trouble"], holder=holder, now=now)
            messages.success(request, _("Handed to the team, with what you typed of it."))
        elif act == "blank":
            sheet.say_blank(holder=holder, now=now)
            messages.success(request, _("Put aside: nothing is written on it."))
        elif act == "wrong-photo":
            photo = sheet.photos.newest_first().first()
            if photo:
                photo.discard()
            messages.success(
                request, _("The photo is removed, what was typed is kept. The sheet is to photograph again.")
            )
            sheet.let_go(holder=holder)
        else:
            passed = sheet.pk
            sheet.let_go(holder=holder, passing=act == "pass")
    except ValidationError as stale:
        messages.error(request, stale.messages[0])
    if act == "pause":
        messages.success(request, _("Your draft is kept: whoever takes this sheet finds it."))
        return redirect("evening:paper_queue", slug=typing.event.slug)
    return _go_on(request, typing, but=passed)


def _go_on(request, typing, *, but=None):
    sheet = transcribing.take_next(typing.event, holder=typing.holder, now=timezone.now(), but=but)
    if sheet:
        return redirect("evening:paper_sheet", slug=typing.event.slug, pk=sheet.pk)
    messages.info(request, _("No other sheet waits at the moment. Thank you!"))
    return redirect("evening:paper_queue", slug=typing.event.slug)


def _queue_page(request, typing, form, *, status=200):
    event, now = typing.event, timezone.now()
    stacks, total = paper.progress(event)
    sheets = PaperSheet.objects.of(event)
    mine = {"typist": typing.typist} if typing.typist else {"typed_by": request.user}
    context = {
        "event": event,
        "territory": event.territory,
        "typing": typing,
        "form": form,
        "total": total,
        "stacks": stacks,
        "mine": sheets.waiting().held_by(typing.holder, now=now).first(),
        "busy": sheets.waiting().held_by_others(typing.holder, now=now).count(),
        "loose": PaperPhoto.objects.loose().filter(event=event).count(),
        "reading": PaperPhoto.objects.unread().filter(event=event).count(),
        "last": sheets.typed().filter(**mine).select_related("idea").order_by("-typed_at")[:LAST],
    }
    return render(request, "evening/paper_queue.html", context, status=status)


def _sheet_page(request, typing, sheet, form, *, trouble=None, status=200):
    now = timezone.now()
    photos = list(sheet.photos.newest_first()[:6])
    chosen = next((one for one in photos if one.key == request.GET.get("photo")), photos[0] if photos else None)
    context = {
        "event": typing.event,
        "territory": typing.event.territory,
        "typing": typing,
        "sheet": sheet,
        "taken": not sheet.is_typed and sheet.is_held_by_other(typing.holder, now=now),
        "form": form,
        "more": any(form[name].value() or form[name].errors for name in MORE),
        "trouble": trouble or TroubleForm(),
        "photos": photos,
        "photo": chosen,
        "waiting": PaperSheet.objects.of(typing.event).waiting().count(),
        "terms": TERMS,
    }
    return render(request, "evening/paper_sheet.html", context, status=status)
