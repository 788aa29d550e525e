"""Addresses of paper sheets: for their authors, for who types, for the team."""

from django.urls import path, re_path

from ideas.evening.views import paper_access, paper_photos, paper_public, paper_queue, paper_team

urlpatterns = [
    path("f/<slug:code>/", paper_public.sheet, name="sheet"),
    path("papier/lien/<str:token>/", paper_access.paper_link, name="paper_link"),
    path("papier/<slug:slug>/", paper_queue.paper_queue, name="paper_queue"),
    path("papier/<slug:slug>/suivante/", paper_queue.paper_next, name="paper_next"),
    path("papier/<slug:slug>/en-main/", paper_queue.paper_by_hand, name="paper_by_hand"),
    path("papier/<slug:slug>/feuille/<int:pk>/", paper_queue.paper_sheet, name="paper_sheet"),
    path("papier/<slug:slug>/feuille/<int:pk>/brouillon/", paper_queue.paper_draft, name="paper_draft"),
    path("papier/<slug:slug>/photos/", paper_photos.paper_photos, name="paper_photos"),
    re_path(
        r"^papier/(?P<slug>[-\w]+)/photos/(?P<pk>\d{1,18})/(?P<act>rattacher|inconnue|supprimer)/$",
        paper_photos.paper_photo_step,
        name="paper_photo_step",
    ),
    re_path(
        r"^papier/(?P<slug>[-\w]+)/photo/(?P<key>\w{16})/(?P<size>photo|vignette)\.jpg$",
        paper_photos.paper_photo,
        name="paper_photo",
    ),
    path("organiser/soirees/<slug:slug>/papier/", paper_team.paper_home, name="paper_home"),
    path("organiser/soirees/<slug:slug>/papier/<int:pk>/couper/", paper_team.paper_link_close, name="paper_link_close"),
    path("organiser/soirees/<slug:slug>/papier/<int:pk>/reprendre/", paper_team.paper_again, name="paper_again"),
]
