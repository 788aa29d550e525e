"""The frozen files, who read them; what bearers read of the committee; files proposed."""

from django.urls import path

from projects.committee.views import bearers, copies, files

urlpatterns = [
    path("comite/dossiers/<int:pk>/", files.file, name="file"),
    path("comite/dossiers/<int:pk>/dossier.pdf", files.file_pdf, name="file_pdf"),
    path("comite/dossiers/<int:pk>/pieces/<str:key>/", files.file_document, name="file_document"),
    path("comite/dossiers/<int:pk>/questions/", files.file_ask, name="file_ask"),
    path("comite/dossiers/<int:pk>/copie/", copies.copy, name="copy"),
    path("comite/dossiers/<int:pk>/copie/figer/", copies.copy_freeze, name="copy_freeze"),
    path("projets/<slug:slug>/comite/", bearers.project, name="project"),
    path("projets/<slug:slug>/comite/proposer/", bearers.propose, name="propose"),
    path("projets/<slug:slug>/comite/attendre/", bearers.take_back, name="take_back"),
    path("projets/<slug:slug>/comite/questions/<int:pk>/", bearers.answer, name="answer"),
    path("projets/<slug:slug>/comite/passage.ics", bearers.slot_calendar, name="slot_calendar"),
]
