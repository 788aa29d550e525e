"""The worker of the tables' pages: its address gives it their scope, `/a/`."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe

from ideas.evening.shell import WORKER


@login_not_required
@require_safe
def worker(request):
    """A browser asks for it again at each visit, and replaces what it kept when it changed."""
    return WORKER.response()
