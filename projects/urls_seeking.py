from django.urls import path

from projects.views import board, listing, seeking

urlpatterns = [  # before « /projets/<slug>/ »: no slug of a project is « cherchent »
    path("projets/cherchent/", seeking.seeking_list, name="seeking_list"),
    path("projets/cherchent/message/<str:token>/", seeking.seeking_message, name="seeking_message"),
    path("projets/cherchent/reponse/<str:token>/", seeking.seeking_answer, name="seeking_answer"),
    path("projets/cherchent/confirmer/<str:token>/", seeking.seeking_still, name="seeking_still"),
    path("projets/cherchent/<slug:slug>/", seeking.seeking, name="seeking"),
    path("projets/cherchent/<slug:slug>/ecrire/", seeking.seeking_write, name="seeking_write"),
    path("projets/<slug:slug>/espace/annonce/", listing.listing, name="listing"),
    path("projets/<slug:slug>/espace/annonce/confirmer/", listing.listing_confirm, name="listing_confirm"),
    path("projets/<slug:slug>/espace/annonce/fermer/", listing.listing_close, name="listing_close"),
    path("projets/<slug:slug>/espace/annonce/<int:pk>/repondre/", listing.listing_reply, name="listing_reply"),
    path("organiser/tableau/", board.board, name="board"),
    path("organiser/annonces/", listing.team_seeking, name="team_seeking"),
    path("organiser/annonces/<slug:slug>/", listing.team_seeking_rules, name="team_seeking_rules"),
]
