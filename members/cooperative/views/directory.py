"""The directory of members, for members alone: search, one's own entry, asking to be put in touch."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import keyset
from members.cooperative.belonging import member_of, member_required
from members.cooperative.forms.directory import DirectoryForm, EntryForm, WordForm
from members.cooperative.models import Entry, Introduction

PAGE = 24
MOST_COUNTED = 1000


@member_required
@require_safe
def directory(request, members):
    form = DirectoryForm(request.GET, entries=Entry.objects.visible_to(members))
    entries = form.found()
    count = entries[: MOST_COUNTED + 1].count()
    page = keyset.paginate(
        entries.for_display(), order=("-shown_since", "-id"), cursor=request.GET.get("suite", ""), size=PAGE
    )
    context = {
        "form": form,
        "page": page,
        "count": count,
        "mine": [(member, getattr(member, "entry", None)) for member in members.select_related("entry")],
        "members_pks": {member.pk for member in members},
        "several": len({member.cooperative_id for member in members}) > 1,
        "territory": members[0].cooperative.territory,
        **keyset.turning(request.GET, page),
    }
    return render(request, "cooperative/directory.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_entry(request, members, pk):
    """What I offer and seek: shown on consent, taken back as easily (D56)."""
    member = next((one for one in members if one.pk == pk), None)
    if member is None:
        raise Http404
    entry = Entry.objects.filter(member=member).select_related("commune").first()
    if request.method == "POST" and request.POST.get("act") == "retirer":
        return _withdrawn(request, entry)
    form = EntryForm(request.POST if request.method == "POST" else None, entry=entry)
    if form.is_bound and form.is_valid():
        try:
            Entry.show(member, **form.values())
            messages.success(request, _("It is in the directory: the other members can read it."))
            return redirect("cooperative:directory")
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {"form": form, "entry": entry, "member": member, "territory": member.cooperative.territory}
    return render(request, "cooperative/my_entry.html", context, status=422 if form.errors else 200)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request, members, pk):
    """One member's words; a word to them is a mail, and a request of both (`Introduction.ask`)."""
    shown = get_object_or_404(Entry.objects.visible_to(members).for_display(), pk=pk)
    me = member_of(members, shown.member.cooperative_id)
    form = WordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = Introduction.ask(shown, word=form.cleaned_data["word"], asker=me)
            messages.success(request, _("Your word leaves. You are told as soon as there is an answer."))
            return redirect("cooperative:introduction", made.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    between = Introduction.objects.asked_by(members).asked_of([shown.member_id]).waiting().first()
    context = {
        "entry": shown,
        "form": form,
        "me": me,
        "is_mine": any(member.pk == shown.member_id for member in members),
        "waiting": between,
        "territory": shown.member.cooperative.territory,
    }
    return render(request, "cooperative/entry.html", context, status=422 if form.errors else 200)


def _withdrawn(request, entry):
    if entry:
        entry.withdraw()
    messages.success(request, _("You are no longer in the directory: your words are erased."))
    return redirect("cooperative:members_space")
