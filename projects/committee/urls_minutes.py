"""The minutes of sessions; before the addresses of committees, of which « pv » is none."""

from django.urls import path

from projects.committee.views import minutes

urlpatterns = [
    path("comite/pv/", minutes.minutes_list, name="minutes_list"),
    path("comite/seances/<int:pk>/pv/", minutes.minutes, name="minutes"),
    path("comite/seances/<int:pk>/pv/proces-verbal.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path("comite/seances/<int:pk>/pv/rediger/", minutes.minutes_draft, name="minutes_draft"),
    path("comite/seances/<int:pk>/pv/completer/", minutes.minutes_correct, name="minutes_correct"),
    path("comite/seances/<int:pk>/pv/adopter/", minutes.minutes_adopt, name="minutes_adopt"),
    path("comite/seances/<int:pk>/pv/additif/", minutes.minutes_addendum, name="minutes_addendum"),
    path("comite/seances/<int:pk>/pv/signe/", minutes.minutes_sign, name="minutes_sign"),
    path("comite/seances/<int:pk>/pv/signe/<str:key>/", minutes.minutes_signed, name="minutes_signed"),
    path("comite/seances/<int:pk>/pv/signe/<str:key>/ecarter/", minutes.minutes_set_aside, name="minutes_set_aside"),
]
