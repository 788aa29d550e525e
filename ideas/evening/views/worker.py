"""The worker of the tables' pages: its address gives it their scope, `/a/`."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ideas.evening import shell


@login_not_required
@require_safe
def worker(request):
    """A browser asks for it again at each visit, and replaces what it kept when it changed."""
    response = HttpResponse(shell.script(), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response
