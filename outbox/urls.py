from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [
    path("desinscription/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("mes-courriers/", views.my_preferences, name="preferences"),
    path("mes-courriers/lien/<str:token>/", views.preferences_link, name="preferences_link"),
    path("courrier/retours/<slug:provider>/", views.report, name="report"),
]
