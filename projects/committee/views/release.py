"""The release of a session's decisions: what is ready, what lacks, one act (D31); the letters on paper (D63)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.views.facilitator import pdf_response
from foundation import jobs
from ideas.groups.models import Membership
from projects.committee import letters, releasing
from projects.committee.models import Declaration, PaperLetter, Release, Session
from projects.committee.opening import chairing_required, chairs, keeping_required
from projects.committee.opening_files import found_item
from projects.opening import project_required

MOST_AT_ONCE = 300  # sheets of one pile


@keeping_required
@require_safe
def release(request, session):
    """Everything is ready, or what lacks; who will be told; the act itself for the chair."""
    return render(request, "committee/release.html", _context(request, session))


@chairing_required
@require_POST
def release_now(request, session):
    """One act for the whole session; the second click is told that it was done."""
    if not request.POST.get("read"):
        messages.error(request, _("Tick the box first: a letter that has left does not come back. Nothing has left."))
        return render(request, "committee/release.html", _context(request, session), status=422)
    try:
        releasing.release(session, by=request.user, now=timezone.now())
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        session.refresh_from_db()
        return render(request, "committee/release.html", _context(request, session), status=422)
    messages.success(request, _("The decisions are released: the letters are leaving."))
    return redirect("committee:release", session.pk)


@project_required
@require_safe
def letter(request, project, membership, number):
    """The letter to the group, once released: the same words as in the mail."""
    item = _released(project, number)
    said = letters.letter_of(item)
    return render(request, "committee/letter.html", {"project": project, "item": item, "letter": said})


@project_required
@require_safe
def letter_pdf(request, project, membership, number):
    """The letter to keep or to show (PDF/A)."""
    item = _released(project, number)
    return pdf_response(letters.pdf(item, language=get_language()), name=letters.FILE_NAME)


@keeping_required
@require_safe
def paper(request, session):
    """Letters to print for the members of groups whom no mail reaches."""
    rows = PaperLetter.objects.of(session).select_related("membership", "item__project", "printed_by")
    context = {**_place(session), "waiting": rows.waiting()[:MOST_AT_ONCE], "printed": rows.printed()[:MOST_AT_ONCE]}
    return render(request, "committee/paper.html", context)


@keeping_required
@require_safe
def paper_pdf(request, session):
    """The pile to print: one sheet per letter, ready for its envelope."""
    rows = PaperLetter.objects.of(session).waiting().select_related("membership")
    items = {item.pk: item for item in releasing.items_of(session)}
    sheets = [(items[row.item_id], [row.membership.full_name, _("To hand over")]) for row in rows[:MOST_AT_ONCE]]
    if not sheets:
        raise Http404
    content = letters.pile(sheets, language=get_language())
    return pdf_response(content, name=f"lettres-comite-{timezone.localdate(session.starts_at):%Y-%m-%d}.pdf")


@keeping_required
@require_POST
def paper_printed(request, session):
    """Those that the page offered are on paper, or wait again: the printer jammed."""
    offered = [int(pk) for pk in request.POST.getlist("letter")[:MOST_AT_ONCE] if pk.isdecimal() and len(pk) < 12]
    rows = PaperLetter.objects.of(session).filter(pk__in=offered)
    if request.POST.get("act") == "back":
        number = rows.put_back()
        words = ngettext("%(count)s letter waits again.", "%(count)s letters wait again.", number)
    else:
        number = rows.mark_printed(by=request.user, now=timezone.now())
        words = ngettext("%(count)s letter is noted as printed.", "%(count)s letters are noted as printed.", number)
    messages.success(request, words % {"count": number})
    return redirect("committee:paper", session.pk)


def _context(request, session):
    """What the page says; a fixed number of statements, whatever the number of files."""
    recused = Declaration.objects.recused().filter(item__session=session, expert__person=request.user)
    hidden = set(recused.values_list("item", flat=True)) if session.status != Session.Status.RELEASED else set()
    items = list(releasing.items_of(session))
    told = Membership.objects.present().filter(
        group__projects__agenda_items__in=[one for one in items if not one.is_gone]
    )
    closed = session.status == Session.Status.CLOSED
    return {
        **_place(session),
        "lines": [_line(item, hidden=item.pk in hidden) for item in items],
        "lacking": releasing.lacking_of(items) if closed else [],
        "closed": closed,
        "chairs": chairs(request.user, session),
        "until": releasing.notice_until(session),
        "late": releasing.is_late(session, now=timezone.now()),
        "by_mail": told.exclude(email="").distinct().count(),
        "on_paper": told.filter(email="").distinct().count(),
        "released": Release.objects.select_related("by").filter(session=session).first(),
        "job": jobs.find(releasing.JOB, str(session.pk)),
    }


def _line(item, *, hidden):
    """One file: its outcome in plain words, unless the reader stood down from it and it is not released (D25)."""
    counted = getattr(item, "closing", None)
    return {
        "item": item,
        "hidden": hidden,
        "label": letters.label_of(counted.outcome) if counted and not hidden else "",
        "outcome": counted.outcome if counted and not hidden else "",
        "decision": releasing.decision_of(item),
        "counted": counted,
    }


def _place(session):
    return {"session": session, "committee": session.committee, "tab": "sessions", "subtab": "release"}


def _released(project, number):
    """The file of this project whose answer is known; 404 before (D31)."""
    item = found_item(number)
    if item.project_id != project.pk or item.session.status != Session.Status.RELEASED or not hasattr(item, "closing"):
        raise Http404
    return item
