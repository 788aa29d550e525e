"""What experts say of their links before they read (D25), and their page of a session."""

from django.urls import path

from projects.committee.views import declaring, interests, my_files, recusals

urlpatterns = [
    path("comite/seances/<int:pk>/mes-dossiers/", my_files.my_files, name="my_files"),
    path("comite/seances/<int:pk>/deports/", recusals.recusals, name="recusals"),
    path("comite/deports/<int:pk>/reprendre/", recusals.recusal_lift, name="recusal_lift"),
    path("comite/dossiers/<int:pk>/declaration/", declaring.declaration, name="declaration"),
    path("comite/engagement/<int:pk>/", interests.undertaking, name="undertaking"),
    path("comite/liens/<int:pk>/", interests.interests, name="interests"),
    path("comite/liens/<int:pk>/confirmer/", interests.interests_confirm, name="interests_confirm"),
    path("comite/liens/<int:pk>/<int:number>/terminer/", interests.interest_end, name="interest_end"),
]
