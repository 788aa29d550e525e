"""`/comite/`: where whoever keeps or sits at a committee begins."""

from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    return render(request, "committee/home.html")
