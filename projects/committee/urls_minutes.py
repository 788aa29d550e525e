"""The minutes of sessions; before the addresses of committees, of which « pv » is none."""

from django.urls import path

from members.urls_minutes import minutes_of
from projects.committee.views import minutes

urlpatterns = [
    path("comite/pv/", minutes.minutes_list, name="minutes_list"),
    *minutes_of("comite/seances/<int:pk>", reading=minutes.reading, keeping=minutes.keeping),
]
