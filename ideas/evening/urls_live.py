"""Addresses of the page of who facilitates a table, during the evening."""

from django.urls import path

from ideas.evening.views import live, live_ideas, live_script

TABLE = "animation/<int:pk>/table/"
IDEA = f"{TABLE}idees/<slug:slug>/"

urlpatterns = [
    path(TABLE, live.live, name="live"),
    path(f"{TABLE}etat/", live.live_state, name="live_state"),
    path(f"{TABLE}je-suis-la/", live.live_come, name="live_come"),
    path(f"{TABLE}presence/<str:code>/", live.live_presence, name="live_presence"),
    path(f"{TABLE}deroule/", live_script.live_script, name="live_script"),
    path(f"{TABLE}ecrire/", live_ideas.live_write, name="live_write"),
    path(IDEA, live_ideas.live_sheet, name="live_sheet"),
    path(f"{IDEA}etoile/", live.live_star, name="live_star"),
    path(f"{IDEA}suite/", live_ideas.live_joiners, name="live_joiners"),
    path(f"{IDEA}suite/<int:joiner>/retirer/", live_ideas.live_leave, name="live_leave"),
]
