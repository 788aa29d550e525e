from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def home(request):
    return render(request, "home.html")


@require_GET
def space(request):
    return render(request, "space.html")


@login_not_required
@require_GET
def healthz(request):
    """200 « ok » when the database answers; for the proxy and the launcher."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
