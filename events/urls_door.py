"""Addresses of the doors: those of the volunteers, and the organiser's page that opens and closes them."""

from django.urls import path

from events.views import door
from events.views.organising import doors

public = [
    path("accueil/sw.js", door.door_worker, name="door_worker"),
    path("accueil/coquille/", door.door_shell, name="door_shell"),
    path("accueil/lien/<str:token>/", door.open_link, name="door_link"),
    path("accueil/<int:pk>/", door.door, name="door"),
    path("accueil/<int:pk>/liste/", door.door_people, name="door_people"),
    path("accueil/<int:pk>/gestes/", door.door_acts, name="door_acts"),
]

DOORS = "soirees/<slug:slug>/accueils/"
organising = [
    path(DOORS, doors.door_list, name="door_list"),
    path(f"{DOORS}<int:pk>/", doors.door_show, name="door_show"),
    path(f"{DOORS}<int:pk>/fermer/", doors.door_close, name="door_close"),
    path(f"{DOORS}<int:pk>/rouvrir/", doors.door_reopen, name="door_reopen"),
]
