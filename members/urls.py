from django.urls import path

from members.views import profile, public, roles, starting, territories

app_name = "members"
urlpatterns = [
    path("couleurs/<slug:slug>.<str:digest>.css", public.colours, name="colours"),
    path("communes/", public.communes, name="communes"),
    path("espace/profil/", profile.profile, name="profile"),
    path("organiser/territoires/", territories.territories, name="territories"),
    path("organiser/territoires/<slug:slug>/", territories.territory_edit, name="territory_edit"),
    path("organiser/territoires/<slug:slug>/communes/", territories.territory_perimeter, name="territory_perimeter"),
    path("organiser/territoires/<slug:slug>/mentions/", territories.territory_notices, name="territory_notices"),
    path("organiser/territoires/<slug:slug>/messagerie/", territories.territory_mail, name="territory_mail"),
    path("organiser/territoires/<slug:slug>/essai/", territories.territory_mail_test, name="territory_mail_test"),
    path("demarrer/territoire/", starting.start_territory, name="start_territory"),
    path("demarrer/<str:token>/", starting.start, name="start"),
    path("organiser/roles/", roles.roles, name="roles"),
    path("organiser/roles/<int:pk>/fin/", roles.role_end, name="role_end"),
]
