"""Votes counted, decisions written and confirmed."""

from django.urls import path

from projects.committee.views import decisions

urlpatterns = [
    path("comite/seances/<int:pk>/decisions/", decisions.decisions, name="decisions"),
    path("comite/seances/<int:pk>/clore/", decisions.session_close, name="session_close"),
    path("comite/dossiers/<int:pk>/clore/", decisions.item_close, name="item_close"),
    path("comite/dossiers/<int:pk>/decision/", decisions.decision, name="decision"),
    path("comite/dossiers/<int:pk>/decision/corriger/", decisions.decision_correct, name="decision_correct"),
]
