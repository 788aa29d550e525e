from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form that waited too long, or came from elsewhere: what was typed is still in the browser's previous page."""
    return render(request, "403_csrf.html", status=403)
