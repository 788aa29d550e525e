"""The words of an evening's mails: the team reads, writes, tries and takes back (rehearsals change nothing)."""

from itertools import groupby

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import rehearsing, wording
from events.forms.organising.texts import TextForm, as_typed
from events.models import keep_text
from events.views.organising.opening import evening_required
from foundation.refusals import attempt

MOST_PEOPLE = 100  # of a list to choose from: enough to see every case
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@evening_required
@require_GET
def text_list(request, event):
    """By moment of the year; a search keeps the mails that say its words."""
    search, written = request.GET.get("q", "").strip()[:80], event.texts.last_numbers()
    found = [
        (mail, [(code, name, written.get((mail.name, code))) for code, name in settings.LANGUAGES])
        for mail in wording.mails()
        if mail.says(search)
    ]
    moments = [(moment, list(rows)) for moment, rows in groupby(found, key=lambda row: row[0].moment)]
    context = {"event": event, "tab": "messages", "subtab": "texts", "moments": moments, "search": search}
    return render(request, "events/organiser/text_list.html", context)


@evening_required
@require_http_methods(["GET", "POST"])
def text_edit(request, event, app, name, language):
    mail = _opened(app, name, language)
    form = _form(request, event, mail, language)
    if request.method == "POST" and "again" not in request.POST and form.is_valid():
        values = form.cleaned_data
        try:
            keep_text(event, mail.name, language, **values, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your text is kept: the next mails will say it."))
            return redirect("events:text_list", event.slug)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "events/organiser/text.html", _page(event, mail, language, form), status=status)


@evening_required
@require_POST
def text_original(request, event, app, name, language):
    """Take the original words back; what was written stays in the history."""
    mail = _opened(app, name, language)
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    attempt(
        request,
        lambda: keep_text(event, mail.name, language, subject="", body="", seen=seen, by=request.user),
        done=_("The original text is back; yours stays in the history."),
    )
    return redirect("events:text_edit", event.slug, app, name, language)


@csp_update({"style-src": [SELF, UNSAFE_INLINE]})  # mails carry their styles; the frame shown is closed to scripts
@evening_required
@require_http_methods(["GET", "POST"])
def text_preview(request, event, app, name, language):
    """The words typed, kept or not, as real people would receive them."""
    mail = _opened(app, name, language)
    form = _form(request, event, mail, language)
    if form.is_bound and not form.is_valid():
        return render(request, "events/organiser/text.html", _page(event, mail, language, form), status=422)
    people = list(mail.people(event)[:MOST_PEOPLE])
    person = _chosen(people, request)
    message = _rehearsed(mail, person, event, form, language)
    context = {
        **_page(event, mail, language, form),
        "people": people, "person": person, "message": message, **_neighbours(people, person),
        "html": rehearsing.with_pictures(message) if message else "",
    }  # fmt: skip
    return render(request, "events/organiser/text_preview.html", context)


@evening_required
@require_POST
def text_test(request, event, app, name, language):
    """A test to oneself: it really leaves, marked as a test."""
    mail = _opened(app, name, language)
    form = _form(request, event, mail, language)
    if not form.is_valid():
        return render(request, "events/organiser/text.html", _page(event, mail, language, form), status=422)
    people = list(mail.people(event)[:MOST_PEOPLE])
    message = _rehearsed(mail, _chosen(people, request), event, form, language)
    if message is None:
        messages.error(request, _("Nobody would receive this mail now: there is nothing to try."))
    else:
        rehearsing.send_test(message, to=request.user.email, language=language)
        said = _("A test leaves for %(address)s within a minute. Its personal links open nothing.")
        messages.success(request, said % {"address": request.user.email})
    return text_preview(request, event.slug, app=app, name=name, language=language)


def _opened(app, name, language):
    mail = wording.mail_named(f"{app}/{name}")
    if mail is None or language not in LANGUAGES:
        raise Http404
    return mail


def _form(request, event, mail, language):
    """The form with what was typed, else with the words that count now."""
    own, last = event.texts.current(mail.name, language), event.texts.history(mail.name, language).first()
    subject, body = (own.subject, own.body) if own else mail.original(language)
    initial = {"subject": as_typed(mail, subject), "body": as_typed(mail, body), "seen": last.number if last else 0}
    return TextForm(request.POST if request.method == "POST" else None, initial=initial, mail=mail)


def _page(event, mail, language, form):
    history = list(event.texts.history(mail.name, language)[:20])
    others = [
        (code, name, event.texts.current(mail.name, code)) for code, name in settings.LANGUAGES if code != language
    ]
    return {
        "event": event, "tab": "messages", "subtab": "texts", "mail": mail, "language": language, "form": form,
        "language_name": dict(settings.LANGUAGES)[language], "history": history, "others": others,
        "own": bool(history and history[0].body), "path": mail.name.split("/"), "names": list(mail.names()),
        "original": [as_typed(mail, text) for text in mail.original(language)],
    }  # fmt: skip


def _rehearsed(mail, person, event, form, language):
    if person is None:
        return None
    mail.reader(person).language = language
    values = form.cleaned_data if form.is_bound else None
    words = (values["subject"], values["body"]) if values else None
    return rehearsing.rehearse(mail, person, event=event, language=language, words=words)


def _chosen(people, request):
    wanted = request.POST.get("person") or request.GET.get("person")
    return next((person for person in people if str(person.pk) == wanted), people[0] if people else None)


def _neighbours(people, person):
    place = people.index(person) if person else 0
    return {
        "place": place + 1,
        "previous": people[place - 1] if place else None,
        "following": people[place + 1] if place + 1 < len(people) else None,
    }
