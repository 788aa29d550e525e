"""Addresses of what surrounds an evening: timetable, copies, past editions, requests for « une soirée chez nous »."""

from django.urls import path

from events.views import hosting
from events.views.organising import editions, timetable
from events.views.organising import hosting as hosting_team

EVENING = "soirees/<slug:slug>/"
TIMETABLE = f"{EVENING}calendrier/"
ASK = "une-soiree-chez-nous/"

public = [
    path(ASK, hosting.hosting_ask, name="hosting_ask"),
    path(f"{ASK}envoyee/", hosting.hosting_sent, name="hosting_sent"),
    path(f"{ASK}confirmer/<str:token>/", hosting.hosting_prove, name="hosting_prove"),
    path(f"{ASK}lien/<str:token>/", hosting.hosting_link, name="hosting_link"),
    path(f"{ASK}<str:code>/", hosting.hosting_follow, name="hosting_follow"),
]
organising = [
    path(TIMETABLE, timetable.timetable, name="timetable"),
    path(f"{TIMETABLE}calendrier.ics", timetable.timetable_file, name="timetable_file"),
    path(f"{TIMETABLE}proposer/", timetable.timetable_propose, name="timetable_propose"),
    path(f"{TIMETABLE}nouvelle/", timetable.task_new, name="task_new"),
    path(f"{TIMETABLE}<int:pk>/", timetable.task_edit, name="task_edit"),
    path(f"{TIMETABLE}<int:pk>/faite/", timetable.task_tick, name="task_tick"),
    path(f"{TIMETABLE}<int:pk>/rouvrir/", timetable.task_reopen, name="task_reopen"),
    path(f"{TIMETABLE}<int:pk>/prendre/", timetable.task_take, name="task_take"),
    path(f"{TIMETABLE}<int:pk>/retirer/", timetable.task_remove, name="task_remove"),
    path(f"{EVENING}dupliquer/", editions.evening_duplicate, name="evening_duplicate"),
    path("editions/nouvelle/", editions.historical_new, name="historical_new"),
    path("editions/<slug:slug>/", editions.historical_edit, name="historical_edit"),
    path("demandes/", hosting_team.hosting_list, name="hosting_list"),
    path("demandes/<int:pk>/", hosting_team.hosting_request, name="hosting_request"),
    path("demandes/<int:pk>/engagement/", hosting_team.hosting_engage, name="hosting_engage"),
    path("demandes/<int:pk>/<slug:answer>/", hosting_team.hosting_answer, name="hosting_answer"),
]
