"""`/demo/`: sign in as anyone of the cast, in one click, on this machine only."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.demonstration import doors, files, leaving
from config.demonstration.guard import demonstration_only
from config.forms import RemoveDemonstrationForm
from events.models import Event, Table
from members.access import sign_in_for_demo
from members.models import Person, Territory


@demonstration_only
@require_GET
def cast(request):
    """Who can be signed in as, where each begins, and what is open without an account."""
    evening = Event.objects.filter(slug=files.evenings()[0]["slug"]).first()
    names = dict(Territory.objects.values_list("slug", "name"))
    people = [{**person, "territory": names.get(person["territory"], "")} for person in files.cast()]
    table = Table.objects.filter(event=evening, number=7).first()  # the chauffeur-voisin was born there
    context = {"people": people, "evening": evening, "table": table, "doors": doors.open_ones() if evening else []}
    return render(request, "config/demo.html", context)


@demonstration_only
@require_POST
def open_door(request):
    """Open what someone opens from the link of a mail; the link is made now."""
    address = doors.address_of(request.POST.get("door"))
    if address is None:
        raise Http404
    return redirect(address.removeprefix(settings.PUBLIC_URL))


@demonstration_only
@require_POST
def enter(request):
    """Sign in as one of the cast; the second factor counts as proved, nobody here has a telephone to show."""
    chosen = next((row for row in files.cast() if row["email"] == request.POST.get("email")), None)
    person = Person.objects.filter(email=chosen["email"]).first() if chosen else None
    if person is None:
        raise Http404
    sign_in_for_demo(request, person)
    return redirect(chosen["begin"])


@demonstration_only
@require_http_methods(["GET", "POST"])
def remove(request):
    """Empty the platform so that a real one begins, after a backup; asked with a word to type."""
    form = RemoveDemonstrationForm(request.POST or None)
    if form.is_valid():
        try:
            kept = leaving.remove()
        except leaving.NoDemonstration:
            raise Http404 from None
        logout(request)
        return render(request, "config/demo_removed.html", {"kept": kept})
    evenings, people = leaving.made_by_hand()
    context = {"form": form, "evenings": evenings, "people": people}
    return render(request, "config/demo_remove.html", context, status=422 if form.errors else 200)
