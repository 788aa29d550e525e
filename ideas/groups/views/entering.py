"""Entering a group: asking from its public page, confirming, being answered; being invited and answering (D19)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation import links
from foundation.models import Link
from foundation.refusals import saying_why
from ideas.groups import emails, guarding, opening
from ideas.groups.forms import AnswerForm, InvitedForm, InviteForm, JoinForm
from ideas.groups.models import Entry, Membership, WantedRole, WorkingGroup


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, slug):
    """« Rejoindre »: a name, an address to confirm, what one would bring. A known address says nothing (D3)."""
    group = WorkingGroup.objects.listed().for_lists().filter(slug=slug).first()
    if group is None:
        raise Http404
    if opening.membership_in(request, group):
        return redirect(group)
    roles = WantedRole.objects.open().filter(group=group).order_by("pk")
    posted = request.POST if request.method == "POST" else None
    form = JoinForm(posted, roles=roles, initial=_known(request))
    if form.is_bound and form.is_valid():
        values = form.values()
        if form.is_of_robot:
            return render(request, "groups/asked.html", {"group": group, "email": "", "territory": group.territory})
        if guarding.may_join(request, values["email"]):
            proved = request.user.is_authenticated and request.user.email == values["email"].lower()
            Entry.ask(group, proved=proved, language=request.LANGUAGE_CODE, **values)
            context = {"group": group, "email": values["email"], "proved": proved, "territory": group.territory}
            return render(request, "groups/asked.html", context)
        form.add_error(None, _("Many requests came from here in an hour. Your text is kept: try again later, please."))
    context = {"group": group, "form": form, "territory": group.territory}
    return render(request, "groups/join.html", context, status=422 if form.errors else 200)


def _known(request):
    """What a signed-in visitor need not type again; the role that was touched on the group's page."""
    person, wanted = request.user, request.GET.get("role", "")
    known = {"wanted_role": wanted} if wanted.isdecimal() else {}
    if person.is_authenticated:
        known |= {name: getattr(person, name) for name in ("given_name", "family_name", "email", "phone")}
    return known


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """The mailed link: GET shows, POST proves the address and tells who leads the group (D64, D65)."""
    entry = _entry(token, emails.CONFIRM)
    if entry is None:
        return render(request, "groups/dead_link.html", status=410)
    if request.method == "POST":
        entry.prove()
        return redirect("groups:confirm", token)
    context = {"entry": entry, "group": entry.group, "territory": entry.group.territory}
    return render(request, "groups/confirm.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """The lead's answer, from the mail, without login: GET shows who asks, POST accepts or says not now."""
    link = links.find(token, purpose=emails.ANSWER, kind=Link.Kind.ACCESS)
    entry_pk, _colon, lead_pk = link.subject.partition(":") if link else ("", "", "")
    entry = Entry.objects.for_pages().filter(pk=entry_pk or None).first()
    lead = Membership.objects.present().filter(pk=lead_pk or None, is_lead=True).first()
    if entry is None or lead is None:
        return render(request, "groups/dead_link.html", status=410)
    if request.method == "POST":
        _keep_answer(request, entry, acting=lead)
        return redirect("groups:answer", token)
    context = {"entry": entry, "group": entry.group, "form": AnswerForm(), "territory": entry.group.territory}
    return render(request, "groups/answer.html", context)


@opening.lead_required
@require_POST
def entry_answer(request, group, membership, pk):
    """The same answer, from the group's page."""
    entry = Entry.objects.for_pages().filter(pk=pk, group=group, kind=Entry.Kind.ASKED).first()
    if entry is None:
        raise Http404
    _keep_answer(request, entry, acting=membership)
    return redirect(group)


def _keep_answer(request, entry, *, acting):
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Accept, or say that it is not the moment: the word has at most 300 letters."))
        return
    by = None if acting else request.user
    with saying_why(request):
        if form.accepts:
            member = entry.accept(by=by, acting=acting)
            messages.success(request, _("%(name)s is in the group and was told.") % {"name": member.shown_name})
        else:
            entry.refuse(why=form.cleaned_data["why"], by=by, acting=acting)
            messages.success(request, _("Your answer leaves, kindly worded."))


@opening.group_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, group, membership):
    """Invite someone by their address; only they can say yes."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        if guarding.may_invite(group, values["email"]):
            by = None if membership else request.user
            Entry.invite(group, language=group.idea.language, by=by, membership=membership, **values)
            said = _("An invitation leaves for %(address)s, unless this person is in the group already.")
            messages.success(request, said % {"address": values["email"]})
            return redirect(group)
        form.add_error(None, _("Many invitations left today. Your text is kept: try again tomorrow, please."))
    context = {"group": group, "form": form, "territory": group.territory}
    return render(request, "groups/invite.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Who is invited reads what the group is, then enters with their own consent, or not (D56)."""
    entry = _entry(token, emails.INVITATION)
    if entry is None:
        return render(request, "groups/dead_link.html", status=410)
    posted = request.method == "POST"
    if posted and request.POST.get("act") == AnswerForm.REFUSE:
        return _declined(request, entry)
    form = InvitedForm(request.POST if posted else None, initial={"given_name": entry.given_name})
    if posted and form.is_valid():
        try:
            member = entry.accept(**form.names())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return links.grant(request, redirect(entry.group), member.access_link())
    context = {"entry": entry, "group": entry.group, "form": form, "territory": entry.group.territory}
    return render(request, "groups/invitation.html", context, status=422 if form.errors else 200)


def _declined(request, entry):
    with saying_why(request):
        entry.refuse()
    context = {"group": entry.group, "territory": entry.group.territory}
    return render(request, "groups/declined.html", context)


def _entry(token, purpose):
    link = links.find(token, purpose=purpose, kind=Link.Kind.ACCESS)
    return Entry.objects.for_pages().filter(pk=link.subject).first() if link else None
