"""Addresses of ideas put together, and of who follows them."""

from django.urls import path

from ideas.views import merging, watching

patterns = [
    path("organiser/fusions/", merging.merges, name="merges"),
    path("organiser/fusions/reunir/", merging.unite, name="unite"),
    path("organiser/fusions/<int:pk>/defaire/", merging.undo, name="merge_undo"),
    path("organiser/fusions/demandes/<int:pk>/", merging.merge_request, name="merge_request"),
    path("idees/nouvelles/oui/<str:token>/", watching.watch_confirm, name="watch_confirm"),
    path("idees/nouvelles/fin/<str:token>/", watching.watch_stop, name="watch_stop"),
    path("idees/<slug:slug>/nouvelles/", watching.watch, name="watch"),
]
