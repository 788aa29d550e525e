from django.urls import path

from members.views import profile, public, roles, territories

app_name = "members"
urlpatterns = [
    path("couleurs/<slug:slug>.<str:digest>.css", public.colours, name="colours"),
    path("communes/", public.communes, name="communes"),
    path("espace/profil/", profile.profile, name="profile"),
    path("organiser/territoires/", territories.territories, name="territories"),
    path("organiser/territoires/<slug:slug>/", territories.territory_edit, name="territory_edit"),
    path("organiser/roles/", roles.roles, name="roles"),
    path("organiser/roles/<int:pk>/fin/", roles.role_end, name="role_end"),
]
