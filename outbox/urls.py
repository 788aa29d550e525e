from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [path("desinscription/<str:token>/", views.unsubscribe, name="unsubscribe")]
