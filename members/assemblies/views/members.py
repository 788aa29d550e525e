"""An assembly as its members see it: agenda, documents, resolutions, my answer, questions (D45)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import links
from foundation.models import Link
from foundation.refusals import saying_why
from members.assemblies import answering, letters
from members.assemblies.access import LINK
from members.assemblies.forms.calling import QuestionForm
from members.assemblies.models import Assembly, Document, Notice
from members.assemblies.opening import member_page, member_required
from members.assemblies.views.preparing import document_response
from members.assemblies.views.results import member_results

MOST_QUESTIONS = 200


@member_required
@require_safe
def member_assembly(request, assembly, member):
    return shown(request, assembly, member, form=QuestionForm())


@member_required
@require_POST
def member_answer(request, assembly, member):
    """« Je viens », « je donne pouvoir »… : one tap, changed as often as one likes."""
    with saying_why(request):
        answering.answer(assembly, member, choice=request.POST.get("choice", ""))
        messages.success(request, _("Thank you: the board knows. You can change your answer."))
    return redirect(member_page(request, "assemblies:member_assembly", assembly))


@member_required
@require_POST
def member_ask(request, assembly, member):
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            answering.ask(assembly, member, text=form.cleaned_data["text"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your question is asked. The board answers to all members, without your name."))
            return redirect(member_page(request, "assemblies:member_assembly", assembly) + "#questions")
    return shown(request, assembly, member, form=form, status=422)


@member_required
@require_safe
def member_document(request, assembly, member, key):
    return document_response(assembly, key)


@login_not_required
@require_safe
def member_link(request, token):
    """Exchange the token of a notice for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=LINK, kind=Link.Kind.ACCESS)
    assembly = Assembly.objects.told().filter(pk=link.subject.partition(":")[0]).first() if link else None
    if assembly is None:
        return render(request, "assemblies/link_lost.html", status=410)
    return links.grant(request, redirect("assemblies:member_assembly", assembly.pk), link)


@require_safe
def notice_code(request, code):
    """What the QR of a notice says to a telephone: the meeting, for whoever signs in as its member."""
    notice = get_object_or_404(Notice.objects.of_code(code).select_related("assembly"))
    if notice.assembly.called_at is None:
        raise Http404
    return redirect("assemblies:member_assembly", notice.assembly_id)


def shown(request, assembly, member, *, form, status=200):
    """The member's page; `form` is the question as it was typed."""
    edition = assembly.editions.filter(number=assembly.edition).first()
    context = {
        "assembly": assembly,
        "member": member,
        "territory": assembly.cooperative.territory,
        "letter": letters.letter_of(assembly, edition=edition, on=timezone.localdate(assembly.called_at)),
        "edition": edition,
        "documents": Document.objects.given_with(assembly),
        "answer": assembly.answers.filter(member=member).first(),
        "choices": answering.choices_of(assembly),
        "takes_words": assembly.is_called or assembly.is_open,
        "questions": assembly.questions.answered()[:MOST_QUESTIONS],
        "mine": assembly.questions.unanswered().filter(member=member),
        "form": form,
    } | member_results(request, assembly, member)
    return render(request, "assemblies/member_assembly.html", context, status=status)
