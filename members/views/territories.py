"""What an administrator or organiser says of a territory: pages of settings, and steps of the assistant at first."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation import throttling, uploads
from members import emails, starting
from members.access import organiser_required
from members.models import Perimeter, Territory
from members.territory_forms import NoticesForm, PerimeterForm, TerritoryForm
from outbox import transport
from outbox.models import Message

MOST_CHANGES = 30  # of a perimeter, shown
MOST_TESTS = 5
TESTS_PER_HOUR = 10


@organiser_required
@require_GET
def territories(request):
    return render(
        request,
        "members/territories.html",
        {
            "territories": Territory.objects.managed_by(request.user)[:60],
            "administers": Territory.objects.administered_by(request.user).exists(),
        },
    )


@organiser_required
@require_http_methods(["GET", "POST"])
def territory_edit(request, slug):
    """Name, brand, colour and contact; a colour that cannot be read is refused, and the nearest one proposed."""
    territory = _managed(request, slug)
    form = TerritoryForm(accent_taken(request), instance=territory)
    if form.is_bound and form.is_valid():
        form.save()
        return _saved(request, territory, "territory")
    known = Territory.objects.get(pk=territory.pk)  # what was typed must not colour the page
    return _page(request, known, "territory", form=form, contrast=known.contrast)


def accent_taken(request):
    """Return what was posted, with the proposed colour in place of the refused one when its button was pressed."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if data.get("nearest"):
        data["accent"] = data["nearest"]
    return data


@organiser_required
@require_http_methods(["GET", "POST"])
def territory_notices(request, slug):
    """What the law asks the pages to say; it can stay incomplete, and « à faire » then reminds of it."""
    territory = _managed(request, slug)
    form = NoticesForm(request.POST if request.method == "POST" else None, instance=territory)
    if form.is_bound and form.is_valid():
        form.save()
        return _saved(request, territory, "notices")
    known = Territory.objects.get(pk=territory.pk)
    return _page(request, known, "notices", form=form, missing=known.missing_notices())


@organiser_required
@require_http_methods(["GET", "POST"])
def territory_perimeter(request, slug):
    """Communes, since when; a change is read before it is made (D61)."""
    territory = _managed(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PerimeterForm(*sent, territory=territory, refused_upload=uploads.refusal(request))
    change, looking = None, request.POST.get("do") == "search"
    if sent and not looking and form.is_valid():
        since = form.cleaned_data["since"]
        if request.POST.get("do") == "apply":
            Perimeter.objects.change(territory, form.wanted(), since=since)
            return _saved(request, territory, "perimeter")
        change = Perimeter.objects.difference(territory, form.wanted(), since=since)
    today = timezone.localdate()
    return _page(
        request,
        territory,
        "perimeter",
        form=form,
        looking=looking,
        refused=bool(sent) and not looking and change is None,
        change=change,
        communes=territory.communes_on(today),
        history=territory.perimeter.history()[:MOST_CHANGES],
    )


@organiser_required
@require_GET
def territory_mail(request, slug):
    """By what server mails leave, and what became of the test messages."""
    territory = _managed(request, slug)
    tests = Message.objects.about(emails.subject_of(territory)).without_text().order_by("-pk")[:MOST_TESTS]
    waiting = any(message.status in Message.WAITING for message in tests)
    return _page(request, territory, "mail", transport=transport.describe(), tests=tests, waiting=waiting)


@organiser_required
@require_POST
def territory_mail_test(request, slug):
    """Send a test message to oneself, by the way every mail takes."""
    territory = _managed(request, slug)
    if throttling.allow(f"test-mail:{request.user.pk}", limit=TESTS_PER_HOUR, per=3600):
        emails.trial_message(territory, to=request.user)
        messages.success(request, _("The test message is leaving: look at what becomes of it below."))
    else:
        messages.error(request, _("Ten test messages an hour are enough: come back a little later."))
    return redirect("members:territory_mail", slug=territory.slug)


def _managed(request, slug):
    return get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)


def _page(request, territory, step, *, form=None, refused=None, **context):
    refused = form is not None and form.is_bound if refused is None else refused
    context |= {"form": form, "territory": territory, "step": step, "steps": starting.steps(territory, step)}
    context["next_url"] = starting.after(territory, step)
    return render(request, f"members/territory_{step}.html", context, status=422 if refused else 200)


def _saved(request, territory, step):
    messages.success(request, _("The territory is up to date."))
    return redirect(starting.after(territory, step))
