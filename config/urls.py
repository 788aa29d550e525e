from django.urls import include, path

from config.views import home
from members.views import set_language

urlpatterns = [
    path("", home.home, name="home"),
    path("espace/", home.space, name="space"),
    path("healthz", home.healthz, name="healthz"),
    path("langue/", set_language, name="set_language"),
    path("compte/", include("allauth.urls")),
    path("", include("members.urls")),
    path("", include("outbox.urls")),
    path("", include("events.urls")),
    path("", include("ideas.urls")),
    path("", include("ideas.evening.urls")),
]
