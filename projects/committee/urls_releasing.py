"""The release of decisions, the letters, the messages of a session."""

from django.urls import path

from projects.committee.views import messages, release

urlpatterns = [
    path("comite/seances/<int:pk>/reponses/", release.release, name="release"),
    path("comite/seances/<int:pk>/reponses/envoyer/", release.release_now, name="release_now"),
    path("comite/seances/<int:pk>/lettres/", release.paper, name="paper"),
    path("comite/seances/<int:pk>/lettres/lettres.pdf", release.paper_pdf, name="paper_pdf"),
    path("comite/seances/<int:pk>/lettres/imprimees/", release.paper_printed, name="paper_printed"),
    path("comite/seances/<int:pk>/messages/", messages.session_messages, name="session_messages"),
    path("comite/seances/<int:pk>/appels/<int:number>/", messages.call_made, name="call_made"),
    path("projets/<slug:slug>/comite/lettre/<int:number>/", release.letter, name="letter"),
    path("projets/<slug:slug>/comite/lettre/<int:number>/lettre.pdf", release.letter_pdf, name="letter_pdf"),
]
