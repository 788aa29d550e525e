from django.urls import path

from projects.views import journey

app_name = "projects"
urlpatterns = [
    path("idees/<slug:slug>/parcours/", journey.journey, name="journey"),
]
