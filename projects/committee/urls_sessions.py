"""The committee, its members, its rules, its sessions and their agenda."""

from django.urls import path

from projects.committee.views import home

urlpatterns = [
    path("comite/", home.home, name="home"),
]
