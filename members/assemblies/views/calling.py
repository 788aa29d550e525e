"""The board calls the members, prints the letters, and tells again what changed (D45)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import jobs
from foundation.refusals import saying_why
from members.assemblies import answering, calling, checking, letters, noticing
from members.assemblies.forms.calling import AdditionForm, MoveForm, PlaceFields, PostedForm, WhyForm
from members.assemblies.models import Answer
from members.assemblies.opening import assembly_board_required
from members.assemblies.views.preparing import page_of
from members.cooperative.rules import Rules

MOST_LINES = 500  # notices on one page: a cooperative of this size has eighty members


@assembly_board_required
@require_safe
def calling_page(request, assembly):
    """Before: what blocks, the preview, one click. After: the proof of each dispatch, letters, who answered."""
    return shown(request, assembly)


@assembly_board_required
@require_POST
def call(request, assembly):
    try:
        made = calling.call(assembly, by=request.user)
    except ValidationError as refusal:
        for said in refusal.messages:
            messages.error(request, said)
        return shown(request, assembly, status=422)
    said = ngettext("%(n)s member is called.", "%(n)s members are called.", len(made)) % {"n": len(made)}
    messages.success(request, said)
    return redirect(page_of(assembly, "calling"))


@assembly_board_required
@require_safe
def preview(request, assembly):
    """The letter as the first member of the register would receive it."""
    member = assembly.cooperative.members.registered().order_by("number").first()
    if member is None:
        raise Http404
    return pdf_response(letters.specimen(assembly, member, language=get_language() or "fr"), name="convocation.pdf")


@assembly_board_required
@require_safe
def letters_pdf(request, assembly):
    """The letters to post, or all of the last sending with `?toutes`, in one file."""
    rows = assembly.notices.of_edition(assembly.edition).letters()
    rows = rows if "toutes" in request.GET else rows.to_post()
    found = list(rows.for_display()[: letters.MOST])
    if not found:
        raise Http404
    content = letters.pile(found, assembly=assembly, language=get_language() or "fr")
    return pdf_response(content, name=letters.FILE_NAME)


@assembly_board_required
@require_POST
def letters_posted(request, assembly):
    """Note that the ticked letters were posted, on which day and how."""
    form = PostedForm(request.POST, assembly=assembly)
    chosen = [int(pk) for pk in request.POST.getlist("lettre") if pk.isdecimal() and len(pk) < 19]
    if not form.is_valid():
        return shown(request, assembly, posted_form=form, status=422)
    if not chosen:
        form.add_error(None, _("Tick the letters that were posted."))
        return shown(request, assembly, posted_form=form, status=422)
    rows = assembly.notices.filter(pk__in=chosen)
    n = noticing.mark_posted(assembly, rows, **form.cleaned_data, by=request.user)
    messages.success(request, ngettext("%(n)s letter is noted.", "%(n)s letters are noted.", n) % {"n": n})
    return redirect(page_of(assembly, "calling") + "#lettres")


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def addition(request, assembly):
    """A resolution that enough members ask for, once the agenda is locked; everyone is told again."""
    if not assembly.is_called:
        raise Http404
    form = AdditionForm(request.POST or None, assembly=assembly)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            calling.add_to_agenda(
                assembly, values=form.values, candidates=data["candidates"], askers=data["askers"],
                received_on=data["received_on"], by=request.user,
            )  # fmt: skip
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The resolution is on the agenda, and everyone is told."))
            return redirect(page_of(assembly, "calling"))
    rules = Rules.thaw(assembly.rules)
    entitled = assembly.cooperative.members.registered().count()
    context = {
        "assembly": assembly,
        "subtab": "calling",
        "form": form,
        "needed": rules.people_for_addition(entitled),
        "until": rules.additions_until(timezone.localdate(assembly.starts_at)),
    }
    return render(request, "assemblies/addition.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, assembly):
    """Another date or place: the members are called again."""
    if not assembly.is_called:
        raise Http404
    form = MoveForm(request.POST or None, assembly=assembly)
    if request.method == "POST" and form.is_valid():
        try:
            moved = calling.move(assembly, **form.cleaned_data, by=request.user)
        except calling.Refused as refusal:
            form.add_error("starts_at", refusal.messages)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("The members are called again.") if moved else _("Nothing changed: nobody was told.")
            messages.success(request, said)
            return redirect(page_of(assembly, "calling"))
    context = {
        "assembly": assembly,
        "subtab": "calling",
        "form": form,
        "earliest": checking.earliest_day(assembly, now=timezone.now()),
    }
    return render(request, "assemblies/move.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, assembly):
    if request.method != "POST" and not (assembly.is_draft or assembly.is_called):
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            calling.cancel(assembly, why=form.cleaned_data["why"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The meeting is cancelled. Whoever was called is told why."))
            return redirect(page_of(assembly, "calling"))
    context = {"assembly": assembly, "subtab": "calling", "form": form}
    return render(request, "assemblies/cancel.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request, assembly):
    """Prepare a second call: the same agenda, without what was decided."""
    if not assembly.is_closed:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = PlaceFields(sent, initial={"place": assembly.place, "remote_link": assembly.remote_link})
    if form.is_valid():
        try:
            draft = calling.call_again(assembly, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The second call is prepared: look at it, then call the members."))
            return redirect(page_of(draft))
    rules = Rules.of(assembly.cooperative)
    context = {
        "assembly": assembly,
        "subtab": "calling",
        "form": form,
        "days": rules.second_notice_days,
        "earliest": rules.earliest_date(checking.leaves_on(now=timezone.now()), True),
        "left": list(calling.undecided(assembly)),
    }
    return render(request, "assemblies/again.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_POST
def answer_recorded(request, assembly):
    """The board notes what a member said by telephone or on paper."""
    pk = request.POST.get("societaire", "")
    known = assembly.cooperative.members.registered()
    member = get_object_or_404(known, pk=int(pk) if pk.isdecimal() and len(pk) < 19 else 0)
    with saying_why(request):
        answering.answer(assembly, member, choice=request.POST.get("choice", ""), by=request.user)
        messages.success(request, _("The answer of %(name)s is noted.") % {"name": member})
    return redirect(page_of(assembly, "calling") + "#reponses")


def shown(request, assembly, *, posted_form=None, status=200):
    """The page « Convoquer »."""
    context = {"assembly": assembly, "subtab": "calling"}
    if assembly.is_draft:
        members = list(assembly.cooperative.members.registered())
        by_mail = sum(checking.is_by_mail(one) for one in members)
        reasons, now = checking.reasons(assembly, now=timezone.now()), timezone.now()
        context |= {
            "reasons": reasons,
            "blocked": any(reason.blocks for reason in reasons),
            "members": len(members),
            "by_mail": by_mail,
            "by_letter": len(members) - by_mail,
            "letter": letters.letter_of(assembly),
            "leaves": checking.leaves_on(now=now),
            "last_day": checking.latest_call(assembly),
            "earliest": checking.earliest_day(assembly, now=now),
        }
        return render(request, "assemblies/calling.html", context, status=status)
    notices = list(assembly.notices.of_edition(assembly.edition).for_display()[:MOST_LINES])
    said = {one.member_id: one for one in assembly.answers.all()}
    context |= {
        "notices": notices,
        "unproved": [one for one in notices if not one.has_left],
        "proved": [one for one in notices if one.has_left],
        "to_post": [one for one in notices if one.is_to_post],
        "with_letters": any(one.is_letter for one in notices),
        "left": len({one.member_id for one in notices if one.has_left}),
        "called": len({one.member_id for one in notices}),
        "editions": assembly.editions.all(),
        "posted_form": posted_form or PostedForm(assembly=assembly),
        "job": jobs.find(noticing.JOB, assembly.pk),
        "answers": [(one, said.get(one.member_id)) for one in notices if not one.is_failed],
        "counts": _counts(assembly),
        "choices": answering.choices_of(assembly) if assembly.rules else [],
        "post_until": checking.latest_call(assembly),
    }
    return render(request, "assemblies/called.html", context, status=status)


def pdf_response(content, *, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _counts(assembly):
    """[(words, how many)] of the answers, in order, who said nothing last."""
    found = answering.counts(assembly)
    return [*((choice.label, found[choice]) for choice in Answer.Choice), (_("no answer yet"), found["none"])]
