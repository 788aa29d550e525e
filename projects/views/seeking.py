"""Projects that seek someone, for everyone: the list, one listing, writing to it, one's own message (D22)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import keyset, links
from foundation.models import Link
from foundation.refusals import saying_why
from ideas.groups.models import Membership
from projects import emails_seeking as emails
from projects import guarding
from projects.forms.seeking import ReplyForm, SeekingFilterForm, WriteForm
from projects.models import Introduction, Listing
from projects.models.introduction import contact_of

PAGE = 20
MOST_COUNTED = 1000


@login_not_required
@require_safe
def seeking_list(request):
    form = SeekingFilterForm(request.GET, listings=Listing.objects.public(timezone.now()))
    listings = form.found()
    count = listings[: MOST_COUNTED + 1].count()
    page = keyset.paginate(listings.for_cards(), order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "form": form,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        **keyset.turning(request.GET, page),
    }
    return render(request, "projects/seeking_list.html", context)


@login_not_required
@require_safe
def seeking(request, slug):
    listing = _listing(slug)
    context = {"listing": listing, "project": listing.project, "territory": listing.project.territory}
    return render(request, "projects/seeking.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def seeking_write(request, slug):
    """A name, an address to confirm, why; a known address says nothing (D3)."""
    listing = _listing(slug)
    form = WriteForm(request.POST if request.method == "POST" else None, initial=_known(request))
    context = {"listing": listing, "project": listing.project, "territory": listing.project.territory, "form": form}
    if form.is_bound and form.is_valid():
        values = form.values()
        sent = {**context, "email": values["email"], "proved": _is_proved(request, values["email"])}
        if form.is_of_robot:
            return render(request, "projects/seeking_sent.html", {**context, "email": ""})
        try:
            guarding.check(request, listing, values["email"])
            Introduction.ask(listing, proved=sent["proved"], language=request.LANGUAGE_CODE, **values)
            return render(request, "projects/seeking_sent.html", sent)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "projects/seeking_write.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def seeking_message(request, token):
    """One's own message, by the mailed link: confirm it (D65), see what became of it, take it back."""
    link = links.find(token, purpose=emails.MINE, kind=Link.Kind.ACCESS)
    one = Introduction.objects.for_pages().filter(pk=link.subject).first() if link else None
    if one is None:
        return render(request, "projects/seeking_dead_link.html", status=410)
    if request.method == "POST":
        with saying_why(request):
            one.withdraw() if request.POST.get("act") == "retirer" else one.prove()
        return redirect("projects:seeking_message", token)
    context = {"introduction": one, "project": one.project, "territory": one.project.territory}
    return render(request, "projects/seeking_message.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def seeking_answer(request, token):
    """The project's answer, from the mail and without login: GET shows, POST answers (D64)."""
    one, lead = _asked(token)
    if one is None:
        return render(request, "projects/seeking_dead_link.html", status=410)
    if request.method == "POST":
        keep_reply(request, one, membership=lead)
        return redirect("projects:seeking_answer", token)
    context = {"introduction": one, "project": one.project, "territory": one.project.territory, "membership": lead}
    return render(request, "projects/seeking_answer.html", {**context, "form": ReplyForm()})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def seeking_still(request, token):
    """« Is it still true? »: one button keeps the listing for its days again, another takes it off (D22)."""
    link = links.find(token, purpose=emails.STILL, kind=Link.Kind.ACCESS)
    pk, _colon, day = link.subject.partition(":") if link else ("", "", "")
    listing = Listing.objects.for_cards().filter(pk=pk or None).first()
    if listing is None:
        return render(request, "projects/seeking_dead_link.html", status=410)
    asked = listing.is_open and f"{listing.expires_on:%Y-%m-%d}" == day
    if request.method == "POST" and asked:
        with saying_why(request):
            listing.close() if request.POST.get("act") == "retirer" else listing.confirm()
        return redirect("projects:seeking_still", token)
    context = {"listing": listing, "project": listing.project, "territory": listing.project.territory, "asked": asked}
    return render(request, "projects/seeking_still.html", context)


def keep_reply(request, one, *, membership):
    """Write down the answer of a lead, or of the team (`membership` None), and say what happened."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say yes, or not this time: the word has at most 300 letters."))
        return
    by = None if membership or not request.user.is_authenticated else request.user
    with saying_why(request):
        if form.accepts:
            shared = {name: form.cleaned_data[name] for name in ("email", "phone")}
            contact = contact_of(membership, one.project.territory, **shared)
            one.accept(contact=contact, by=by, membership=membership)
            messages.success(request, _("You are put in touch: each of you receives how to reach the other."))
        else:
            one.refuse(why=form.cleaned_data["why"], by=by, membership=membership)
            messages.success(request, _("Your answer leaves, kindly worded."))


def _listing(slug):
    listing = Listing.objects.public(timezone.now()).for_cards().filter(project__slug=slug).first()
    if listing is None:
        raise Http404
    return listing


def _is_proved(request, email):
    return request.user.is_authenticated and request.user.email == email.lower()


def _known(request):
    person = request.user
    return {"given_name": person.given_name, "email": person.email} if person.is_authenticated else {}


def _asked(token):
    """(the message, the membership of who answers or None for the team); (None, None) when the link opens nothing."""
    link = links.find(token, purpose=emails.ANSWER, kind=Link.Kind.ACCESS)
    pk, _colon, lead_pk = link.subject.partition(":") if link else ("", "", "")
    one = Introduction.objects.for_pages().filter(pk=pk or None).first()
    if one is None or lead_pk == "0":
        return one, None
    lead = Membership.objects.present().filter(pk=lead_pk, is_lead=True, group=one.project.group_id).first()
    return (one, lead) if lead else (None, None)
