from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.forms import ProfileForm


@require_http_methods(["GET", "POST"])
def profile(request):
    """Names, phone, commune, language: asked at the first visit, changed at any time."""
    first_visit = not request.user.given_name
    form = ProfileForm.of(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        request.user.introduce(**form.profile())
        messages.success(request, _("Noted, thank you."))
        return redirect("space")
    status = 422 if form.is_bound else 200
    return render(request, "members/profile.html", {"form": form, "first_visit": first_visit}, status=status)
