"""An expert's opinion and vote on a file, and what the grid weighs."""

from django.urls import path

from projects.committee.urls_sessions import OF_TERRITORY
from projects.committee.views import opinions, votes, weights

urlpatterns = [
    path("comite/dossiers/<int:pk>/avis/", opinions.opinion, name="opinion"),
    path("comite/dossiers/<int:pk>/avis/brouillon/", opinions.opinion_draft, name="opinion_draft"),
    path("comite/dossiers/<int:pk>/avis/figer/", opinions.opinion_lock, name="opinion_lock"),
    path("comite/dossiers/<int:pk>/avis/tous/", opinions.opinions, name="opinions"),
    path("comite/dossiers/<int:pk>/voter/", votes.vote, name="vote"),
    path("comite/dossiers/<int:pk>/voter/code/", votes.vote_code, name="vote_code"),
    path("comite/dossiers/<int:pk>/voter/code/autre/", votes.vote_code_again, name="vote_code_again"),
    path(f"{OF_TERRITORY}grille/", weights.grid, name="grid"),
]
