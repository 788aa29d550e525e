from django.urls import path

from ideas.evening import urls_paper, urls_vote
from ideas.evening.urls_live import urlpatterns as live_pages
from ideas.evening.views import arrival, checks, control, received, sheets, state, table, wall, worker

app_name = "evening"
urlpatterns = [
    *live_pages,
    path("a/", table.find, name="find_table"),
    path("a/sw.js", worker.worker, name="table_worker"),
    path("a/<slug:code>/", table.table, name="table"),
    path("a/<slug:code>/hors-reseau/", table.shell, name="table_shell"),
    path("a/<slug:code>/etat/", state.table_state, name="table_state"),
    path("a/<slug:code>/arrivee/", arrival.arrival, name="arrival"),
    path("a/<slug:code>/recue/<str:token>/", received.received, name="received"),
    path("organiser/soirees/<slug:slug>/imprimer/fiches/preparer/", sheets.sheets_make, name="sheets_make"),
    path("regie/<slug:slug>/", control.control, name="control"),
    path("regie/<slug:slug>/verifications/", checks.checks, name="checks"),
    path("regie/<slug:slug>/etat/", control.control_state, name="control_state"),
    path("regie/<slug:slug>/agir/<slug:act>/", control.control_act, name="control_act"),
    path("regie/<slug:slug>/lancer/<int:pk>/", control.control_start, name="control_start"),
    path("regie/<slug:slug>/diapositive/<int:number>/", control.control_slide, name="control_slide"),
    path("regie/<slug:slug>/message/", control.control_say, name="control_say"),
    path("regie/<slug:slug>/silence/", control.control_silent, name="control_silent"),
    path("regie/<slug:slug>/ici/<int:pk>/", control.control_here, name="control_here"),
    path("mur/<slug:slug>/", wall.wall, name="wall"),
    path("mur/<slug:slug>/etat/", wall.wall_state, name="wall_state"),
    *urls_paper.urlpatterns,
    *urls_vote.urlpatterns,
]
