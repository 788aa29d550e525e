"""What is known of the person signed in: to read, to take away, to erase (D58)."""

import io
import json
import zipfile

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config import forgetting
from config.forms import DeleteAccountForm
from foundation import spreadsheets


@require_http_methods(["GET", "POST"])
def my_data(request):
    """How much is held, the file to take away, and the end of the account, confirmed by the address typed."""
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            forgetting.erase(request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)
            messages.success(request, _("Your account is deleted and your data are erased. Goodbye, and thank you."))
            return redirect("home")
    found = forgetting.export(request.user)
    context = {
        "form": form,
        "registrations": len(found["registrations"]),
        "ideas": len(found["ideas"]),
        "mails": len(found["messages"]),
        "roles": found["roles"],
    }
    return render(request, "config/my_data.html", context, status=422 if form.errors else 200)


@require_GET
def my_data_file(request):
    """All of it, as JSON."""
    written = json.dumps(forgetting.export(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(written, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@require_GET
def my_data_tables(request):
    """The same as tables for a spreadsheet: one CSV per kind of thing, in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in forgetting.export(request.user).items():
            rows = held if isinstance(held, list) else [held]
            if rows and isinstance(rows[0], dict):
                heads = list(dict.fromkeys(key for row in rows for key in row))
                cells = [[_cell(row.get(head)) for head in heads] for row in rows]
                archive.writestr(f"{name}.csv", spreadsheets.write(heads, cells))
    response = HttpResponse(out.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.zip"'
    return response


def _cell(value):
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return value
