"""`/mail/`: the mails that left in a demonstration, read from their folder, on this machine only."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from config.demonstration import letterbox
from config.demonstration.guard import demonstration_only


@demonstration_only
@require_GET
def mails(request):
    found = letterbox.letters()
    return render(request, "config/mails.html", {"letters": found, "most": letterbox.MOST})


@demonstration_only
@require_GET
def mail(request, name, number):
    return render(request, "config/mail.html", {"letter": _letter(name, number)})


# A mail carries its style inside, as mail readers want it. Nothing in it can run: no script, in a sandbox.
@demonstration_only
@require_GET
@xframe_options_sameorigin
@csp_replace(
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-top-navigation-by-user-activation"],
    }
)
def mail_page(request, name, number):
    """The mail's own page, for the frame."""
    return HttpResponse(_letter(name, number).html)


@demonstration_only
@require_GET
def mail_piece(request, name, number, piece):
    pieces = _letter(name, number).pieces
    if piece >= len(pieces):
        raise Http404
    file_name, _content_type, content = pieces[piece]
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'.replace("\n", "")},
    )


def _letter(name, number):
    found = letterbox.letter(name, number)
    if found is None:
        raise Http404
    return found
