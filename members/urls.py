from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("couleurs/<slug:slug>.<str:digest>.css", views.colours, name="colours"),
    path("communes/", views.communes, name="communes"),
    path("territoires/<slug:slug>/", views.territory, name="territory"),
]
