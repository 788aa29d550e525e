from django.shortcuts import render

from events.views.organising.opening import evening_required


@evening_required
def checks(request, event):
    return render(request, "evening/control.html")
