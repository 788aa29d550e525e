"""What the screens of an import do alike, whatever the list holds."""

from django.shortcuts import redirect

from foundation import uploads
from foundation.importing.forms import FileForm
from foundation.refusals import saying_why


def bring(request, keep, *, label):
    """Return (form, what `keep(name=…, content=…)` made of the file that was sent, or None)."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, label=label, refused=uploads.refusal(request))
    return form, form.receive(keep) if sent and form.is_valid() else None


def act(request, batch, verb):
    """Do `verb` and show the import, with the reason when it was refused."""
    with saying_why(request):
        verb()
    return redirect(batch)
